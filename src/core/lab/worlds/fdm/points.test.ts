/** Twenty prints and inner values worked by an independent implementation, to the digits that it printed. */
import { describe, expect, it } from "vitest";
import type { PrintDetails } from "../../print-details.ts";
import { outcomeOf, SPREADS } from "./assess.ts";
import { bondShareOf, weldOf } from "./bond.ts";
import { coolingOf } from "./cooling.ts";
import { type Inputs, inputsOf } from "./inputs.ts";
import { meltOf } from "./melt.ts";
import { FDM_DEFECTS, ratiosOf } from "./ratios.ts";

type Knobs = readonly [nozzle: number, bed: number, fan: number, retraction: number];
type Room = readonly [celsius: number, humidity: number];
type Point = readonly [
  job: string,
  knobs: Knobs,
  more: PrintDetails,
  room: Room,
  ratios: string,
  worst: number,
  quality: number,
  failure: number,
  verdict: string,
];

const ROOM: Room = [22, 40];

// biome-ignore format: a table
const POINTS: readonly Point[] = [
  ["PLA ender-3-v2 cube center", [205, 60, 100, 5], {}, ROOM, "0.2241 0.3709 0.1185 0.4378 0.3539 0.5222", 0.0692, 0.8652, 0.0477, "clean none"],
  ["PLA prusa-mk3s bridge center", [210, 60, 100, 0.8], { spanMm: 50 }, ROOM, "0.6847 0.2382 0.4490 0.4378 0.2446 0.6075", 0.1802, 0.6643, 0.2096, "clean none"],
  ["PLA prusa-mk3s bridge center", [210, 60, 0, 0.8], { spanMm: 50 }, ROOM, "1.7206 0.2382 0.3781 0.4378 0.2446 0.3685", 0.8976, 0.0944, 0.9664, "ruined sag 0.65 0.98"],
  ["PETG ender-3-v2 bridge center", [235, 80, 40, 4], {}, [29, 62], "0.5579 0.6076 0.3019 0.4325 0.2921 0.6049", 0.12, 0.6731, 0.2172, "clean none"],
  ["PETG prusa-mk3s stringing center", [240, 85, 50, 0.8], { exposedHours: 72 }, [22, 65], "0.1542 1.0468 0.3281 0.4262 0.2001 0.6169", 0.5456, 0.379, 0.5779, "failed stringing 0.11 0.92"],
  ["ABS ender-3-v2 overhang edge", [245, 100, 20, 4], {}, [26, 60], "0.5937 0.4627 0.9467 0.4852 0.2957 0.7893", 0.4455, 0.3195, 0.6224, "blemish warp 0.06 0.91"],
  ["ABS prusa-mk3s adhesion center", [255, 110, 0, 0.8], { lengthMm: 200, heightMm: 20 }, ROOM, "0.0923 0.2621 1.1510 0.4236 0.2020 0.6318", 0.6371, 0.3014, 0.6416, "failed warp 0.12 0.96"],
  ["ABS voron-2.4 adhesion center", [255, 110, 20, 0.6], { lengthMm: 200, heightMm: 20, brimMm: 5 }, ROOM, "0.1025 0.2445 0.5034 0.3751 0.4023 0.6748", 0.1718, 0.7409, 0.1785, "clean none"],
  ["ASA bambu-p1s overhang center", [260, 100, 30, 0.8], {}, ROOM, "0.5630 0.1375 0.5438 0.4416 0.3236 0.6058", 0.1187, 0.7015, 0.194, "clean none"],
  ["TPU ender-3-v2 stringing edge", [228, 50, 40, 2], {}, [23, 65], "0.0507 1.9529 0.0110 0.4601 1.5965 0.5025", 0.9357, 0.0077, 0.998, "ruined stringing 0.59 0.99"],
  ["TPU bambu-a1 cube center", [235, 45, 80, 0.8], {}, ROOM, "0.0306 0.2464 0.0036 0.4311 0.3395 0.5780", 0.1004, 0.855, 0.0518, "clean none"],
  ["PC bambu-x1c adhesion center", [275, 110, 20, 0.8], {}, ROOM, "0.1345 0.1900 0.1537 0.4392 0.3281 0.5040", 0.0606, 0.8934, 0.031, "clean none"],
  ["PA bambu-x1c stringing center", [270, 90, 15, 0.8], { exposedHours: 48 }, [22, 60], "0.0351 1.5750 0.6475 0.4279 0.2613 0.4978", 0.8602, 0.1079, 0.8771, "ruined stringing 0.38 0.98"],
  ["PA-CF bambu-x1c cube center", [280, 100, 15, 0.8], {}, ROOM, "0.0454 0.1775 0.1074 0.4234 0.2145 0.4783", 0.0498, 0.9177, 0.0228, "clean none"],
  ["PLA ender-3-v2 adhesion center", [205, 45, 100, 5], {}, [22, 45], "0.1186 0.3739 0.4169 0.5574 0.3539 0.6079", 0.1201, 0.752, 0.1646, "clean none"],
  ["PLA prusa-mk3s cube center", [205, 60, 100, 0.8], { speedMms: 250, flowLimitMm3s: 1000 }, ROOM, "0.1502 0.0422 0.1185 0.4378 1.4102 0.9554", 0.7982, 0.1061, 0.9535, "failed under_extrusion 0.52 0.93"],
  ["PLA creality-k1 cube center", [220, 60, 100, 0.6], { chamberCelsius: 58 }, ROOM, "0.4008 0.2156 0.0054 0.4378 0.5440 0.4249", 0.0805, 0.8355, 0.0303, "clean none"],
  ["PVA ultimaker-s5 cube center", [215, 60, 100, 6.5], {}, ROOM, "0.1465 1.3860 0.0907 0.4436 0.3526 0.4045", 0.7868, 0.1967, 0.7711, "failed stringing 0.27 0.97"],
  ["PLA generic-direct vase center", [210, 60, 0, 1], { layerSeconds: 3 }, ROOM, "2.3040 0.1548 0.3438 0.4378 0.2839 0.2672", 0.9657, 0.0322, 0.9974, "ruined sag 0.86 0.99"],
  ["PLA-CF elegoo-neptune-4 overhang center", [220, 60, 90, 0.8], {}, ROOM, "0.5334 0.1429 0.4332 0.4378 0.2617 0.6262", 0.1332, 0.7433, 0.1371, "clean none"],
];

