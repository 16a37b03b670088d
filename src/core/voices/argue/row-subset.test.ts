import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

const states = (text: string, csv: string): readonly string[] =>
  ledgerOf(
    analyse([
      { file: "briefing.md", sha256: text, text },
      { file: "runs.csv", sha256: csv, text: csv },
    ]),
  ).checks.map(({ state }) => state);

describe("the rows that a limit means", () => {
  const csv = `codec,host,encode_ms\n${["Alder", "Birch"]
    .flatMap((codec) =>
      ["gw-small", "rack"].flatMap((host) =>
        [1, 2, 3].map((i) => `${codec},${host},${host === "rack" ? i : codec === "Alder" ? 10 + i : 16 + i}`),
      ),
    )
    .join("\n")}\n`;
  const held = (limit: string): readonly string[] =>
    states(`# Codec\n\nWhich codec do we use?\n\n- Alder\n- Birch\n\n\`encode_ms\` is per batch.\n\n## Limits\n\n- ${limit}\n`, csv);

  test("are those of the value that it names, never the mean over all", () => {
    expect(held("mean encode time on gw-small at most 13 ms per batch")).toEqual(["kept", "broken"]);
    expect(held("mean encode time on gw-small at most 11 ms")).toEqual(["broken", "broken"]);
    expect(held("mean encode time on the rack at most 13 ms per batch")).toEqual(["kept", "kept"]);
  });

  test("are all where it names none, and not sure where it names a part of them", () => {
    expect(held("mean encode time at most 11 ms per batch")).toEqual(["kept", "kept"]);
    expect(held("mean encode time on gw-small or rack at most 8 ms per batch")).toEqual(["kept", "broken"]);
  });
});

describe("rows that are one of what a limit is per", () => {
  const csv = (remark: string): string =>
    `Sonntag,Variante,Besuche,Bemerkung\n${[104, 91, 98, 412, 97].map((n, i) => `0${i + 1}.06.2031,Alder,${n},${n === 412 ? remark : ""}`).join("\n")}\n${[151, 148, 150, 160, 155].map((n, i) => `0${i + 1}.07.2031,Birch,${n},`).join("\n")}\n`;
  const held = (remark: string): readonly string[] =>
    states(
      "# Öffnung\n\nWelche Variante nehmen wir?\n\n- Alder\n- Birch\n\n## Vorgaben\n\n- im Mittel mindestens 120 Besuche je Sonntag\n",
      csv(remark),
    );

  test("are tested by their mean, without the row that does not count", () => {
    expect(held("zählt nicht")).toEqual(["broken", "kept"]);
    expect(held("")).toEqual(["kept", "kept"]);
  });

  test("leave it in doubt where nothing says that the odd row does not count", () => {
    expect(held("geschätzt")).toEqual(["in doubt", "kept"]);
  });
});
