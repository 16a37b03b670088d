import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MACHINES } from "../machines.ts";
import { MATERIALS } from "../materials.ts";
import { motionOf } from "../motion.ts";
import { factsOfGcode } from "./facts.ts";
import { type GcodeLimits, lintGcode } from "./lint.ts";
import { type GcodeEvent, walkGcode } from "./walk.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const [ENDER] = MACHINES;
const MATERIAL = MATERIALS[0] as (typeof MATERIALS)[0];
const PLA: GcodeLimits = { material: MATERIAL, machine: ENDER, motion: motionOf(MATERIAL, ENDER), prints: true };

/** A print of two layers that breaks no rule. `E` is relative, 0.0333 mm of filament are 0.08 mm³ for a mm of line. */
const SOUND = [
  "M190 S60",
  "M104 S205",
  "G28",
  "M109 S205 ; wait",
  "G21",
  "G90",
  "M83",
  "M107",
  "G92 E0",
  "G1 Z.2 F600",
  "G1 X10 Y10 F9000",
  "G1 X60 Y10 E1.6 F1200",
  "G1 E-5 F2400",
  "M106 S255",
  "G1 Z.4 F600",
  "G1 X60 Y50 F9000",
  "G1 E5 F2400",
  "G1 X10 Y50 E1.6 F3000",
  "G1 E-5",
  "M104 S0",
  "M140 S0",
];
const lint = (lines: readonly string[], limits = PLA): readonly string[] =>
  lintGcode(bytesOf(lines.join("\n")), limits).map(({ rule, line, lines: count }) => `${rule}:${line}${count > 1 ? `×${count}` : ""}`);
/** The sound print with one more line before line `at`, counted from 1. */
const withLine = (at: number, line: string): readonly string[] => [...SOUND.slice(0, at - 1), line, ...SOUND.slice(at - 1)];

