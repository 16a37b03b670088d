import { startGcode } from "../start-gcode.ts";
import type { ProfileWriter } from "../writer.ts";

/** Klipper: start G-code. */
export const entry: ProfileWriter = {
  id: "klipper",
  title: "Klipper: start G-code, checked against printer.cfg where it is the base",
  write: (order) =>
    startGcode(order, {
      program: "Klipper",
      retraction: (lengthMm) => `SET_RETRACTION RETRACT_LENGTH=${lengthMm}`,
      needs: "needs [firmware_retraction]",
    }),
};
