import { gleanCura, readCuraIni } from "../cura-keys.ts";
import { Gleaner } from "../gleaner.ts";
import type { ProfileReader } from "../reader.ts";

/** Cura: `.inst.cfg`, and the files inside a `.curaprofile`. */
export const entry: ProfileReader = {
  id: "cura-ini",
  title: "Cura: .inst.cfg, and the files of a .curaprofile",
  recognises: ({ path, text }) => !/[.](?:gcode|gco|g|ini)$/iu.test(path) && /^\[general\]/mu.test(text) && /^\[values\]/mu.test(text),
  read: (file) => {
    const gleaner = new Gleaner();
    const ini = readCuraIni(file);
    gleanCura(gleaner, ini, ini.get("general")?.get("name")?.text || file.path);
    return gleaner.reading;
  },
};
