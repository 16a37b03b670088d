import type { Lesson } from "./lessons.ts";

type Row = readonly [material: string, geometry: string, celsius: number, humidityPercent: number, outcome: string, text: string];

const ROWS: readonly Row[] = [
  [
    "PLA",
    "stringing",
    22,
    45,
    "strung",
    "215 °C strung; about 200 °C and a little more retraction cured it. Temperature is the bigger lever.",
  ],
  ["PLA", "stringing", 24, 70, "strung", "At 205 °C the cause was the humid air, not the heat: above about 60 % dry the spool first."],
  ["PLA", "overhang", 23, 40, "clean", "Full fan freezes steep overhangs before they curl."],
  [
    "PLA",
    "overhang",
    28,
    50,
    "sagged",
    "A warm room weakens the cooling even at full fan: a few degrees cooler, more air, support past about 50°.",
  ],
  ["PLA", "bridge", 22, 42, "clean", "Spans under about 50 mm hold with full fan, a brisk bridge speed and slightly more bridge flow."],
  ["PLA", "adhesion", 19, 38, "sagged", "The corners let go in a cold room: bed near 60 °C, a slow first layer, no fan at the start."],
  ["PETG", "stringing", 23, 48, "strung", "245 °C was too hot; about 232 °C, faster travel and a wipe left no strings."],
  ["PETG", "stringing", 25, 65, "strung", "PETG drinks water: above about 60 % humidity dry the spool before touching any other setting."],
  ["PETG", "overhang", 23, 45, "sagged", "Fan at 30 to 50 % in general, 60 to 70 % on overhangs and bridges."],
  ["PETG", "adhesion", 22, 47, "sagged", "Too much fan left brittle layers that came off: about 30 % fan and 5 °C more."],
  ["PETG", "bridge", 24, 44, "clean", "Raise the fan to about 70 % for the span only, then go back to 40 %."],
  ["PETG", "stringing", 21, 40, "clean", "230 °C, a gentle retraction near 40 mm/s and fast travel in dry air left no strings."],
];

/** The numbers that the texts give: what was printed, and what to do instead. Lessons that only say to dry the spool have none. */
const NUMBERS: Readonly<Record<string, Pick<Lesson, "printed" | "advice">>> = {
  "seed-001": { printed: { nozzleCelsius: 215 }, advice: { to: { nozzleCelsius: 200 } } },
  "seed-003": { printed: { fanPercent: 100 } },
  "seed-004": { printed: { fanPercent: 100 }, advice: { by: { nozzleCelsius: -3 } } },
  "seed-005": { printed: { fanPercent: 100 } },
  "seed-006": { advice: { to: { bedCelsius: 60, firstLayerFanPercent: 0 } } },
  "seed-007": { printed: { nozzleCelsius: 245 }, advice: { to: { nozzleCelsius: 232 } } },
  "seed-009": { advice: { to: { fanPercent: 65 } } },
  "seed-010": { advice: { to: { fanPercent: 30 }, by: { nozzleCelsius: 5 } } },
  "seed-011": { printed: { fanPercent: 70 } },
  "seed-012": { printed: { nozzleCelsius: 230 } },
};

const OUTCOMES: Readonly<Record<string, Lesson["outcome"]>> = { clean: "success", sagged: "failed_sag", strung: "failed_stringing" };

/** The twelve lessons that the lab starts with, `seed-001` to `seed-012`. There is none for ABS, TPU or a vase. */
export const SEED_LESSONS: readonly Lesson[] = ROWS.map(([material, geometry, celsius, humidityPercent, outcome, text], index) => {
  const id = `seed-${String(index + 1).padStart(3, "0")}`;
  return {
    id,
    material,
    geometry,
    celsius,
    humidityPercent,
    outcome: OUTCOMES[outcome] as Lesson["outcome"],
    text,
    source: "seed",
    ...NUMBERS[id],
  };
});
