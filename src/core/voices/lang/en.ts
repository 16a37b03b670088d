import { type Lexicon, phrases, wordSet } from "./lexicon.ts";

/** English. */
export const english: Lexicon = {
  language: "en",
  stopWords:
    wordSet(`a about above after again all also am an and any are as at be because been before being below between both but by can could did do does
    doing done down during each few for from further get got had has have having he her here hers him his how i if in into is it its itself just let lot
    may me might more most much must my no nor not now of off on once only or other our ours out over own per quite rather same shall she should so some still
    such than that the their theirs them then there these they this those through to too under until up upon us very was we were what when where whether which
    while who whom whose why will with within without would yes yet you your yours one every`),
  abbreviations: wordSet(
    "e.g i.e eg ie etc vs approx ca no nos nr fig figs p pp vol ed dr mr mrs ms prof st inc ltd co corp dept est min max jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun resp incl excl cf al viz a.m p.m sec ch art",
  ),
  numberWords: new Map(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
      .split(" ")
      .map((word, value): [string, number] => [word, value])
      .concat([
        ["thirty", 30],
        ["forty", 40],
        ["fifty", 50],
        ["sixty", 60],
        ["seventy", 70],
        ["eighty", 80],
        ["ninety", 90],
        ["hundred", 100],
        ["dozen", 12],
      ]),
  ),
  months: wordSet(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
  ),
  prepositions: wordSet(
    "about across after beyond besides plus against along among around as at before behind between by during for from in inside into near of off on onto out over per since through throughout till to toward towards under until up upon via with within without instead because",
  ),
  articles: wordSet("a an the our their its his her your my this these those some any another each"),
  and: wordSet("and &"),
  or: wordSet("or"),
  verbs:
    wordSet(`accept abandon add adopt allow appoint apply ask assign automate ban begin bring build buy cancel change charge choose close combine commission consolidate continue
    convert copy create cut decline defer delay deploy develop discontinue do double drop end engage enlarge enter establish expand extend fill fire fix fund give go grant grow halve hand
    hire hold host import improve increase insource install insulate introduce invest join keep launch lease leave let license limit link lower maintain make merge migrate modernise modernize
    move offer open operate order outsource own partner patch pause pay phase pick pilot plan plant postpone price print produce promote publish purchase put raise rebuild recruit
    redesign reduce refactor reject release relocate remain remove renew renovate rent reopen repair replace require restart restore restrict retain retire return revert rewrite roll run scale scrap sell
    send separate serve set share shift ship shorten shut sign skip split sponsor stagger standardise standardize start stay stick stop store subscribe suspend swap switch take teach tell terminate
    test tighten tolerate trade train transfer treat try tune turn update upgrade use vacate wait widen withdraw work write meet visit fly drive ride walk learn study borrow lend donate promote nominate elect host record translate archive delete encrypt settle negotiate reschedule demolish repaint rename relaunch reuse recycle retrain reassign prohibit
    sing play perform celebrate organise organize book rehearse read cook bake paint plant dig mow heat cool insure certify translate subtitle broadcast stream film photograph exhibit display celebrate gather feed breed adopt foster treat vaccinate operate diagnose discharge admit enrol enroll invite welcome house accommodate seat park tow drain irrigate harvest sow prune fence pave tile plaster wire solder drill weld mill cast mould assemble pack label ship import export stock order buy swap trade auction raffle crowdfund fundraise grant loan deposit withdraw collect deliver dispatch route bike cycle commute relocate evict renegotiate appeal sue litigate mediate vote abstain elect dissolve found incorporate franchise brand rebrand advertise market survey poll interview audit inspect monitor log alert page escalate shard cache index partition replicate containerise containerize virtualise virtualize upgrade downgrade port fork vendor inline`),
  roles: [
    ["files", phrases("steward registered files|registered files|steward files|files registered")],
    [
      "questions",
      phrases(
        "open questions|open question|questions|unknowns|what we do not know|what we don t know|not known|unclear|still open|unanswered",
      ),
    ],
    [
      "constraints",
      phrases(
        "what we agreed beforehand|what was agreed beforehand|agreed beforehand|musts|the musts|has to|it has to|what it must do|what it has to do|constraints|constraint|requirements|requirement|must hold|must haves|must have|hard limits|limits|non negotiables|non negotiable|rules|conditions|boundaries|guardrails|dealbreakers|deal breakers|cannot change|given limits|hard rules|must|must not|fixed points|budget and time|the new system must|it must|knock outs|bars to clear|bar to clear|hurdles|thresholds|minimum standards|house rules|red lines",
      ),
    ],
    [
      "criteria",
      phrases(
        "criteria|criterion|what matters|matters to us|matters most|we judge by|judge by|how we judge|how we will judge|how we decide|we decide by|priorities|evaluation|what counts|what we value|care about|we care about|scoring|weights|weighting|how to choose|how we choose|how we would judge|would judge|nice to have|nice to haves|weighing|in this order|order of importance|order of priority|importance|preferences|what we prefer|tie break|tie breaker|decision drivers|drivers|key drivers|what decides|decides between|how we weigh|would weigh|i would weigh|we would weigh|what i weigh|what we weigh|how we will choose",
      ),
    ],
    [
      "options",
      phrases(
        "options|option|alternatives|alternative|candidates|choices|proposals|variants|shortlist|finalists|offers|bids|approaches|contenders|possible fixes|on the table|remedies|ways forward|possibilities|bidders|what we could do|ideas|proposed fixes|tenders|scenarios|ways|ways to go|paths|paths forward|possible ways|methods considered|methods|shapes|models|templates|short list|vendors|suppliers|applicants",
      ),
    ],
    ["risks", phrases("risks|risk|concerns|dangers|threats|worries|objections|what could go wrong|hazards|downsides")],
    [
      "data",
      phrases(
        "data|evidence|measurements|measured|figures|numbers|results|facts|benchmarks|benchmark|findings|test results|observations|survey|what we know|pilot results|metrics|comparison",
      ),
    ],
    [
      "objective",
      phrases(
        "objective|the question|question|decision|goal|aim|purpose|task|what we must decide|what to decide|to decide|topic|the ask|decide|decision needed|problem|what we need to decide|what we want to know",
      ),
    ],
    [
      "context",
      phrases(
        "context|background|situation|history|where we are|where we stand|status|about|timeline|notes|current state|current situation|today|who we are|introduction|overview|summary|what happened|how it works now",
      ),
    ],
  ],
  comparatorsBefore: [
    ["at most", "<="],
    ["no more than", "<="],
    ["not more than", "<="],
    ["never more than", "<="],
    ["more than", ">"],
    ["maximum of", "<="],
    ["maximum", "<="],
    ["max", "<="],
    ["up to", "<="],
    ["under", "<"],
    ["below", "<"],
    ["less than", "<"],
    ["fewer than", "<"],
    ["lower than", "<"],
    ["within", "<="],
    ["not exceed", "<="],
    ["never exceed", "<="],
    ["does not exceed", "<="],
    ["doesn t exceed", "<="],
    ["do not exceed", "<="],
    ["exceed", ">"],
    ["exceeds", ">"],
    ["exceeding", ">"],
    ["cap of", "<="],
    ["capped at", "<="],
    ["limit of", "<="],
    ["limited to", "<="],
    ["ceiling of", "<="],
    ["budget of", "<="],
    ["budget is", "<="],
    ["at least", ">="],
    ["minimum of", ">="],
    ["minimum", ">="],
    ["min", ">="],
    ["no less than", ">="],
    ["not less than", ">="],
    ["no fewer than", ">="],
    ["not fewer than", ">="],
    ["over", ">"],
    ["above", ">"],
    ["higher than", ">"],
    ["longer than", ">"],
    ["greater than", ">"],
    ["shorter than", "<"],
    ["wider than", ">"],
    ["taller than", ">"],
    ["heavier than", ">"],
    ["larger than", ">"],
    ["bigger than", ">"],
    ["deeper than", ">"],
    ["older than", ">"],
    ["slower than", ">"],
    ["louder than", ">"],
    ["later than", ">"],
    ["dearer than", ">"],
    ["further than", ">"],
    ["farther than", ">"],
    ["smaller than", "<"],
    ["narrower than", "<"],
    ["lighter than", "<"],
    ["no lower than", ">="],
    ["not lower than", ">="],
    ["not fall below", ">="],
    ["not drop below", ">="],
    ["cheaper than", "<"],
    ["exactly", "="],
    ["no longer than", "<="],
    ["not longer than", "<="],
    ["no later than", "<="],
    ["no higher than", "<="],
    ["not higher than", "<="],
  ],
  comparatorsAfter: [
    ["or less", "<="],
    ["or fewer", "<="],
    ["or lower", "<="],
    ["or below", "<="],
    ["or under", "<="],
    ["or shorter", "<="],
    ["or cheaper", "<="],
    ["at most", "<="],
    ["at the most", "<="],
    ["maximum", "<="],
    ["max", "<="],
    ["tops", "<="],
    ["or more", ">="],
    ["or higher", ">="],
    ["or above", ">="],
    ["or longer", ">="],
    ["or better", ">="],
    ["at least", ">="],
    ["at the least", ">="],
    ["at the very most", "<="],
    ["at the very least", ">="],
    ["minimum", ">="],
    ["is the limit", "<="],
    ["is the maximum", "<="],
    ["is the ceiling", "<="],
    ["is the minimum", ">="],
    ["and no more", "<="],
    ["and not more", "<="],
  ],
  negations: wordSet("not no never cannot don't can't won't mustn't nor nothing nobody none neither t"),
  per: wordSet("per each every"),
  must: phrases(
    "must|must not|cannot|can not|can t|may not|has to|have to|needs to|need to|required|is required|shall|mandatory|no more than|at most|at least|not allowed|non negotiable|not negotiable|forbidden|may be spent|is the limit|hard limit",
  ),
  forbid: phrases("no|without|not any|never any"),
  before: phrases("before|prior to|ahead of|earlier than"),
  after: phrases("after|following|later than|only after|only once|not until"),
  guess: phrases(
    "maybe|perhaps|might|could be|may be|may have|could have|we suspect|i suspect|suspect|suspects|suspected|we guess|i guess|my guess|our guess|probably|possibly|presumably|hypothesis|hypotheses|theory|theories|we assume|assumption|speculation|rumour|rumor|rumoured|it seems|seems to|what if|unconfirmed",
  ),
  question: {
    should: phrases(
      "should we|shall we|do we|should i|should|shall|shall i|are we to|would it be better to|is it better to|is it wiser to|ought we to|ought we|should they|should it|can we|could we|would we rather|will we|do i",
    ),
    whether: phrases("whether to|whether we should|whether or not to|whether we|whether i should|whether|if we should|decide if|if we|if"),
    between: phrases("between"),
    pick: phrases("pick|choose|select|decide on|decide for|opt for|go for|go with|settle on|choose one of|pick one of|one of"),
    could: phrases(
      "we could either|we could|we can either|we can|one could|we either|either|i could|we might|we may|it could be|the choice is to|our choice is to",
    ),
    finalists: phrases(
      "finalists|the finalists are|finalists are|shortlist|shortlisted|on the shortlist are|candidates|candidates are|contenders|on the table are|on the table|options|options are|alternatives|alternatives are|choices are|choices|offers|proposals|offers from|quotes from|bids from|it s down to|it is down to|down to|we are left with|left with|we shortlisted|left in the race are|still in the running are",
    ),
    which: phrases("which|what|where|who|when|how"),
    refuse: phrases(
      "do it|not|do|do this|do that|we do|that|this|it|go ahead|wait and see what happens|something else|neither|both|none|more|less|yes|no|so|do so|other|others|what|do about it|do next",
    ),
  },
  keep: phrases("keep|stay|stick|do nothing|status quo|continue|remain|retain|leave|do not|don t|no change|as is|maintain|carry on|not"),
  remedy: phrases("add|roll back|rollback|raise|fix|restart|revert|patch|repair|increase|tune|restore|cap|limit|scale"),
  lowerIsBetter: phrases(
    "cost|upkeep|maintenance|travel|journey|commute|breakage|costs|price|prices|fee|fees|expense|latency|delay|downtime|error|errors|failure|failures|defect|defects|complaint|complaints|risk|risks|effort|time|duration|wait|waiting|noise|emission|emissions|co2|weight|loss|losses|variation|variance|churn|incidents|incident|outage|outages|lost|wasted|missing|late|failed|false|alarms|waste|consumption|bill|debt|overhead|workload|lateness|absence|absences|injury|injuries|mistakes|spread|deviation|dropouts|distance|rework|bugs|lower is better|low|lower|less|fewer|cheap|cheaper|cheapest|faster|short|shorter|minimise|minimize|reduce|quiet|small|smaller|rent|spend|spending|expenses|expenditure|charges|quote|offer|staff turnover|support tickets|open tickets|no shows|no show|cancellation|cancellations|accident|accidents|crashes|crash|breakdown|breakdowns|stoppages|faults|fault|overrun|overruns|queue|backlog|lag|detour|co2e|nitrogen|leak|leaks|scrap|shrinkage|rss|p50|p90|p95|p99|injured|complained|vibration|lead time|delivery time|delivery days|delivery weeks|to delivery|until delivery|lead days|power use|energy use|energy usage|power consumption|fuel use|sound level|noise level|waiting time|response time|construction|migration|little|few|quick|fast|cpu pct|cpu percent|cpu load|memory use|memory usage|peak memory|staff hours|labour hours|labor hours",
  ),
  higherIsBetter: phrases(
    "uptime|availability|battery|notice|retention|throughput|revenue|profit|margin|savings|saving|quality|satisfaction|score|mark|marks|rating|grade|capacity|accuracy|coverage|reliability|durability|comfort|lifetime|lifespan|range|yield|benefit|safety|security|attendance|warranty|speed|bandwidth|efficiency|autonomy|happiness|footfall|income|recall|precision|higher is better|higher|maximise|maximize|longer|increase|space|storage|participation|survival|trust|takings|proceeds|earnings|surplus|roi|visitors|visits|visitor|customers|bookings|signups|subscribers|donations|orders|enrolment|turnout|conversion|conversions|growth|headroom|uptake|acceptance|approval|tickets sold|on time|in time|battery life|battery time|shelf life|service life|standby time|up time|grace period|notice period|free space|rps|qps|tps|iops|success|completed|delivered|passed|positive|saved|legibility|clarity|usability|readability|experience|popularity|preferred|ok|collaboration|resale|insulation|votes|reach|streams|charge cycles|adoption|resolved|solved|sales|more|high|releases|protected|reached|served|helped|volunteers|members|grant|grants|funding|subsidy|prize money",
  ),
  changeOnly: phrases(
    "migration|migrate|migrated|migrating|cutover|switch|switchover|rollout|roll out|finish|finished|complete|completed|completion|budget|implementation|implement|implemented|one off|one time|transition|changeover|delivery|delivered|setup|installation|installed|investment|upfront|up front|build time",
  ),
  emphasis: [
    ["most important", 2],
    ["top priority", 2],
    ["above all", 2],
    ["matters most", 2],
    ["critical", 2],
    ["first priority", 2],
    ["very important", 2],
    ["nice to have", 0.5],
    ["less important", 0.5],
    ["least important", 0.5],
    ["minor", 0.5],
    ["bonus", 0.5],
    ["secondary", 0.5],
    ["optional", 0.5],
  ],
  optionNouns: wordSet("option alternative variant choice proposal plan offer scenario bid approach candidate route path"),
  idNouns: wordSet(
    "version release v no nr number page step phase section chapter figure table line row room level tier article ticket issue build rfc iso node python java rev revision paragraph route bus flight gate floor track lot unit stage part appendix annex week day round sprint question option group class grade model type series port node team line building block hall run rule measurement point item dock zone clause lesson desk door house wing lane test trial attempt batch sample",
  ),
};
