import type { TeamRow } from "../../../usecases/team/roster.ts";
import { type Look, seatPaint } from "./look.ts";
import { safeLine } from "./safe.ts";
import { table } from "./table.ts";

/** The workers in seat order. */
export const teamLines = (rows: readonly TeamRow[], look: Look): readonly string[] =>
  rows.length === 0
    ? ["The team has no worker."]
    : table(
        look,
        [
          { title: "worker" },
          { title: rows.some(({ effort }) => effort !== undefined) ? "model, effort" : "model" },
          { title: "tier" },
          { title: "backend" },
          { title: "persona" },
          { title: "role", grows: "wraps" },
        ],
        rows.map(({ name, model, effort, tier, backend, persona, role }) => [
          { text: safeLine(name), paint: seatPaint(look, name) },
          safeLine(effort === undefined ? model : `${model}, ${effort}`),
          tier,
          safeLine(backend),
          { text: persona, paint: persona === "missing" ? look.paint.red : String },
          safeLine(role),
        ]),
      );
