import { fail, type Result } from "../../core/kernel/result.ts";
import { parseTemplate, type TeamTemplate } from "../../core/team/template.ts";
import type { ReadableFolder } from "../../ports/home.ts";
import { type TeamFault, unknownName } from "./fault.ts";

/** The bundled teams, by name. */
export const listTemplates = (assets: ReadableFolder): readonly TeamTemplate[] =>
  namesBelow(assets, "teams").flatMap((name) => {
    const template = readTemplate(assets, name);
    return template.ok ? [template.value] : [];
  });

/** One bundled team. */
export const readTemplate = (assets: ReadableFolder, name: string): Result<TeamTemplate, TeamFault> => {
  const known = namesBelow(assets, "teams");
  const text = known.includes(name) ? assets.read(`teams/${name}/team.json`) : undefined;
  if (text === undefined) return fail(unknownName("UNKNOWN_TEMPLATE", "team", name, known, "moot team templates"));
  const template = parseTemplate(text);
  if (template.ok) return template;
  const message = `${assets.root}/teams/${name}/team.json cannot be used: ${template.fault}`;
  return fail({ code: "TEMPLATE_INVALID", message, hint: "install Moot again: its own files are damaged" });
};

/** Names of the folders in a folder of the assets. */
export const namesBelow = (assets: ReadableFolder, folder: string): readonly string[] =>
  assets.list(folder).flatMap((name) => (name.endsWith("/") ? [name.slice(0, -1)] : []));
