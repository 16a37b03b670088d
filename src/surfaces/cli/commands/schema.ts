import { fail, ok } from "../../../core/kernel/result.ts";
import { jsonSchemaOf, SCHEMAS } from "../../../wire/schemas.ts";
import type { Run } from "../answer.ts";

/** `moot schema [name]`: the JSON schemas of `data` by the name that the envelope carries. */
export const runSchema: Run = async (_context, { args }) => {
  const name = args[0]?.replace(/^moot\//u, "").replace(/@\d+$/u, "");
  const names = Object.keys(SCHEMAS).sort();
  if (name === undefined) return ok({ schema: "schemas", data: names, text: () => names, next: [`moot schema ${names[0]}`] });
  const schema = jsonSchemaOf(name);
  if (schema === undefined)
    return fail({ code: "UNKNOWN_SCHEMA", message: `there is no schema ${name}; known are ${names.join(", ")}`, hint: "moot schema" });
  return ok({ schema: "schema", data: schema, text: () => JSON.stringify(schema, null, 2).split("\n") });
};