const inputs = ([job, [nozzleCelsius, bedCelsius, fanPercent, retractionMm], details, [celsius, humidityPercent]]: Point): Inputs => {
  const [material = "", machine = "", geometry = "", bedPosition = ""] = job.split(" ");
  const settings = { nozzleCelsius, bedCelsius, fanPercent, retractionMm, firstLayerFanPercent: 0, layerHeightMm: 0.2 };
  return inputsOf(settings, { material, machine, geometry, bedPosition, details }, { celsius, humidityPercent });
};

describe("worked points", () => {
  it.each(POINTS.map((point, index) => [index + 1, point] as const))("#%i", (_n, point) => {
    const [, , , , ratios, worst, quality, failure, verdict] = point;
    const found = outcomeOf(ratiosOf(inputs(point)), SPREADS);
    const { defects, failureChance, class: sort } = found.assessment as NonNullable<typeof found.assessment>;
    const readings = FDM_DEFECTS.map((defect) => defects[defect] as NonNullable<(typeof defects)["sag"]>);
    expect(readings.map(({ ratio }) => ratio.toFixed(4)).join(" ")).toBe(ratios);
    const dearest = readings.reduce((most, one) => (one.severity > most.severity ? one : most));
    expect([dearest.severity, found.quality, failureChance].map((x) => x.toFixed(4))).toEqual(
      [worst, quality, failure].map((x) => x.toFixed(4)),
    );
    const band = sort === "clean" ? [] : dearest.band.map((x) => x.toFixed(2));
    expect([sort, found.mode, ...band].join(" ")).toBe(verdict);
  });
});

describe("inner values", () => {
  const [second, sixth] = [POINTS[1] as Point, POINTS[5] as Point];
  const inner = (point: Point): readonly number[] => {
    const given = inputs(point);
    const melt = meltOf(given);
    const cooling = coolingOf(given, melt);
    const interfaceCelsius = (melt.exitCelsius + cooling.surfaceCelsius) / 2;
    return [
      melt.exitCelsius,
      cooling.surfaceCelsius,
      cooling.setSeconds,
      melt.capacity,
      melt.force,
      bondShareOf(given),
      interfaceCelsius,
      weldOf(given.polymer, melt, cooling),
      melt.viscosity,
    ];
  };
  const digits = (values: readonly number[]): readonly string[] => values.map((x) => x.toPrecision(6));

  it("of the second point", () => {
    expect(digits(inner(second))).toEqual(digits([209.848, 53.7096, 0.648035, 15.1281, 8.01296, 0.959265, 131.779, -1.49159, 2015.54]));
  });

  it("of the sixth point", () => {
    expect(digits(inner(sixth))).toEqual(digits([244.499, 85.1898, 0.915478, 13.8126, 6.28299, 0.930639, 164.844, -1.67128, 4740.52]));
  });
});
