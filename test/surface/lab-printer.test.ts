import { describe, expect, it } from "vitest";
import type { PrinterSituation } from "../../src/ports/printer.laws.ts";
import { type FakePrinter, PRINTER_KEY, startFake } from "../kit/fake-printers.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place, type Said } from "./kit/moot.ts";

const KEY = { MY_PRINTER_KEY: PRINTER_KEY };
const at = (): Place => makePlace({ "part.gcode": "G28\n", "notes.txt": "x" });
const ask = (place: Place, printer: FakePrinter, words: readonly string[], env = KEY as Record<string, string>): Promise<Said> =>
  moot(place, ["lab", "printer", ...words, "--at", printer.address, "--key-env", "MY_PRINTER_KEY", "--json"], { env });
const withPrinter = async (act: (printer: FakePrinter) => Promise<void>, situation: PrinterSituation = "idle"): Promise<void> => {
  const printer = await startFake("moonraker", situation);
  try {
    await act(printer);
  } finally {
    await printer.close();
  }
};
const kinds = async (place: Place): Promise<readonly string[]> => {
  const runs = successOf<readonly { readonly id: string }[]>(await moot(place, ["runs", "--json"])).data;
  const shown = await Promise.all(runs.map(({ id }) => moot(place, ["show", id, "--raw", "--json"])));
  return shown.flatMap((said) => successOf<readonly { readonly kind: string }[]>(said).data.map(({ kind }) => kind));
};

describe("moot lab printer", () => {
  it("starts nothing without a reason, and asks the printer nothing", () =>
    withPrinter(async (printer) => {
      const place = at();
      for (const words of [
        ["start", "part.gcode"],
        ["start", "part.gcode", "--approve", "  "],
      ]) {
        const said = await ask(place, printer, words);
        expect([said.code, failureOf(said).code]).toEqual([2, "NOT_APPROVED"]);
      }
      expect([printer.asked, printer.started]).toEqual([[], []]);
    }));

  it("keeps the approval before it starts, and what came of it after", () =>
    withPrinter(async (printer) => {
      const place = at();
      successOf(await ask(place, printer, ["upload", "part.gcode"]));
      expect([[...printer.stored], printer.started]).toEqual([[["part.gcode", "G28\n"]], []]);
      successOf(await ask(place, printer, ["start", "part.gcode", "--approve", "the bed is clear"]));
      expect(printer.started).toEqual(["part.gcode"]);
      expect(await kinds(place)).toEqual(
        ["print-started", "print-approved", "file-uploaded"].flatMap((kind) => ["intake-opened", kind, "intake-closed"]),
      );
      expect((await moot(place, ["journal", "verify"])).code).toBe(0);
    }));

  it("keeps that an approved print did not start", () =>
    withPrinter(async (printer) => {
      const place = at();
      const said = await ask(place, printer, ["start", "part.gcode", "--approve", "clear"]);
      expect([said.code, failureOf(said).code, printer.started]).toEqual([7, "PRINTER_BUSY", []]);
      expect(await kinds(place)).toContain("print-not-started");
    }, "printing"));

  it("keeps each print of the past once", () =>
    withPrinter(async (printer) => {
      const place = at();
      const kept = async (): Promise<number> =>
        successOf<{ readonly kept: number }>(await ask(place, printer, ["history", "--keep"])).data.kept;
      expect([await kept(), await kept()]).toEqual([3, 0]);
    }));

  it("takes its key from the variable that is named and from no other, and never shows it", () =>
    withPrinter(async (printer) => {
      const place = at();
      const bare = await moot(place, ["lab", "printer", "status", "--at", printer.address, "--json"], {
        env: { ...KEY, MOONRAKER_API_KEY: PRINTER_KEY },
      });
      expect([bare.code, failureOf(bare).code]).toEqual([4, "PRINTER_AUTH"]);
      expect(failureOf(await ask(place, printer, ["status"], {})).code).toBe("NO_PRINTER_KEY");
      const wrong = await ask(place, printer, ["status"], { MY_PRINTER_KEY: "wr0ng-key" });
      expect(`${wrong.stdout}${wrong.stderr}`).not.toContain("wr0ng-key");
      successOf(await ask(place, printer, ["status"]));
    }));

  it("refuses names that are no plain G-code file, a printer that nobody named, and one that is not there", () =>
    withPrinter(async (printer) => {
      const place = at();
      expect(failureOf(await ask(place, printer, ["upload", "notes.txt"])).code).toBe("BAD_FILE_NAME");
      expect(failureOf(await ask(place, printer, ["upload", "part.gcode", "--name", "../part.gcode"])).code).toBe("BAD_FILE_NAME");
      expect(printer.asked).toEqual([]);
      expect(failureOf(await moot(place, ["lab", "printer", "status", "--json"])).code).toBe("NO_PRINTER");
      await printer.close();
      expect(failureOf(await ask(place, printer, ["status"])).code).toBe("PRINTER_UNREACHABLE");
    }));
});

