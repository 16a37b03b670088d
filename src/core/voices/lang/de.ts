import { type Lexicon, phrases, wordSet } from "./lexicon.ts";

/** German. Umlauts are folded to their base vowel, `ß` to `ss`. */
export const german: Lexicon = {
  language: "de",
  stopWords:
    wordSet(`ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis bisher da dabei dafur damit dann daran darauf daraus darin das dass
    davon davor dazu dein dem den denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch eben ein eine einem einen einer eines einige einmal
    er erst es etwa etwas fur gegen gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja je jede jedem jeden jeder jedes jedoch
    jetzt kann kein keine keinem keinen keiner konnen konnte man mehr mein mit muss mussen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie
    sind so sobald sollte sollten soll sollen sondern sowie uber um und uns unser unsere unserem unseren unserer unter viel vom von vor wahrend war waren was weil weiter welche welchem welchen welcher welches wenn wer werden wie wieder
    will wir wird wo wollen wurde wurden wurdest zu zum zur zwar zwischen`),
  abbreviations: wordSet(
    "z.b z b d.h d h ca bzw u.a u a usw etc nr vgl inkl exkl ggf evtl abs art max min mio mrd tsd std sek dr prof str tel bspw sog zzgl ca s o.a o a i.d.r i d r v.a v hr fr st p.a jan feb mar apr jun jul aug sep okt nov dez mo di mi do fr sa so zt",
  ),
  numberWords: new Map(
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
      .split(" ")
      .map((word, value): [string, number] => [word, value])
      .concat([
        ["ein", 1],
        ["eine", 1],
        ["einen", 1],
        ["einem", 1],
        ["einer", 1],
        ["beide", 2],
        ["eineinhalb", 1.5],
        ["anderthalb", 1.5],
        ["zweieinhalb", 2.5],
        ["dreieinhalb", 3.5],
        ["dreissig", 30],
        ["vierzig", 40],
        ["funfzig", 50],
        ["hundert", 100],
        ["dutzend", 12],
      ]),
  ),
  months: wordSet(
    "januar janner februar marz april mai juni juli august september oktober november dezember jan feb mar apr jun jul aug sep okt nov dez",
  ),
  prepositions: wordSet(
    "ab an am auf aus bei beim bis durch fur gegen hinter im in ins innerhalb mit nach neben ohne pro seit statt trotz uber um unter vom von vor wahrend wegen zu zum zur zwischen anstatt als weil",
  ),
  articles: wordSet(
    "der die das den dem des ein eine einen einem einer eines unser unsere unseren unserem ihr ihre ihren kein keine mein meine",
  ),
  and: wordSet("und sowie &"),
  or: wordSet("oder"),
  verbs:
    wordSet(`abschaffen abwarten andern anbieten anmieten annehmen anschaffen aufgeben aufstocken ausbauen auslagern austauschen bauen beauftragen behalten beibehalten beschaffen bestellen betreiben bleiben einfuhren einkaufen einstellen einsetzen
    entwickeln erhohen ersetzen erweitern fortfuhren kaufen kundigen lassen leasen machen migrieren mieten mischen modernisieren nehmen neu nutzen offnen pachten renovieren reparieren sanieren schliessen
    selbst senken starten stellen streichen teilen umbauen umstellen umsteigen umziehen verkaufen verlangern verlegen vermieten verschieben wahlen warten wechseln weiter weiterbetreiben weiterfuhren weiternutzen zusammenlegen zuruckrollen festhalten setzen gehen schreiben`),
  roles: [
    ["files", phrases("registrierte dateien|angemeldete dateien|dateien")],
    ["questions", phrases("offene fragen|offene frage|offene punkte|offen|fragen|ungeklart|unklar|was wir nicht wissen|noch offen")],
    [
      "constraints",
      phrases(
        "vorgaben|vorgabe|rahmenbedingungen|randbedingungen|anforderungen|bedingungen|muss kriterien|musskriterien|muss|pflicht|grenzen|nicht verhandelbar|auflagen|harte grenzen|voraussetzungen|feste vorgaben|was gelten muss|schwellen|hurden|mindestanforderungen|regeln|restriktionen|einschrankungen",
      ),
    ],
    [
      "criteria",
      phrases(
        "kriterien|kriterium|entscheidungskriterien|bewertungskriterien|auswahlkriterien|was zahlt|was uns wichtig ist|worauf es ankommt|wichtig|prioritaten|bewertung|gewichtung|wonach wir entscheiden|massstabe|rangfolge|reihenfolge|wunsche|wunsch|wunschenswert|kann kriterien|abwagung|gewichte",
      ),
    ],
    [
      "options",
      phrases(
        "optionen|option|varianten|variante|alternativen|alternative|moglichkeiten|kandidaten|vorschlage|angebote|auswahl|zur wahl|losungen|bewerber|ansatze|losungsansatze|zur auswahl|wege|bieter|lieferanten",
      ),
    ],
    ["risks", phrases("risiken|risiko|bedenken|gefahren|sorgen|einwande")],
    [
      "data",
      phrases("daten|messwerte|messungen|ergebnisse|zahlen|fakten|befunde|umfrage|auswertung|was wir wissen|vergleich|messung|belege"),
    ],
    [
      "objective",
      phrases("ziel|frage|fragestellung|entscheidung|aufgabe|auftrag|thema|problem|zu entscheiden|anliegen|worum es geht|die frage|zweck"),
    ],
    [
      "context",
      phrases(
        "kontext|hintergrund|ausgangslage|situation|ist zustand|stand|einleitung|vorgeschichte|uberblick|rahmen|geschichte|ausgangssituation|lage",
      ),
    ],
  ],
  comparatorsBefore: [
    ["hochstens", "<="],
    ["maximal", "<="],
    ["max", "<="],
    ["nicht mehr als", "<="],
    ["mehr als", ">"],
    ["bis zu", "<="],
    ["unter", "<"],
    ["unterhalb von", "<"],
    ["weniger als", "<"],
    ["kleiner als", "<"],
    ["innerhalb von", "<="],
    ["binnen", "<="],
    ["nicht uberschreiten", "<="],
    ["nicht uber", "<="],
    ["nicht langer als", "<="],
    ["nicht spater als", "<="],
    ["langer als", ">"],
    ["mindestens", ">="],
    ["minimal", ">="],
    ["wenigstens", ">="],
    ["nicht weniger als", ">="],
    ["nicht unter", ">="],
    ["uber", ">"],
    ["oberhalb von", ">"],
    ["grosser als", ">"],
    ["breiter als", ">"],
    ["schwerer als", ">"],
    ["teurer als", ">"],
    ["alter als", ">"],
    ["lauter als", ">"],
    ["tiefer als", ">"],
    ["weiter als", ">"],
    ["spater als", ">"],
    ["billiger als", "<"],
    ["leichter als", "<"],
    ["genau", "="],
    ["budget von", "<="],
    ["kostenrahmen von", "<="],
    ["obergrenze von", "<="],
    ["obergrenze", "<="],
    ["untergrenze", ">="],
    ["nicht hoher als", "<="],
    ["hoher als", ">"],
  ],
  comparatorsAfter: [
    ["nicht uberschreiten", "<="],
    ["nicht ubersteigen", "<="],
    ["nicht unterschreiten", ">="],
    ["oder weniger", "<="],
    ["oder mehr", ">="],
    ["maximal", "<="],
    ["hochstens", "<="],
    ["mindestens", ">="],
    ["minimum", ">="],
    ["maximum", "<="],
    ["uberschreiten", ">"],
    ["ubersteigen", ">"],
    ["unterschreiten", "<"],
    ["nicht uberschritten", "<="],
    ["nicht unterschritten", ">="],
    ["und nicht mehr", "<="],
  ],
  negations: wordSet("nicht kein keine keinen keiner keinesfalls niemals nie nichts niemand"),
  per: wordSet("pro je"),
  must: phrases(
    "muss|mussen|darf|durfen|darf nicht|durfen nicht|kann nicht|konnen nicht|hochstens|mindestens|zwingend|erforderlich|pflicht|vorgeschrieben|maximal|nicht verhandelbar|nicht zulassig|verboten|ist einzuhalten|sind einzuhalten",
  ),
  forbid: phrases("kein|keine|keinen|keinerlei|ohne"),
  before: phrases("bevor|vor dem|vor der|vor"),
  after: phrases("nachdem|nach dem|nach der|erst nach|nach"),
  guess: phrases(
    "vielleicht|vermutlich|wahrscheinlich|moglicherweise|eventuell|wir vermuten|vermuten|vermutet|vermutung|vermutungen|angeblich|hypothese|hypothesen|konnte sein|wir nehmen an|annahme|spekulation|gerucht|evtl|womoglich|es scheint",
  ),
  question: {
    should: phrases("sollen wir|sollten wir|soll ich|soll|sollen|sollte|sollten|wollen wir|mussen wir"),
    whether: phrases("ob wir|ob die|ob der|ob das|ob"),
    between: phrases("zwischen"),
    pick: phrases("wahlen|wahle|entscheiden uns fur|entscheiden fur|auswahlen|nehmen wir|eine von|einer von"),
    could: phrases(
      "wir konnten entweder|wir konnten|wir konnen entweder|wir konnen|man konnte|entweder|moglich waren|denkbar sind|moglich sind",
    ),
    finalists: phrases(
      "finalisten|in der engeren wahl|in der engeren auswahl|zur wahl stehen|zur auswahl stehen|zur wahl|zur auswahl|kandidaten|kandidaten sind|optionen|varianten|alternativen|angebote|angebote von|es bleiben|zur debatte stehen|zur diskussion stehen|im raum stehen|in frage kommen|infrage kommen|es kommen in frage|noch im rennen sind|ubrig sind|im rennen sind|optionen sind|moglichkeiten",
    ),
    which: phrases("welche|welcher|welches|welchen|welchem|was|wo|wohin|wer|wen|wem|wann|wie"),
    refuse: phrases("nicht|es tun|das tun|tun|das|es|machen|weder noch|beides|keines|ja|nein|mehr|weniger|andere|anderes"),
  },
  keep: phrases(
    "behalten|bleiben|beibehalten|weiter|weiterbetreiben|weiterfuhren|weiternutzen|nichts tun|status quo|festhalten|nicht|wie bisher|lassen|belassen|keine anderung",
  ),
  remedy: phrases("hinzufugen|zuruckrollen|zurucksetzen|erhohen|reparieren|beheben|neu starten|wiederherstellen|einbauen|erganzen"),
  lowerIsBetter: phrases(
    "kosten|anreise|anfahrt|hinfahrt|pflege|unterhalt|wartung|instandhaltung|preis|preise|gebuhr|gebuhren|latenz|verzogerung|ausfall|ausfalle|ausfallzeit|fehler|defekte|beschwerden|risiko|risiken|aufwand|dauer|zeit|wartezeit|larm|emission|emissionen|gewicht|verlust|verluste|schwankung|abweichung|verbrauch|schulden|verspatung|verspatungen|rechnung|lieferzeit|unfalle|storungen|krankheitstage|krankenstand|fahrzeit|weg|strecke|niedriger ist besser|weniger|niedrig|gering|geringer|gunstig|gunstiger|billig|schnell|schneller|kurz|kurzer|klein|senken|minimieren|leise|miete|standmiete|entgelt|beitrag|ausgaben|aufwendungen|angebot|anschaffung|schall|schallpegel|pegel|gerausch|dba|lautstarke|ausschuss|retouren|stornos|storno|warteschlange|ruckstand|umweg|stau|lohn|gehalt|reklamationen|pannen|panne|mangel|leerstand",
  ),
  higherIsBetter: phrases(
    "verfugbarkeit|akku|frist|durchsatz|umsatz|gewinn|marge|ersparnis|einsparung|qualitat|zufriedenheit|punkte|bewertung|kapazitat|genauigkeit|abdeckung|zuverlassigkeit|haltbarkeit|komfort|lebensdauer|reichweite|ertrag|nutzen|sicherheit|garantie|bandbreite|effizienz|planbarkeit|hoher ist besser|hoch|hoher|mehr|maximieren|langer|erhohen|platz|beteiligung|anwesenheit|auslastung|vertrauen|einnahmen|einnahme|erlos|erlose|ertrage|uberschuss|besucher|gaste|kunden|buchungen|bestellungen|spenden|absatz|verkaufe|wachstum|stimmen|zustimmung|akzeptanz|punktlichkeit|mitglieder|teilnehmer|akkulaufzeit|ergebnis|rendite|sichtweite|eignung|lesbarkeit|sauberkeit|zuschuss|raumtemperatur|restwert|speicher|speicherplatz|geschutzt|geschutzte|erreicht|erreichte|wirkungsgrad|helfer|freiwillige|zuschusse",
  ),
  changeOnly: phrases(
    "migration|migrieren|umstellung|umstellen|umzug|einfuhrung|einfuhren|abschluss|abgeschlossen|fertig|budget|umsetzung|umsetzen|einmalig|einmalige|lieferung|lieferzeit|installation|investition|anschaffung|bauzeit|inbetriebnahme",
  ),
  emphasis: [
    ["am wichtigsten", 2],
    ["sehr wichtig", 2],
    ["besonders wichtig", 2],
    ["entscheidend", 2],
    ["hochste prioritat", 2],
    ["nice to have", 0.5],
    ["weniger wichtig", 0.5],
    ["wunschenswert", 0.5],
    ["nebensachlich", 0.5],
    ["zweitrangig", 0.5],
    ["optional", 0.5],
  ],
  optionNouns: wordSet("option variante alternative vorschlag moglichkeit angebot plan szenario weg losung"),
  idNouns: wordSet(
    "version nr nummer seite schritt phase abschnitt kapitel tabelle abbildung zeile raum stufe artikel ticket paragraf klasse tag kw kalenderwoche runde sprint frage option gruppe variante gleis linie gebaude din iso en teil anhang filiale halle lager zimmer modell serie bus platz absatz messung lauf regel punkt test versuch block haus",
  ),
};
