/** A unit: its dimension, its canonical name, how many base units it holds, and what it is per by itself (`mbps`). */
export type Unit = { readonly dim: string; readonly unit: string; readonly factor: number; readonly per?: readonly string[] };

const DAY = 86_400;
const table = new Map<string, Unit>();
const define = (dim: string, unit: string, factor: number, names: string, per?: readonly string[]): void => {
  for (const name of names.split(" ")) table.set(name, per ? { dim, unit, factor, per } : { dim, unit, factor });
};

// Time, base second. A month is a twelfth of 365.25 days.
define("time", "ns", 1e-9, "ns nanosecond nanoseconds nanosekunden");
define("time", "us", 1e-6, "us µs μs microsecond microseconds mikrosekunden");
define(
  "time",
  "ms",
  1e-3,
  "ms msec millisecond milliseconds millisekunde millisekunden milliseconde millisecondes milisegundo milisegundos millis",
);
define("time", "s", 1, "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos");
define("time", "min", 60, "min mins minute minutes minuten minuto minutos");
define("time", "h", 3600, "h hr hrs hour hours std stunde stunden heure heures hora horas");
define(
  "time",
  "day",
  DAY,
  "day days d tag tage tagen jour jours dia dias workday workdays arbeitstag arbeitstage arbeitstagen werktag werktage werktagen",
);
define("time", "week", 7 * DAY, "week weeks wk wks woche wochen semaine semaines semana semanas");
define("time", "fortnight", 14 * DAY, "fortnight fortnights");
define("time", "month", 30.4375 * DAY, "month months mo monat monate monaten monats mois mes meses");
define("time", "quarter", 91.3125 * DAY, "quartal quartale quartalen trimestre trimestres quarters");
define("time", "year", 365.25 * DAY, "year years yr yrs jahr jahre jahren jahres an ans annee annees ano anos");
// Ratio.
define("percent", "percent", 1, "% percent prozent pct pourcent");
define("percent", "permille", 0.1, "‰ promille");
// Bytes, decimal and binary.
for (const [i, prefix] of ["k", "m", "g", "t", "p"].entries()) {
  define("bytes", `${prefix}b`, 1000 ** (i + 1), `${prefix}b ${prefix}byte`);
  define("bytes", `${prefix}ib`, 1024 ** (i + 1), `${prefix}ib`);
  define("rate", `${prefix}bit/s`, 1000 ** (i + 1), `${prefix}bps ${prefix}bit/s ${prefix}bit`);
}
define("bytes", "byte", 1, "byte bytes octets");
define("bytes", "mb", 1e6, "megabyte megabytes");
define("bytes", "gb", 1e9, "gigabyte gigabytes");
define("bytes", "tb", 1e12, "terabyte terabytes");
// Length, base metre.
define("length", "mm", 1e-3, "mm millimeter millimeters millimetre millimetres");
define("length", "cm", 1e-2, "cm zentimeter centimeter centimeters centimetre centimetres");
define("length", "m", 1, "m meter meters metre metres metern metro metros");
define("length", "km", 1000, "km kilometer kilometers kilometre kilometres kilometern kilometro kilometros");
define("length", "mile", 1609.344, "mile miles mi meile meilen");
define("length", "ft", 0.3048, "ft foot feet");
// Mass, base kilogram.
define("mass", "µg", 1e-9, "µg μg ug mcg microgram micrograms mikrogramm");
define("mass", "mg", 1e-6, "mg milligram milligrams milligramm");
define("mass", "g", 1e-3, "g gram grams gramm grammes gramos");
define("mass", "kg", 1, "kg kilo kilos kilogram kilograms kilogramm");
define("mass", "t", 1000, "t ton tons tonne tonnes tonnen tonelada toneladas");
define("mass", "lb", 0.45359237, "lb lbs");
// Energy, power, charge, volume, area, temperature, sound.
define("energy", "wh", 1e-3, "wh");
define("energy", "kwh", 1, "kwh");
define("energy", "mwh", 1000, "mwh");
define("power", "w", 1, "w watt watts");
define("power", "kw", 1000, "kw kilowatt kilowatts kwp");
define("power", "mw", 1e6, "megawatt megawatts");
define("energy", "gwh", 1e6, "gwh");
define("energy", "kj", 1 / 3600, "kj");
define("energy", "mj", 1 / 3.6, "mj");
define("heat", "kcal", 1, "kcal calories kalorien");
define("charge", "mah", 1, "mah");
define("charge", "ah", 1000, "ah");
define("voltage", "v", 1, "volt volts");
define("voltage", "mv", 1e-3, "mv millivolt");
define("voltage", "kv", 1000, "kv kilovolt");
define("current", "a", 1, "ampere amperes amp amps");
define("current", "ma", 1e-3, "milliampere");
define("volume", "ml", 1e-3, "ml millilitre millilitres milliliter milliliters");
define("volume", "cl", 1e-2, "cl");
define("volume", "hl", 100, "hl hectolitre hectolitres hektoliter");
define("volume", "l", 1, "l litre litres liter liters litern litro litros");
define("volume", "m3", 1000, "m³ m3 cbm");
define("area", "m2", 1, "m² m2 qm sqm");
define("area", "ha", 10_000, "ha hectare hectares hektar");
define("area", "acre", 4046.8564224, "acre acres");
define("area", "sqft", 0.09290304, "sqft ft2 ft²");
define("area", "cm2", 1e-4, "cm² cm2");
define("area", "km2", 1e6, "km² km2");
define("temperature", "°c", 1, "°c");
define("force", "n", 1, "newton newtons");
define("force", "kn", 1000, "kn kilonewton");
define("pressure", "bar", 1, "bar");
define("pressure", "mbar", 1e-3, "mbar hpa");
define("pressure", "kpa", 1e-2, "kpa");
define("pressure", "mpa", 10, "mpa");
define("acceleration", "g-force", 1, "×g");
define("light", "lux", 1, "lux");
define("flux", "lm", 1, "lm lumen lumens");
define("rate", "fps", 1, "fps");
define("sound", "db", 1, "db dba");
define("rate", "hz", 1, "hz");
define("rate", "khz", 1e3, "khz");
define("rate", "mhz", 1e6, "mhz");
define("rate", "ghz", 1e9, "ghz");
define("speed", "km/h", 1, "km/h kmh kph");
define("speed", "mph", 1.609344, "mph");
define("speed", "m/s", 3.6, "m/s");
define("speed", "m/min", 0.06, "m/min");
define("speed", "m/h", 1e-3, "m/h");
define("speed", "cm/s", 0.036, "cm/s");
define("speed", "mm/s", 3.6e-3, "mm/s");
define("speed", "mm/min", 6e-5, "mm/min");
// Flow, base litre per hour.
define("flow", "l/h", 1, "l/h");
define("flow", "l/min", 60, "l/min");
define("flow", "l/s", 3600, "l/s");
define("flow", "m³/h", 1000, "m³/h m3/h cbm/h");
define("flow", "m³/min", 60_000, "m³/min m3/min");
define("flow", "m³/s", 3.6e6, "m³/s m3/s");
define("flow", "ml/min", 0.06, "ml/min");
// Concentration, base milligram per cubic metre.
define("concentration", "ng/m³", 1e-6, "ng/m³ ng/m3");
define("concentration", "µg/m³", 1e-3, "µg/m³ μg/m³ ug/m³ µg/m3 μg/m3 ug/m3");
define("concentration", "mg/m³", 1, "mg/m³ mg/m3");
define("concentration", "g/m³", 1000, "g/m³ g/m3");
define("concentration", "µg/l", 1, "µg/l μg/l ug/l");
define("concentration", "mg/l", 1000, "mg/l");
define("concentration", "g/l", 1e6, "g/l");
// Things per second are counts per second, so that `rps` and "requests per second" compare.
define("count:request", "request", 1, "rps req/s", ["second"]);
define("count:query", "query", 1, "qps", ["second"]);
define("count:transaction", "transaction", 1, "tps", ["second"]);
define("count:operation", "operation", 1, "ops/s iops", ["second"]);
// Person time, base person-week (5 days, a twelfth of 52 weeks per month).
for (const person of ["person", "man", "engineer", "developer", "dev", "staff", "personen", "mann", "team"]) {
  define("person-time", "person-hour", 1 / 40, `${person}-hour ${person}-hours ${person}-h`);
  define("person-time", "person-day", 0.2, `${person}-day ${person}-days`);
  define("person-time", "person-week", 1, `${person}-week ${person}-weeks`);
  define("person-time", "person-month", 52 / 12, `${person}-month ${person}-months`);
}
define("person-time", "person-day", 0.2, "personentag personentage personentagen manntage jours-homme");
define("person-time", "person-week", 1, "personenwoche personenwochen");
define("person-time", "person-month", 52 / 12, "personenmonat personenmonate personenmonaten");
define("person-time", "person-hour", 1 / 40, "personenstunde personenstunden");
// Money; one dimension per currency.
for (const [code, names] of [
  ["EUR", "€ eur euro euros"],
  ["USD", "$ usd us$ dollar dollars dolares"],
  ["GBP", "£ gbp pound pounds quid"],
  ["CHF", "chf franken fr."],
  ["SEK", "sek"],
  ["NOK", "nok"],
  ["DKK", "dkk"],
  ["JPY", "¥ jpy yen"],
  ["PLN", "pln zł zl zloty"],
  ["CZK", "czk"],
  ["AUD", "aud"],
  ["CAD", "cad"],
  ["INR", "₹ inr rupees"],
] as const)
  define(`money:${code}`, code.toLowerCase(), 1, names);
