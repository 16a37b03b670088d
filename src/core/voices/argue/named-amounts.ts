/** Most amounts of one dimension, and most names among them, that are told apart by name. */
const MAX_AMOUNTS = 60;
const MAX_NAMES = 6;

type Named = { readonly option: number; readonly terms: readonly string[] };

/**
 * "Delivered in 9 days, battery lasts 17 hours" for every option: where options have several amounts of one dimension, the terms that name one
 * amount of each, with those amounts. Empty where each option has one.
 */
export const namedBesides = <Each extends Named>(
  amounts: readonly Each[],
): readonly { readonly name: string; readonly own: readonly Each[] }[] => {
  const options = new Set(amounts.map(({ option }) => option));
  if (options.size < 2 || amounts.length <= options.size || amounts.length > MAX_AMOUNTS) return [];
  return [...new Set(amounts.flatMap(({ terms }) => terms))]
    .map((name) => ({ name, own: amounts.filter(({ terms }) => terms.includes(name)) }))
    .filter(({ own }) => own.length === options.size && new Set(own.map(({ option }) => option)).size === options.size)
    .slice(0, MAX_NAMES);
};
