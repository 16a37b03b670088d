import type { Language } from "../types.ts";

/** Verbs of choosing in a rule: present, infinitive or passive, never in the past or in somebody's mouth; matched on `evenFold`ed text. */
export const chooser: { readonly [language in Language]: RegExp } = {
  en: /(?:^(?:and\s)?|[,;:]\s(?:and\s)?|\b(?:we|i|to|then|will|must|should|shall|please|just|always|simply|us|let['’]s|rather|(?:we|i) would|d)\s)(?:take|pick|choose|buy|prefer|keep|select|adopt|use|order|recommend|want|have|like|hire|book|go (?:with|for|by)|rank by|order by|award it to|give it to)\b|\b(?:wins?|decides?|is (?:to be )?(?:chosen|preferred|taken|kept|selected|bought|ordered|hired|booked|accepted|awarded)|goes live|goes ahead|gets (?:it|(?:the|our|my) \p{L}+)|goes to|takes it|takes the (?:day|prize|job|order|contract)|carries (?:it|the day)|comes first|counts?|settles it|breaks (?:the|a) tie|is what (?:we|i) (?:want|need|take|buy|choose)|what (?:we|i) (?:want|need|are after) is|(?:am|are) (?:looking for|after)|winner (?:is|will be)|should be ours|is ours|is (?:our|my) (?:\p{L}+|first choice)|has our vote|it is|award(?:ed)? (?:it )?to)\b/u,
  de: /\b(?:nehmen|nimmt|wahlen|wahlt|gewahlt wird|kaufen|gekauft wird|bestellt wird|bestellen|genommen wird|gewinnt|entscheidet|entscheiden|bekommt|kriegt|erhalt|zahlt|bleibt|bevorzugt|bevorzugen|vorgezogen|vorzuziehen|den zuschlag|hat vorrang|gilt|kommt dran|ist zu wahlen|(?:wir|ich) (?:wollen|will|mochten?|brauchen|suchen|hatten?)|hatten wir gern|soll es sein|am liebsten|vergeben (?:wird|wir) an|geht an|macht das rennen|wird es|ist unser\p{L}*)\b/u,
  fr: /\b(?:on|nous) (?:prend|prenons|choisit|choisissons|retient|retenons|garde|gardons|veut|voulons|achete|achetons)\b|\b(?:gagne|l['’]emporte|emporte|est (?:retenue?|choisie?|preferee?)|sera (?:retenue?|choisie?)|decide|a la preference|prime|remporte)\b/u,
  es: /\b(?:se (?:abre|elige|escoge|toma|queda|prefiere|compra|contrata|lleva)|elegimos|elegiremos|escogemos|tomamos|preferimos|queremos|compramos|nos quedamos con|gana|decide|cuenta|se lo lleva|sera (?:elegid[oa]|escogid[oa]))\b/u,
};

/** Somebody's opinion, a custom or the past: no rule. */
const hearsay =
  /["“„«]|\b(?:said|says|(?<!\bi(?:['’]d| would)? )(?:say|think)|thinks|thought|believes?|claims?|argues?|suggests?|wants|wished|hopes?|asked|used to|last year|previously|took|bought|chose|sagt|sagte|meint|meinte|findet|wollte|letztes jahr|dit|pense|veut que|dice|cree|quiere)\b|(?<!\b(?:we|i) (?:all |just |simply |only |really )?)\b(?:want|will wants|would like)\b|(?<!\b(?:we|i|what|that|which))\swould\b|(?<!\bich )\bwurde\b|(?<!\bich )\bwill\b(?= (?:das|die|den|der|es)\b)|\b(?:he|she|they|er|sie) (?:will|would)\b/u;
const decided = /\b(?:agreed|decided|said|told|wrote|rule|beschlossen|vereinbart|regel|convenu|decide|acordado|acuerda|regla)\b/u;

/** Longest sentence that is read as a rule. */
const MAX_SENTENCE = 420;

/** Whether a text may state a rule: no question, no opinion; what was agreed may be reported. `folded` is its `evenFold`. */
export const maySay = (text: string, folded: string): boolean =>
  text.length <= MAX_SENTENCE && !/[?]["”»)]*$/u.test(text) && (!hearsay.test(folded) || (decided.test(folded) && /[,:]\s/u.test(text)));

/** Words of options that are level, on `evenFold`ed text. */
export const tied: { readonly [language in Language]: RegExp } = {
  en: /\b(?:tie|ties|tied|equal|equally|level|draw|drawn|same|even|still (?:two|several|more than one))\b/u,
  de: /\b(?:gleichstand|gleichauf|gleich(?:e[mnrs]?)?|unentschieden|patt)\b/u,
  fr: /\b(?:egalite|ex aequo|egaux|egales|meme)\b/u,
  es: /\b(?:empat\w*|igual\w*|igualdad|mism[oa])\b/u,
};