define("money:EUR", "eur", 1000, "k€ keur t€ teur");
define("money:USD", "usd", 1000, "k$ kusd");
define("money:EUR", "eur", 1e6, "m€ meur mio€");
define("money:cent", "cent", 1, "cent cents ct");
define("money:GBP", "penny", 0.01, "pence penny");

/**
 * The unit of a word as written, or undefined. Case matters only for capitals alone (`M`, `S`, which are no units) and for French
 * octets (`Mo`, `Go`).
 */
export const unitOf = (word: string): Unit | undefined => {
  if (word === "N") return table.get("newton");
  if (word === "V") return table.get("volt");
  if (/^[A-Z]$/u.test(word) && word !== "W") return undefined;
  if (/^[KMGTP]o$/u.test(word)) return table.get(`${(word[0] as string).toLowerCase()}b`);
  const lower = word.toLowerCase();
  return table.get(lower.normalize("NFKD").replace(/\p{M}+/gu, "")) ?? table.get(lower);
};

const multipliers = new Map<string, number>([
  ["k", 1e3],
  ["tsd", 1e3],
  ["thousand", 1e3],
  ["tausend", 1e3],
  ["mille", 1e3],
  ["mil", 1e3],
  ["million", 1e6],
  ["millions", 1e6],
  ["millionen", 1e6],
  ["mio", 1e6],
  ["mn", 1e6],
  ["millones", 1e6],
  ["bn", 1e9],
  ["billion", 1e9],
  ["billions", 1e9],
  ["mrd", 1e9],
  ["milliarden", 1e9],
  ["milliards", 1e9],
  ["hundred", 100],
  ["hundert", 100],
  ["dozen", 12],
]);

