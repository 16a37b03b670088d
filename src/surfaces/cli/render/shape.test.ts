import { expect, it } from "vitest";
import { CHECK_SCHEMA, CONFIRM_SCHEMA } from "../../../usecases/roundtable/judge-schemas.ts";
import { shapeText } from "./shape.ts";

it("a schema is told to a person as what to write", () => {
  expect(shapeText(CONFIRM_SCHEMA)).toBe(
    '{"novelty": 0|1|2|3|10, "accuracy": 0|1|2|3|10, "impact": 0|1|2|3|10, "challenge": 0|1|2|3|10, "reasoning": string}',
  );
  expect(shapeText(CHECK_SCHEMA)).toMatch(
    /^\{"verdict": CONVERGED\|CONTINUE, "reason": string, "intervention": \{"kind": .*\} or null, "gates": \[\{"seat": string, "reason": string\}, …\], /u,
  );
});
