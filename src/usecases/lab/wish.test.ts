import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberIn, readJobWish } from "./wish.ts";

const told = (...args: Parameters<typeof numberIn>) => {
  const read = numberIn(...args);
  return read.ok ? read.value : read.fault.hint;
};

describe("a number on the command line", () => {
  it("is a decimal in its range; anything else is refused with a flag that would pass", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom("0x10", "1e999", "NaN", "-5", " 7 ")), (text) => {
        const read = numberIn("--humidity", text, [0, 100]);
        if (read.ok) return read.value >= 0 && read.value <= 100;
        const again = /^pass --humidity (\S+)$/u.exec(read.fault.hint)?.[1] ?? "";
        return numberIn("--humidity", again, [0, 100]).ok;
      }),
    );
  });

  it("is mended by the nearest that is allowed, in the spelling of its flag", () => {
    expect(told("--humidity", "-5", [0, 100])).toBe("pass --humidity 0");
    expect(told("--temp", "9000", [-20, 60])).toBe("pass --temp 60");
    expect(told("--humidity", "0x10", [0, 100])).toBe("pass --humidity 22");
    expect(told("--detail span_mm", "60cm", [0, 1000])).toBe("pass --detail span_mm=22");
    expect(readJobWish({ detail: ["span_mm=22"] }).ok).toBe(true);
    expect(told("--temp", "2.5e1", [-20, 60])).toBe(25);
  });
});