/** The factor of a multiplier word (`k`, `Mio`, `thousand`), or undefined. `M` counts only in upper case. */
export const multiplierOf = (word: string): number | undefined =>
  word === "M" ? 1e6 : word === "B" ? undefined : multipliers.get(word.toLowerCase());

/** Names of periods by unit name: what `per` holds for `monthly`, `pro Monat`, `/mo`. */
export const periodOf = (word: string): string | undefined => {
  if (word === "quarter") return word;
  const unit = unitOf(word);
  if (unit?.dim !== "time") return undefined;
  return { s: "second", h: "hour", min: "minute" }[unit.unit] ?? unit.unit;
};

/** Adverbs and adjectives of a period: `monthly` → month. */
export const periodAdverbs: ReadonlyMap<string, string> = new Map(
  (
    [
      ["hour", "hourly stundlich stundliche horaire"],
      ["day", "daily taglich tagliche taglichen quotidien diario diaria"],
      ["week", "weekly wochentlich wochentliche hebdomadaire semanal"],
      ["month", "monthly monatlich monatliche monatlichen mensuel mensuelle mensual"],
      ["quarter", "quarterly vierteljahrlich trimestriel"],
      ["year", "yearly annual annually jahrlich jahrliche jahrlichen annuel annuelle anual p.a. p.a"],
    ] as const
  ).flatMap(([period, names]) => names.split(" ").map((name): [string, string] => [name, period])),
);

/** What prices of goods by weight, volume, energy or size are compared per. */
const bulk: ReadonlyMap<string, string> = new Map([
  ["mass", "kg"],
  ["volume", "l"],
  ["energy", "kwh"],
  ["bytes", "gb"],
]);

/** Whether goods are priced by this unit: by weight, volume, energy or bytes. */
export const isBulk = (unit: Unit): boolean => bulk.has(unit.dim);

/** "14.50 per 500 g" is 29 per kg: an entry of `per` as its common unit, and the factor that turns the amount. Others stay as they are. */
export const perCommon = (per: string): { readonly per: string; readonly factor: number } => {
  const [, many = "1", name = ""] = /^(?:(\d+(?:\.\d+)?) )?(\S+)$/u.exec(per) ?? [];
  const unit = unitOf(name);
  const common = unit === undefined ? undefined : bulk.get(unit.dim);
  if (unit === undefined || common === undefined) return { per, factor: 1 };
  return { per: common, factor: (unitOf(common) as Unit).factor / (Number(many) * unit.factor) };
};
