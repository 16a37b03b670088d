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
