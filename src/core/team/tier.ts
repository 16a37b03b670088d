/** Size classes of models, in the order of their entry fees. */
export const TIERS = ["haiku", "flash", "sonnet", "opus"] as const;
export type Tier = (typeof TIERS)[number];

/** True when a model string is a bare tier, which the backend maps to a model of its own. */
export const isTier = (model: string): model is Tier => (TIERS as readonly string[]).includes(model);

/**
 * The tier of a model string, in any letter case: a name with `opus`, `sonnet` or `haiku` in it is that tier; of Gemini
 * names `pro` is opus, `flash` of a 3rd generation is sonnet and any other `flash` is flash; everything else is sonnet. A
 * bare tier is itself.
 */
export const tierOf = (model: string): Tier => {
  const name = model.toLowerCase();
  if (isTier(name)) return name;
  const named = (["opus", "sonnet", "haiku"] as const).find((tier) => name.includes(tier));
  if (named !== undefined) return named;
  const words = name.split(/[^a-z0-9.]+/);
  if (words.includes("pro") && (name.includes("gemini") || name === "pro")) return "opus";
  if (!name.includes("flash")) return "sonnet";
  return words.some((word) => /^3(?:[.]\d+)?$/.test(word)) ? "sonnet" : "flash";
};
