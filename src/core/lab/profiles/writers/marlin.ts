import { startGcode } from "../start-gcode.ts";
import type { ProfileWriter } from "../writer.ts";

/** HOTEND_OVERSHOOT and BED_OVERSHOOT as Marlin's own Configuration.h has them: at MAXTEMP itself the firmware stops. */
const HEADROOM = { nozzle: 15, bed: 10 } as const;

/** Marlin: start G-code. */
export const entry: ProfileWriter = {
  id: "marlin",
  title: "Marlin: start G-code, checked against Configuration.h where it is the base",
  write: (order) =>
    startGcode(order, {
      program: "Marlin",
      retraction: (lengthMm) => `M207 S${lengthMm}`,
      needs: "needs FWRETRACT",
      headroom: HEADROOM,
    }),
};
