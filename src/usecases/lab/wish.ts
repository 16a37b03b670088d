import { random } from "../../core/kernel/random.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { BED_POSITIONS, type Environment, GEOMETRIES, type Job } from "../../core/lab/job.ts";
import { MACHINES } from "../../core/lab/machines.ts";
import { MATERIALS, materialOf } from "../../core/lab/materials.ts";
import { DETAILS, type Detail, type PrintDetails } from "../../core/lab/print-details.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../../core/lab/settings.ts";
import { genericMaterial } from "../../core/lab/usual.ts";

/** A job as a person asks for it; what is absent is drawn by the seed when there is one, else the default. */
export type JobWish = {
  readonly material?: string | undefined;
  readonly geometry?: string | undefined;
  readonly position?: string | undefined;
  readonly temp?: string | undefined;
  readonly humidity?: string | undefined;
  readonly machine?: string | undefined;
  readonly detail?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly generic?: boolean | undefined;
  readonly approve?: string | undefined;
};

/** What is wrong with a wish: what, on which value, what to do. */
export type WishFault = { readonly code: "BAD_VALUE"; readonly message: string; readonly hint: string };

/** A job that may be planned. `approval` is why a material that no table knows may be printed, or null. */
export type AskedJob = { readonly job: Job; readonly environment: Environment; readonly approval: string | null };

/** The room and the part when nobody says otherwise. */
const USUAL = { material: "PLA", geometry: "overhang", position: "center", temp: "22", humidity: "45" } as const;
/** Rooms that a printer may stand in: °C, and % of relative humidity. */
const ROOM = { temp: [-20, 60], humidity: [0, 100] } as const;
/** Rooms that a seed draws from, as the reference does; the center is twice as likely as an edge and three times as a corner. */
const DRAWN = {
  temp: Array.from({ length: 8 }, (_, step) => String(18 + 2 * step)),
  humidity: ["30", "38", "45", "52", "60", "68"],
  position: ["center", "center", "center", "edge", "edge", "corner"],
} as const;

/** Reads a job: known words only, numbers in their range, and a material that no table knows only with an approval. */
export const readJobWish = (wish: JobWish): Result<AskedJob, WishFault> => {
  const full = drawn(wish);
  const material = readMaterial(full);
  if (!material.ok) return material;
  const geometry = oneOf("--geometry", GEOMETRIES, full.geometry);
  if (!geometry.ok) return geometry;
  const bedPosition = oneOf("--position", BED_POSITIONS, full.position);
  if (!bedPosition.ok) return bedPosition;
  const machine = oneOf(
    "--machine",
    MACHINES.map(({ id }) => id),
    full.machine ?? MACHINES[0].id,
  );
  if (!machine.ok) return machine;
  const celsius = numberIn("--temp", full.temp, ROOM.temp);
  if (!celsius.ok) return celsius;
  const humidityPercent = numberIn("--humidity", full.humidity, ROOM.humidity);
  if (!humidityPercent.ok) return humidityPercent;
  const details = readDetails(full.detail ?? []);
  if (!details.ok) return details;
  return ok({
    job: {
      material: material.value.id,
      geometry: geometry.value,
      bedPosition: bedPosition.value,
      machine: machine.value,
      ...(Object.keys(details.value).length === 0 ? {} : { details: details.value }),
    },
    environment: { celsius: celsius.value, humidityPercent: humidityPercent.value },
    approval: material.value.approval,
  });
};

/** What a person did not name, drawn by the seed or usual. */
const drawn = (wish: JobWish): JobWish & Readonly<Record<keyof typeof USUAL, string>> => {
  const { seed } = wish;
  const pick = (name: keyof typeof USUAL, from: readonly string[]): string =>
    seed === undefined ? USUAL[name] : (from[random(`${seed}/${name}`).below(from.length)] as string);
  return {
    ...wish,
    material: wish.material ?? pick("material", ["PLA", "PETG", "ABS", "TPU"]),
    geometry: wish.geometry ?? pick("geometry", GEOMETRIES),
    position: wish.position ?? pick("position", DRAWN.position),
    temp: wish.temp ?? pick("temp", DRAWN.temp),
    humidity: wish.humidity ?? pick("humidity", DRAWN.humidity),
  };
};

/** Characters of the name of a material. */
const LONGEST_NAME = 40;

