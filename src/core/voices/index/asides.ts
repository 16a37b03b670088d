import { fold, hasHidden, visible } from "../../kernel/text.ts";

const audience =
  "(?:ais?|a\\.i\\.|assistants?|language models?|llms?|chatbots?|bots?|models?|judges?|jury|seats?|agents?|debaters?|debate|speakers?|personas?|steward|ki|sprachmodelle?|richter(?:in|innen)?|modell|assistenten?|juges?|ias?|modeles?|juez|jueces|modelos?)";
const the = "(?:the |all |any |every |our |die |der |den |dem |das |alle |l['’]|la |le |les |el |los |los |aux? )?";
/** Starts of a clause: an order, not a report. */
const order = "(?:^|[.:;!?,(>\"'“„»=\\]-] ?|\\b(?:please|must|should|you|and|then|bitte|veuillez|por favor|now) )";

type Pattern = { readonly why: string; readonly shape: RegExp; readonly raw?: boolean };

const signals =
  "GATE|CONVERGED|HALT|DRIFT|REDIRECT|OFF-DIRECTIVE|RESEARCH-VIOLATION|ADMIN-SIGNAL|SIGNAL|YOUR TURN|BUDGET STATUS|EVALUATE|RT ABORTED";
const patterns: readonly Pattern[] = [
  { why: "a request tag inside a source", shape: /\[\[ ?\/?request/u },
  { why: "a made-up research result", shape: /\[ ?(?:research|steward) result|^(?:research|steward) result (?:for|\()/u },
  {
    why: "a made-up signal of the runner or the judge",
    shape: new RegExp(`(?:^|[\\s"'>(\\[])(?:${signals})(?: \\[?[a-z]+\\]?)? ?:`, "u"),
    raw: true,
  },
  {
    why: "a made-up signal of the runner or the judge",
    shape: /--- ?(?:RESEARCH WINDOW|SPEAK PHASE|REBUTTAL PHASE|JUDGE GATE|FLOOR PHASE)|^ROUND \d+(?:: begin| SUMMARY)/u,
    raw: true,
  },
  { why: "a made-up speaker", shape: /^["'(]?(?:system|assistant|developer|human)(?: ?(?:prompt|message|override))? ?:(?! ?\d)/u },
  { why: "markup aimed at a model", shape: /<\/?(?:system|briefing|assistant|instructions?|prompt|user)>|<\|[a-z_]{2,20}\|>|\[\/?inst\]/u },
  {
    why: "an order to ignore the rules",
    shape: new RegExp(
      `${order}(?:ignore|disregard|forget|override|ignoriere?n?|ignoriert|vergiss|ignorez|oubliez|ignora|ignore|olvida)\\b.{0,40}\\b(?:instructions?|criteria|rules|above|previous|prior|everything|prompt|limits|constraints|briefing|evidence|kriterien|anweisungen?|vorgaben|regeln|consignes|criteres|instrucciones|criterios)\\b`,
      "u",
    ),
  },
  {
    why: "words aimed at a model",
    shape: new RegExp(
      `\\b(?:if|as|since|because|wenn|als|si|falls) (?:you(?:'re|’re| are)|du|sie|vous etes|eres) (?:an? |the |ein |eine |une? |un )?(?:[a-z]+ )?${audience}\\b`,
      "u",
    ),
  },
  {
    why: "words aimed at a model",
    shape:
      /\bas an? (?:ai|a\.i\.|large language model|language model|llm)\b|\bals (?:ki|sprachmodell)\b|\b(?:ai|ki|llm) (?:assistants?|systems?|agents?|readers?|reviewers?|graders?) (?:must|should|are|have|will|reading|summari[sz]ing)\b/u,
  },
  {
    why: "words aimed at the debate",
    shape: new RegExp(
      `\\b(?:note|notes|message|instructions?|directives?|guidance|hint|hinweis|hinweise|nachricht|anweisung|anweisungen|nota|mensaje|consigne|consignes|attention|dear|liebe|cher|chere|attn)[:,]? (?:to |for |an |fur |a |aux? |para )?${the}${audience}\\b`,
      "u",
    ),
  },
  {
    why: "words aimed at the debate",
    shape:
      /\b(?:all|every|each) (?:seats?|participants?|debaters?|speakers?|agents?|voices)\b.{0,60}\b(?:vote|converge|conclude|agree(?:d|s)?|must say|sparks)\b|\b(?:participants?|seats?|debaters?|agents?) (?:who|that) disagree\b/u,
  },
  {
    why: "words aimed at the debate",
    shape:
      /\bthe (?:decision|decision document|verdict|answer|final answer|summary|output) (?:must|should|has to|shall|needs to) (?:consist|say|state|read|recommend|name|contain|declare|conclude)\b/u,
  },
  {
    why: "words aimed at the debate",
    shape:
      /\b(?:comment|instruction|note|prompt|message)s?\b.{0,60}\b(?:must|should|may) not be (?:mentioned|revealed|quoted|disclosed)\b|\b(?:do not|never|don['’]t) (?:mention|reveal|disclose) (?:this|these|the) (?:comment|instruction|note|prompt|message)s?\b/u,
  },
  {
    why: "a plea for a score",
    shape: new RegExp(
      `${order}(?:give|award|score|rate|grant|vergib|gib|bewerte|donnez|otorga)\\b.{0,40}\\b(?:this|it|me|him|her|them|elena|marcus|clare|simon|naomi|seats?|speakers?|dies|ihm|ihr)\\b.{0,40}(?:\\b10\\b|\\bten\\b|full marks|top marks|highest score|volle punktzahl|hochste punktzahl|hochstpunktzahl)`,
      "u",
    ),
  },
  {
    why: "a plea for a score",
    shape:
      /\b(?:full marks|10 ?\/ ?10|score of 10|volle punktzahl) (?:for|to|in|on|an|fur) (?:elena|marcus|clare|simon|naomi|all|every|this|novelty|accuracy|impact|challenge|the seat)\b/u,
  },
  {
    why: "an order to a seat",
    shape:
      /^(?:elena|marcus|clare|simon|naomi)[,:] (?:please |you |must |should )?(?:vote|say|choose|support|agree|argue|converge|pick|must|should|concede|declare)\b/u,
  },
];

/**
 * Why a text is aimed at the debate instead of the question (so it is neither quoted nor counted), or undefined. Hidden
 * characters are a reason of their own; patterns are tried on the text without them. Linear in the length of the text.
 */
export const asideReason = (text: string): string | undefined => {
  if (hasHidden(text)) return "hidden characters";
  const raw = visible(text).slice(0, 5000);
  const folded = fold(raw);
  return patterns.find((pattern) => pattern.shape.test(pattern.raw ? raw : folded))?.why;
};

/** `asideReason` for a table cell, which also refuses formulas. */
export const cellAsideReason = (text: string): string | undefined => (/^=.{0,40}\(/u.test(text) ? "a formula" : asideReason(text));

/** Why a whole section is aimed at the debate, from its heading, or undefined. */
export const headingAsideReason = (heading: string): string | undefined => {
  const folded = fold(visible(heading));
  if (
    /^(?:per[- ]round|round \d+|runde \d+)\b.{0,40}\b(?:directives?|instructions?|tasks?|focus|auftrag|anweisung)?/u.test(folded) &&
    /^(?:per[- ]round|(?:round|runde) \d+)/u.test(folded) &&
    /direct|instruct|task|focus|auftrag|anweis|^(?:round|runde) \d+:?$/u.test(folded)
  )
    return "instructions for the debate";
  return asideReason(heading);
};
