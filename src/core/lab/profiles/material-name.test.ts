import { expect, it } from "vitest";
import { materialNameOf } from "./material-name.ts";

it.each([
  ["PLA", "", "PLA"],
  ["pla ", "", "PLA"],
  ["PLA+", "", "PLA"],
  ["PLA-CF", "", "PLA-CF"],
  ["PLA", "ColorFabb Carbon PLA", "PLA-CF"],
  ["PETG", "Some PETG CF20 @MK3", "PETG-CF"],
  ["PETG-CF", "", "PETG-CF"],
  ["PCTG", "", "PCTG"],
  ["PET", "", "PETG"],
  ["PC-ABS", "", "PC-ABS"],
  ["PCABS", "", "PC-ABS"],
  ["ABS", "E3D PC-ABS", "PC-ABS"],
  ["PC", "Ultrafuse PC/ABS FR", "PC-ABS"],
  ["PC", "Prusament PC Blend", "PC"],
  ["Nylon", "", "PA"],
  ["PA6-GF", "", "PA-GF"],
  ["PAHT-CF", "", "PA-CF"],
  ["PA6/66", "", "PA"],
  ["FLEX", "", "TPU"],
  ["TPU 95A", "", "TPU"],
  ["TPU98A", "", "TPU"],
  ["ASA", "", "ASA"],
  ["PLASTIC", "", undefined],
  ["PANCAKE", "", undefined],
  ["", "PLA", undefined],
  ["Carbon Fiber", "Generic CF PLA", undefined],
])("the type %j of the preset %j is %j", (type, name, expected) => {
  expect(materialNameOf(type, name)).toBe(expected);
});
