import { expect, it } from "vitest";
import { writeStl } from "../../src/core/lab/mesh/stl.ts";
import { SCHEMAS } from "../../src/wire/schemas.ts";
import { PRINTER_KEY, startFake } from "../kit/fake-printers.ts";
import { bridge } from "../kit/parts.ts";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot } from "./kit/moot.ts";

/** What needs a turn that waits: `test/seats` checks these. */
const SEATS = ["roundtable-stay", "roundtable-speak", "seat-listen", "seat-serve", "seat-turn", "seat-answer"];
/** What needs a slicer, or a stand-in for one, on the PATH: `test/lab/slice.test.ts` checks it. */
const SLICED = ["lab.slice"];

it("every command answers --json with one envelope whose data fits its schema, and every schema is used", {
  timeout: 240_000,
}, async () => {
  const row = { material: "PETG", geometry_type: "bridge", bed_position: "center", env_temp: 29, env_humidity: 62 };
  const settings = { nozzle_temp: 250, bed_temp: 80, retraction_mm: 4, fan_pct: 40, first_layer_fan_pct: 0, layer_height: 0.2 };
  const place = makePlace({
    "rows.jsonl": JSON.stringify({ ...row, settings }),
    "bridge.stl": writeStl(bridge(40)),
    "settings.json": JSON.stringify({ material: "PETG", ...settings }),
    "my.ini": "filament_type = PLA\ntemperature = 210\nbed_temperature = 20\n",
    "prints.jsonl": JSON.stringify({ ...row, settings, outcome: "success" }),
  });
  const seen = new Set<string>();
  const call = async (line: string, code = 0, env = {}): Promise<void> => {
    const said = await moot(place, [...line.split(" "), "--json"], { env });
    expect(said.code, `${line}: ${said.stdout.slice(0, 300)} ${said.stderr}`).toBe(code);
    seen.add(successOf(said).schema);
  };
  await call("init");
  await call("doctor --deep");
  await call("config");
  await call("team list");
  await call("team templates");
  await call("team new vera --role law --model haiku --from-template clare");
  await call("team validate");
  await call("agent show vera");
  await call("team remove vera --delete-folder");
  await call("team import minimal");
  await call("refresh-seeds --dry-run");
  await call("runs");
  await call("sparks balances");
  await call("sparks ledger");
  await call("sparks leaderboard");
  await call("roundtable --sample --plan");
  await call("roundtable --sample");
  for (const line of ["runs", "leaderboard", "sparks balances", "sparks ledger marcus", "agent show marcus", "journal verify"])
    await call(line);
  await call("show latest");
  await call("show latest --raw");
  await call("show latest --context score/verdict");
  await call("watch latest");
  await call("roundtable transcript latest");
  await call("roundtable index latest");
  await call("roundtable recall latest --agent marcus --round 1");
  for (const ref of ["decision:latest", "score:latest/marcus/impact", "gate:latest/1", "sparks:latest/elena", "turn:latest/6"])
    await call(`why ${ref}`);
  await call("fork latest --at 40");
  await call("pause latest");
  await call("cut latest");
  await call("compare latest latest");
  await call("roundtable open --sample --seat clare=external");
  await call("roundtable status");
  await call("roundtable join latest --as simon");
  await call("roundtable leave latest --as simon --force");
  await call("roundtable listen latest");
  await call("roundtable close latest");
  await call("roundtable --sample --skip-naomi", 8, { MOOT_MODE: "handoff" });
  for (const line of [
    "lab simulate --in rows.jsonl",
    "lab loop --in rows.jsonl",
    "lab calibrate --in prints.jsonl",
    "lab measure bridge.stl",
    "export deliberation",
    "export hf",
    "export hf --all",
    "export lessons",
    "publish exports/lessons --repo me/lessons --dry-run",
    "export traces latest",
    "export otel latest",
    "export report latest",
    "lab plan --material ABS --geometry bridge --position corner",
    "lab print latest",
    "lab print --world classic --policy classic --material PETG --geometry bridge --temp 29 --humidity 62",
    "compare latest latest",
    "show latest",
    "why plan:latest/fan_pct",
    "why print:latest/1",
    "lab log --run latest --outcome sag",
    "show latest",
    "lab log --pending",
    "lab lessons",
    "lab policy",
    "lab materials",
    "lab machines",
  ])
    await call(line);
  for (const line of [
    "lab ingest",
    "lab ingest my.ini --dry-run",
    "lab ingest my.ini",
    "lab ingest",
    "lab profile --for orca --settings settings.json --clamp",
    "lab tower flow --material PLA",
    "lab tower read --best 2",
  ])
    await call(line);
  const printer = await startFake("moonraker", "idle");
  const env = { MOOT_PRINTER: printer.address, MOOT_PRINTER_KEY_ENV: "MY_KEY", MY_KEY: PRINTER_KEY };
  for (const line of ["status", "history --keep", "upload moot-flow.gcode", "start moot-flow.gcode --approve clear"])
    await call(`lab printer ${line}`, 0, env);
  await printer.close();
  await call("docs");
  await call("docs exit-codes");
  await call("schema");
  await call("schema runs");
  await call("help roundtable");
  await call("help exit-codes");
  await call("--version");
  await call("roundtable --help");
  const used = [...seen].map((schema) => schema.replace(/^moot\/(.*)@\d+$/u, "$1"));
  expect(Object.keys(SCHEMAS).filter((name) => !used.includes(name))).toEqual(["run", ...SEATS, ...SLICED]);
});