type Pending = {
  readonly prints: readonly {
    readonly id: string;
    readonly settings: Readonly<Record<string, number>>;
    readonly material: string | null;
  }[];
};
type Logged = {
  readonly run: string;
  readonly observed: object;
  readonly settings: object;
  readonly job: object;
  readonly lesson: { readonly id: string };
};

describe("a print of a printer's history", () => {
  const lab = (place: Place, ...words: readonly string[]): Promise<Said> => moot(place, ["lab", ...words, "--json"]);
  const pending = async (place: Place): Promise<readonly string[]> =>
    successOf<Pending>(await lab(place, "log", "--pending")).data.prints.map(({ id }) => id);
  const kept = async (printer: FakePrinter): Promise<Place> => {
    const place = at();
    expect(successOf(await ask(place, printer, ["history", "--keep"])).next).toEqual(["moot lab log --pending"]);
    return place;
  };

  it(
    "is a proposal that teaches nothing until a person says how it came out; then it is on the record once, with what is known of it",
    { timeout: 60_000 },
    () =>
      withPrinter(async (printer) => {
        const place = await kept(printer);
        const { prints } = successOf<Pending>(await lab(place, "log", "--pending")).data;
        expect(prints.map(({ id, material, settings }) => [id, material, settings])).toEqual([
          ["000003", "PLA", { nozzle_temp: 215, bed_temp: 60, layer_height: 0.2 }],
          ["000002", null, {}],
          ["000001", null, {}],
        ]);
        const earned = async (): Promise<number> =>
          successOf<{ readonly found: number }>(await lab(place, "lessons", "--source", "earned")).data.found;
        expect(await earned()).toBe(0);
        const words = ["log", "--observed", "000003", "--geometry", "stringing", "--outcome", "stringing", "--set", "retraction_mm=4"];
        const { data } = successOf<Logged>(await lab(place, ...words));
        expect(data).toMatchObject({
          observed: { host: expect.stringContaining("127.0.0.1"), id: "000003", file: "c.gcode" },
          settings: { nozzle_temp: 215, bed_temp: 60, layer_height: 0.2, retraction_mm: 4 },
          job: { material: "PLA", geometry_type: "stringing" },
        });
        expect([await earned(), await pending(place)]).toEqual([1, ["000002", "000001"]]);
        const again = failureOf(await lab(place, ...words));
        expect([again.code, again.message]).toEqual(["BAD_VALUE", expect.stringContaining(`is logged already, as ${data.run}`)]);
        expect((await moot(place, ["journal", "verify"])).code).toBe(0);
      }),
  );

  it(
    "is not believed to be clean when the printer says that it broke off, and needs settings that somebody knows",
    { timeout: 60_000 },
    () =>
      withPrinter(async (printer) => {
        const place = await kept(printer);
        const refused = async (...words: readonly string[]): Promise<string> => failureOf(await lab(place, "log", ...words)).message;
        expect(await refused("--observed", "000002", "--outcome", "clean", "--set", "nozzle_temp=210")).toMatch(
          /ended on the printer as failed: it did not come out clean/u,
        );
        expect(await refused("--observed", "000001", "--outcome", "clean")).toMatch(/a print needs settings/u);
        expect(await refused("--observed", "9", "--outcome", "clean")).toMatch(/no kept print "9"; 000003, 000002, 000001 wait/u);
        expect(await pending(place)).toHaveLength(3);
        successOf(await lab(place, "log", "--observed", "000002", "--outcome", "adhesion", "--set", "bed_temp=50"));
        expect(await pending(place)).toEqual(["000003", "000001"]);
      }),
  );

  it("says what to keep where nothing waits", async () => {
    const said = await moot(at(), ["lab", "log", "--pending"]);
    expect([said.code, said.stdout]).toEqual([0, "No kept print waits for a word.\n"]);
    expect(said.stderr).toContain("moot lab printer history --keep");
  });
});
