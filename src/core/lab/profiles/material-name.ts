/** Polymers as profiles write them, in capitals and without spaces, most special first. A name of the lab where it has one. */
const POLYMERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(?:PC[-+/_]?ABS|ABS[-+/_]?PC)/u, "PC-ABS"],
  [/^PC[-+/_]?PBT/u, "PC-PBT"],
  [/^(?:PCTG)/u, "PCTG"],
  [/^(?:PETG|PET)(?![A-Z])/u, "PETG"],
  [/^(?:E?PLA|R-?PLA|HTPLA)(?![A-Z])/u, "PLA"],
  [/^ABS(?![A-Z])/u, "ABS"],
  [/^ASA(?![A-Z])/u, "ASA"],
  [/^(?:TPU|TPE|FLEX)(?:\d+[AD]?)?(?![A-Z])/u, "TPU"],
  [/^PC(?![A-Z])/u, "PC"],
  [/^(?:PA(?:HT)?(?:\d+(?:\/\d+)?)?|NYLON)(?![A-Z])/u, "PA"],
  [/^(PVA|PVB|BVOH|HIPS|PP|PE|PEI|PEEK|PEKK|PPS|PPA|POM|CPE|NGEN|PEBA|SBS|EVA)(?![A-Z])/u, ""],
];
/** Fibres and powders that change how a polymer prints, as a type or a preset's name says them. */
const FILLINGS: readonly (readonly [pattern: RegExp, suffix: string])[] = [
  [/(?:^|[-+_ ])CF(?![A-Z])|CARBON|KOHLE/u, "CF"],
  [/(?:^|[-+_ ])GF(?![A-Z])|GLASS ?FIB/u, "GF"],
  [/(?:^|[-+_ ])AF(?![A-Z])|ARAMID|KEVLAR/u, "AF"],
];
/** Blends that a preset's name may say where its type says one half. */
const BLEND = /\bPC[-+/ ]?(?:ABS|PBT)\b/u;

/**
 * The canonical name of a material from the type that a profile states and the name of its preset: `PLA`, `PLA-CF`, `PC-ABS`,
 * `TPU` (also for TPE and FLEX). A blend or a filled material is never its plain polymer. Undefined for what is no polymer
 * that is known here. The preset's name alone makes no material: it only says blend and filling.
 */
export const materialNameOf = (type: string, presetName = ""): string | undefined => {
  const stated = type.trim().replace(/^"|"$/gu, "").toUpperCase();
  const named = presetName.toUpperCase();
  const blend = BLEND.exec(named)?.[0]?.replace(/[+/ ]/u, "-");
  const polymer = polymerOf(blend ?? stated.replace(/ /gu, ""));
  if (polymer === undefined) return undefined;
  const filling = FILLINGS.find(([pattern]) => pattern.test(stated) || pattern.test(named))?.[1];
  return filling === undefined ? polymer : `${polymer}-${filling}`;
};

const polymerOf = (text: string): string | undefined => {
  for (const [pattern, name] of POLYMERS) {
    const found = pattern.exec(text);
    if (found !== null) return name === "" ? found[1] : name;
  }
  return undefined;
};
