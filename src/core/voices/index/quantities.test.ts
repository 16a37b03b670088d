import { describe, expect, it } from "vitest";
import type { Language } from "../types.ts";
import { quantitiesIn } from "./quantities.ts";

/** `19 money:EUR/agent+month <=` */
const read = (text: string, language: Language = "en"): string[] =>
  quantitiesIn(text, language).map(
    ({ value, dim, per, cmp }) => `${value} ${dim}${per.length > 0 ? `/${per.join("+")}` : ""}${cmp === undefined ? "" : ` ${cmp}`}`,
  );

describe("quantitiesIn() reads amounts", () => {
  it.each([
    ["It costs 19 EUR per agent and month.", ["19 money:EUR/agent+month"]],
    ["$5/user/month", ["5 money:USD/month+user"]],
    ["We cannot spend more than €20k on this.", ["20000 money:EUR <="]],
    ["1.5 million EUR", ["1500000 money:EUR"]],
    ["12,500 EUR in total", ["12500 money:EUR"]],
    ["p99 write latency under 20 ms", ["0.02 time <"]],
    ["Delivery within 8 weeks", ["4838400 time <="]],
    ["9 h of battery, 5 days or less", ["32400 time", "432000 time <="]],
    ["a 12-month contract, a nine-week estimate", ["31557600 time", "5443200 time"]],
    ["two and a half weeks; half a day; twenty-five people", ["1512000 time", "43200 time", "25 count:peopl"]],
    ["6 min 40 s against 3 h 10 min", ["400 time", "11400 time"]],
    ["5 times a day, twice nothing", ["35 frequency"]],
    ["9,000 messages per second, 300 rps", ["9000 count:messag/second", "300 count:request/second"]],
    ["50 Mbit/s and 20 MB/s", ["50000000 rate", "20000000 bytes/second"]],
    ["nine weeks with two engineers, 18 of 20 person-weeks", ["5443200 time", "2 count:engineer", "18 person-time", "20 person-time"]],
    ["99.95 % uptime, 0.1 percentage points", ["99.95 percent", "0.1 percent"]],
    ["12 support tickets per 100 new accounts", ["12 count:ticket/100 account"]],
    ["two thirds of those asked, half of the staff", ["66.6667 percent", "50 percent"]],
    ["40 µg/m³ and 0.04 mg/m³ are one amount, and no length", ["0.04 concentration", "0.04 concentration"]],
    ["3,000 litres an hour, 3 m³/h; 2.1 m/min against 35 mm/s", ["3000 flow", "3000 flow", "0.126 speed", "0.126 speed"]],
    ["5 EUR per child and lesson, 5 EUR per child and staff get in free", ["5 money:EUR/child+lesson", "5 money:EUR/child"]],
    ["a monthly fee of 200 EUR", ["200 money:EUR/month"]],
    ["minus: -11.5 °C", ["-11.5 temperature"]],
    ["at 15,000 × g, 12 V, 10 kPa and 72 pence a litre", ["15000 acceleration", "12 voltage", "0.1 pressure", "0.72 money:GBP/l"]],
    ["1½ hours, 2:30 h and 2 h 45", ["5400 time", "9000 time", "9900 time"]],
    ["the bus leaves at 2:30 and gets there at 17:45", []],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[Language, string, string[]]>([
    ["de", "Höchstens 1.200,5 EUR pro Monat", ["1200.5 money:EUR/month <="]],
    ["de", "mindestens 3 Wochen, maximal 24 Kinder", ["1814400 time >=", "24 count:kind <="]],
    ["de", "Die Umstellung darf 5 Minuten nicht überschreiten.", ["300 time <="]],
    ["de", "2 Mio. EUR, 300 Tsd. Euro", ["2000000 money:EUR", "300000 money:EUR"]],
    ["de", "0,25 Stunden pro Woche", ["900 time/week"]],
    ["fr", "Au plus 1 200 € par mois", ["1200 money:EUR/month <="]],
    ["es", "Como máximo 3.000 euros al mes", ["3000 money:EUR/month <="]],
  ])("%s: %s", (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });

  it("binds a comparator to the nearest amount only", () => {
    expect(read("19 EUR each, at most 700 EUR a month, and 3 weeks")).toEqual([
      "19 money:EUR/each",
      "700 money:EUR/month <=",
      "1814400 time",
    ]);
    expect(read("over the fourteen accounts it has to grow by at least 5 %")).toEqual(["14 count:account", "5 percent >="]);
    expect(read("not below 3.0, no less than 4.0, must not be over 5.0")).toEqual(["3 number >=", "4 number >=", "5 number <="]);
  });

  it("lets a bare number in a list or range inherit its neighbour's unit", () => {
    expect(read("RabbitMQ handles 9,000 messages a second and Kafka 52,000.")).toEqual([
      "9000 count:messag/second",
      "52000 count:messag/second",
    ]);
    expect(read("3 and 5 weeks")).toEqual(["1814400 time", "3024000 time"]);
    expect(read("A costs 40 USD, B 140 USD, C 0 USD a month")).toEqual(["40 money:USD/month", "140 money:USD/month", "0 money:USD/month"]);
  });

  it("does not let a name inherit a unit", () => {
    expect(read("Falcon 14 costs 900 EUR with Slate 9.")).toEqual(["900 money:EUR"]);
  });
});

describe("quantitiesIn() takes no quantity from", () => {
  it.each([
    "on 1 February, February 1, 2026-11-21, 21.11.2026 or 11/21/2026",
    "in 2024, since 1998, by Q3 2026",
    "version 4.12, PostgreSQL 16, v1.2.3, RFC 2119, INC-2041, #12",
    "at 14:31, 3 pm, between 7.30 and 8.15",
    "24/7, 4xx, the 3rd, p99, 10.0.0.1",
    "hall 3, step 2, rule 1, line 66",
  ])("%s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("German dates and ordinals", () => {
    expect(read("am 1. Februar, die 2. Variante, KW 12, um 19 Uhr", "de")).toEqual([]);
  });
});

describe("a range is one quantity with two ends", () => {
  const ends = (text: string, language: Language = "en"): (number | undefined)[][] =>
    quantitiesIn(text, language).map(({ value, to }) => [value, to]);

  it.each<[string, (number | undefined)[][]]>([
    ["takes 12 to 15 days", [[1_036_800, 1_296_000]]],
    ["€40 to €60 a month", [[40, 60]]],
    ["weighs 40 ± 5 g", [[0.035, 0.045]]],
  ])("%s", (text, expected) => {
    expect(ends(text)).toEqual(expected);
  });

  it("but not what something went from and to, nor what a comparator bounds, nor bare scores", () => {
    expect(ends("fell from 12 to 15 days")).toEqual([
      [1_036_800, undefined],
      [1_296_000, undefined],
    ]);
    expect(ends("at most 12 to 15 days")).toHaveLength(2);
    expect(ends("a 3-5 defeat").every(([, to]) => to === undefined)).toBe(true);
  });

  it("with what both ends are per", () => {
    expect(quantitiesIn("€40 to €60 a month", "en")[0]?.per).toEqual(["month"]);
    expect(ends("dauert 12 bis 15 Tage", "de")).toEqual([[1_036_800, 1_296_000]]);
  });
});