const readMaterial = ({
  material,
  generic,
  approve,
}: JobWish & { readonly material: string }): Result<{ readonly id: string; readonly approval: string | null }, WishFault> => {
  const known = materialOf(material);
  if (known !== undefined) return ok({ id: known.id, approval: null });
  const name = material.trim().toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9+._-]*$/u.test(name) || name.length > LONGEST_NAME)
    return fail(
      bad(
        `--material must be a name of letters and digits but is ${JSON.stringify(material.slice(0, LONGEST_NAME))}`,
        "moot lab materials",
      ),
    );
  const ids = MATERIALS.map(({ id }) => id).join(", ");
  if (generic !== true)
    return fail(
      bad(
        `there is no material ${JSON.stringify(name)}; known are ${ids}`,
        `name a known one, or print it in the narrowest envelope: --generic --approve "why this is safe"`,
      ),
    );
  const reason = (approve ?? "").trim();
  const { nozzle, bed } = genericMaterial(name);
  if (reason === "")
    return fail(
      bad(
        `--generic prints ${name} at ${nozzle.hard.join(" to ")} °C on a bed of ${bed.hard.join(" to ")} °C, and needs your approval on the record`,
        `add --approve "why this is safe"`,
      ),
    );
  return ok({ id: name, approval: reason });
};

/** Reads `name=value` pairs of details, by their names in files. */
const readDetails = (pairs: readonly string[]): Result<PrintDetails, WishFault> => {
  const details: Partial<Record<Detail, number>> = {};
  for (const pair of pairs) {
    const [name = "", value = ""] = pair.split("=", 2);
    const detail = (Object.keys(DETAILS) as Detail[]).find((one) => DETAILS[one][0] === name.trim());
    if (detail === undefined)
      return fail(
        bad(
          `--detail has no ${JSON.stringify(name.trim().slice(0, 40))}; known are ${Object.values(DETAILS)
            .map(([known]) => known)
            .join(", ")}`,
          "pass --detail span_mm=60",
        ),
      );
    const [, low, high] = DETAILS[detail];
    const number = numberIn(`--detail ${name.trim()}`, value, [low, high]);
    if (!number.ok) return number;
    details[detail] = number.value;
  }
  return ok(details);
};

/** Reads `name=value` pairs of settings, by their names in files. Any finite number: the Spine says what may be printed. */
export const readSettingPairs = (flag: string, pairs: readonly string[]): Result<Partial<Settings>, WishFault> => {
  const settings: Partial<Record<Setting, number>> = {};
  for (const pair of pairs.flatMap((one) => one.split(","))) {
    const [name = "", value = ""] = pair.split("=", 2);
    const setting = SETTINGS.find((one) => SETTING_NAMES[one] === name.trim());
    if (setting === undefined)
      return fail(
        bad(
          `${flag} has no ${JSON.stringify(name.trim().slice(0, 40))}; known are ${Object.values(SETTING_NAMES).join(", ")}`,
          `pass ${flag} nozzle_temp=230`,
        ),
      );
    const number = numberIn(`${flag} ${name.trim()}`, value, [-1e6, 1e6]);
    if (!number.ok) return number;
    settings[setting] = number.value;
  }
  return ok(settings);
};

const oneOf = (flag: string, known: readonly string[], value: string): Result<string, WishFault> => {
  const found = known.find((one) => one === value.trim().toLowerCase());
  return found === undefined
    ? fail(bad(`${flag} has no ${JSON.stringify(value.slice(0, 40))}; known are ${known.join(", ")}`, `pass ${flag} ${known[0]}`))
    : ok(found);
};

/** A finite decimal number in a closed range, as a person types it. `flag` may name a part of its value: `--detail span_mm`. */
export const numberIn = (flag: string, text: string, [low, high]: readonly [number, number]): Result<number, WishFault> => {
  const value = /^\s*[-+]?(?:\d+[.]?\d*|[.]\d+)(?:e[-+]?\d+)?\s*$/iu.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && value >= low && value <= high) return ok(value);
  const nearest = Math.max(low, Math.min(high, Number.isNaN(value) ? ANY : value));
  return fail(
    bad(
      `${flag} must be a number from ${low} to ${high} but is ${JSON.stringify(text.slice(0, 40))}`,
      `pass ${flag}${flag.includes(" ") ? "=" : " "}${nearest}`,
    ),
  );
};

/** What a fix shows of a number of which nothing is known. */
const ANY = 22;

const bad = (message: string, hint: string): WishFault => ({ code: "BAD_VALUE", message, hint });
