import { startGcode } from "../start-gcode.ts";
import type { ProfileWriter } from "../writer.ts";

/** Marlin: start G-code. */
export const entry: ProfileWriter = {
  id: "marlin",
  title: "Marlin: start G-code, checked against Configuration.h where it is the base",
  write: (order) => startGcode(order, { program: "Marlin", retraction: (lengthMm) => `M207 S${lengthMm}`, needs: "needs FWRETRACT" }),
};
