import type { Look } from "./look.ts";

/**
 * A text of ours with its commands as a person types them here: `moot show` is `npm start -- show` in a checkout. Data and
 * `--json` keep `moot`; never give it text of models or files.
 */
export const typed = (text: string, { program }: Pick<Look, "program">): string =>
  program === "moot" ? text : text.replace(/(?<=^|[\s(:;`])moot(?= [a-z<[-])/gmu, () => program);