describe("the linter", () => {
  it("finds nothing in a print that is inside, whatever its line ends and letter case", () => {
    expect(lint(SOUND)).toEqual([]);
    expect(lintGcode(bytesOf(SOUND.join("\r\n").toLowerCase()), PLA)).toEqual([]);
  });

  it.each<[string, number, string, string]>([
    ["a nozzle over the liner", 5, "M104 S246", "nozzle:5"],
    ["a nozzle that waits too hot, also while it cools", 14, "M109 R300", "nozzle:14"],
    ["a bed over the material", 5, "M140 S81", "bed:5"],
    ["a bed that waits too hot", 14, "M190 S99.5", "bed:14"],
    ["a nozzle under zero", 5, "M104 S-5", "nozzle:5"],
    ["cold filament", 11, "M104 S150", "cold-nozzle:13"],
    ["a fan over all its speed", 14, "M106 S256", "fan:14"],
    ["a fan that turns backwards", 14, "M106 S-1", "fan:14"],
    ["more filament pulled back than the drive can", 14, "G1 E-7 F2400", "retraction:14"],
    ["a head beside the bed", 14, "G1 X221", "outside:14"],
    ["a head before the bed", 14, "G1 Y-2", "outside:14"],
    ["a head in the bed", 14, "G0 Z-1", "outside:14"],
    ["a head over the frame", 20, "G0 Z300", "outside:20"],
    ["a layer that is too thick", 18, "G1 X20 Y60 Z.9 E1 F1200", "layer-height:18"],
    ["more melt than the pair takes", 18, "G1 X50 Y50 E6 F6000", "flow:18"],
    ["a number that is none", 14, "G1 Xnan", "unchecked:14"],
    ["a head that is faster than the machine", 16, "G1 X60 Y40 F9200", "speed:16"],
    ["a firmware told to pull back more than the drive can", 14, "M207 S12 F2400", "retraction:14"],
    ["the same in Klipper's words", 14, "SET_RETRACTION RETRACT_LENGTH=12", "retraction:14"],
    ["a firmware told to pull back less than nothing", 14, "M207 S-1", "retraction:14"],
    ["a firmware retraction without a length", 14, "M207 F2400", "unchecked:14"],
    ["a Klipper word that sets more than the length", 14, "SET_RETRACTION RETRACT_LENGTH=1 RETRACT_SPEED=900", "unchecked:14"],
    ["an exponent, which firmware reads as filament", 14, "G1 X61e40", "flow:14"],
    ["a word without digits", 14, "M104 S", "unchecked:14"],
    ["a word that is given twice", 14, "M104 S205 S300", "unchecked:14"],
    ["signs that are no word", 14, "G1 X10 %%", "unchecked:14"],
    ["a command that nobody knows", 14, "M303 E0 S240 C8", "unchecked:14"],
    ["a command that writes settings", 14, "M500", "unchecked:14"],
    ["a tool with an exponent", 14, "M104 S200 T1e5", "unchecked:14"],
    ["a macro", 14, "START_PRINT BED=110", "unchecked:14"],
    ["inches", 14, "G20", "unchecked:14"],
    ["an arc", 14, "G2 X20 Y20 I5 J5", "unchecked:14"],
    ["a moved origin", 14, "G92 X0", "unchecked:14"],
    ["more flow by a factor", 14, "M221 S150", "unchecked:14"],
    ["no temperature", 14, "M104", "unchecked:14"],
    ["a speed of nothing", 14, "G1 X20 F0", "unchecked:14"],
  ])("finds %s, by its line", (_name, at, line, found) => {
    expect(lint(withLine(at, line))[0]?.split("×")[0]).toBe(found);
  });

  it("holds G-code that does not print to all the rest, and to a nozzle and a bed that are warm enough", () => {
    const start = ["G21", "G90", "M83", "M140 S60", "G28", "M190 S60", "M109 S205", "G92 E0", "M207 S5", "M106 S0"];
    const unprinted = { ...PLA, prints: false };
    expect(lint(start, unprinted)).toEqual([]);
    expect(lint([...start, "M104 S0", "M140 S0"], unprinted)).toEqual([]);
    expect(lint([...start, "M104 S150", "M207 S12", "M109 S300", "START_PRINT"], unprinted)).toEqual([
      "cold-nozzle:11",
      "retraction:12",
      "nozzle:13",
      "unchecked:14",
    ]);
  });

  it("finds G-code that prints nothing, and a line without an end", () => {
    expect(lint(["M104 S0"])).toEqual(["nothing-printed:1"]);
    expect(lintGcode(bytesOf(`${SOUND.join("\n")}\nG1 X${"1".repeat(5000)}`), PLA).map(({ rule, line }) => [rule, line])).toEqual([
      ["unchecked", 22],
    ]);
  });

  it("counts filament the same in absolute and in relative numbers, and moves too", () => {
    const absolute = [
      "M104 S205",
      "M140 S60",
      "G28",
      "G90",
      "M82",
      "G1 Z.2 F600",
      "G1 X10 E5 F600",
      "G1 E0 F2400",
      "G1 E5",
      "G92 E0",
      "G1 X20 E-20",
    ];
    expect(lint(absolute)).toEqual(["retraction:11"]);
    const relative = ["M104 S205", "M140 S60", "G28", "G91", "G1 Z.2 F600", "G1 X200 E5 F1200", "G1 X21"];
    expect(lint(relative)).toEqual(["outside:7"]);
  });

  it("lets no set-point over the limit pass, wherever it stands and however it is written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: SOUND.length }),
        fc.constantFrom("M104", "M109", "m104", "M140", "M190"),
        fc.integer({ min: 246, max: 999 }),
        fc.constantFrom("S", " S", "R", "s"),
        fc.constantFrom("", ".5", " T0", " ; 20"),
        (at, command, celsius, word, tail) => {
          expect(
            lint(withLine(at, `${command} ${word}${celsius}${tail}`)).some((found) => found === `nozzle:${at}` || found === `bed:${at}`),
          ).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("the facts", () => {
  it("are the layers, the quickest of them, the open travel and the speeds", () => {
    const text = ["; generated by PrusaSlicer 2.5.0 on a day", ...SOUND, "; estimated printing time (normal mode) = 1m 40s"];
    const facts = factsOfGcode(bytesOf(text.join("\n")), { filamentMm: 1.75, footprintMm2: 2000 });
    expect(facts).toMatchObject({
      slicer: "PrusaSlicer 2.5.0",
      lines: 23,
      layers: 2,
      seconds: 100,
      details: { travelMm: 40, speedMms: 50, travelSpeedMms: 150 },
    });
    // What is pulled back and pushed again counts once.
    expect(facts.filamentMm).toBeCloseTo(3.2, 9);
    // 1.6 mm of filament are 3.848 mm³; a layer of 0.2 mm over 2000 mm² has room for 400.
    expect(facts.details.fillShare).toBe(0.01);
    // 1 s to print and 0.125 s to pull back, of 4.7 s that the moves take, which the slicer says are 100.
    expect(facts.details.layerSeconds).toBeGreaterThan(10);
  });

  it("of a bridge are its speed and its fan", () => {
    const lines = [...SOUND.slice(0, 17), ";TYPE:Bridge infill", "M106 S127.5", "G1 X20 Y50 E1 F1500"];
    expect(factsOfGcode(bytesOf(lines.join("\n")), { filamentMm: 1.75, footprintMm2: 2000 }).details).toMatchObject({
      bridgeSpeedMms: 25,
      bridgeFanPercent: 50,
    });
  });

  it("of G-code that prints nothing are empty", () => {
    expect(factsOfGcode(bytesOf("G28\n"), { filamentMm: 1.75, footprintMm2: 2000 })).toMatchObject({
      layers: 0,
      filamentMm: 0,
      details: {},
    });
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    "G1",
    "G92",
    "G91",
    "M104",
    "X1",
    "Y",
    "E-5",
    "F1e9",
    "S",
    ";",
    "nan",
    "\u0000",
    "é",
    "M83",
    "Z.2",
    "--1",
    "G28",
    "T9",
    "(",
    "*33",
  );
  const lines = fc.array(
    fc.array(words, { maxLength: 6 }).map((line) => line.join(" ")),
    { maxLength: 30 },
  );

  it("is read line by line: every line that is no comment and no known word is told, none makes a number that is not finite", () => {
    fc.assert(
      fc.property(lines, fc.uint8Array({ maxLength: 60 }), (text, tail) => {
        const bytes = Uint8Array.from([...bytesOf(text.join("\n")), ...tail]);
        const events: GcodeEvent[] = [];
        walkGcode(bytes, (event) => events.push(event) > 0);
        for (const event of events)
          if (event.kind === "move")
            expect([...event.from, ...event.to, event.filamentMm, event.speedMms].every(Number.isFinite)).toBe(true);
        expect(lintGcode(bytes, PLA)).toBeInstanceOf(Array);
        factsOfGcode(bytes, { filamentMm: 1.75, footprintMm2: 1 });
      }),
      { numRuns: 2000 },
    );
  });
});
