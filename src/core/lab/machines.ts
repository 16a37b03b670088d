/**
 * A printer. Temperatures in °C: what the firmware allows at most, and what the liner of the hot end stands when it reaches
 * into it. `buildMm` is width × depth × height. `retractionMm` is usual.
 */
export type Machine = {
  readonly id: string;
  readonly title: string;
  readonly nozzleMaxCelsius: number;
  readonly linerMaxCelsius?: number;
  readonly bedMaxCelsius: number;
  readonly buildMm: readonly [width: number, depth: number, height: number];
  readonly drive: "bowden" | "direct";
  readonly isEnclosed: boolean;
  readonly nozzleDiameterMm: number;
  readonly retractionMm: number;
  readonly source: string;
};

/** What a PTFE liner that reaches the melt stands. */
const PTFE_CELSIUS = 245;

/** `read` limits were read in a configuration file; `stated` ones are the maker's specification, not measured here. */
const KLIPPER = "read: Klipper sample configuration";
const nozzleFrom = (file: string): string => `nozzle read: Klipper ${file}; bed stated: maker's specification`;
const MAKER = "stated: maker's specification";
const MIXED = "nozzle read: maker's profile; bed stated: maker's specification";
const CHOSEN = "chosen: the common denominator of its kind";

type Row = readonly [
  id: string,
  title: string,
  nozzleMax: number,
  bedMax: number,
  buildMm: Machine["buildMm"],
  drive: Machine["drive"],
  enclosure: "open" | "closed",
  retractionMm: number,
  source: string,
  linerMax?: number,
];

const ROWS: readonly [Row, ...Row[]] = [
  [
    "ender-3-v2",
    "Creality Ender 3 V2",
    250,
    100,
    [220, 220, 250],
    "bowden",
    "open",
    5,
    nozzleFrom("printer-creality-ender3-v2-2020.cfg"),
    PTFE_CELSIUS,
  ],
  [
    "ender-3-s1",
    "Creality Ender 3 S1",
    250,
    100,
    [220, 220, 270],
    "direct",
    "open",
    0.8,
    nozzleFrom("printer-creality-ender3-s1-2021.cfg"),
  ],
  ["prusa-mk3s", "Prusa MK3S", 300, 120, [250, 210, 210], "direct", "open", 0.8, MAKER],
  ["prusa-mini", "Prusa MINI", 280, 100, [180, 180, 180], "bowden", "open", 3.2, MAKER],
  ["prusa-mk4", "Prusa MK4", 290, 120, [250, 210, 220], "direct", "open", 0.7, MAKER],
  ["bambu-x1c", "Bambu Lab X1C", 300, 110, [256, 256, 256], "direct", "closed", 0.8, MIXED],
  ["bambu-p1s", "Bambu Lab P1S", 300, 100, [256, 256, 256], "direct", "closed", 0.8, MAKER],
  ["bambu-a1", "Bambu Lab A1", 300, 100, [256, 256, 256], "direct", "open", 0.8, MIXED],
  ["voron-2.4", "Voron 2.4, 250 mm", 270, 110, [250, 250, 250], "direct", "closed", 0.6, KLIPPER],
  ["creality-k1", "Creality K1", 300, 100, [220, 220, 250], "direct", "closed", 0.6, MAKER],
  ["anycubic-kobra", "Anycubic Kobra", 260, 110, [220, 220, 250], "direct", "open", 1.2, MAKER],
  ["sovol-sv06", "Sovol SV06", 300, 100, [220, 220, 250], "direct", "open", 0.6, nozzleFrom("printer-sovol-sv06-2022.cfg")],
  ["elegoo-neptune-4", "Elegoo Neptune 4", 300, 110, [225, 225, 265], "direct", "open", 0.8, MAKER],
  ["ultimaker-s5", "UltiMaker S5, 2.85 mm", 280, 140, [330, 240, 300], "bowden", "closed", 6.5, MAKER],
  ["generic-bowden", "a common Bowden printer", 260, 100, [220, 220, 250], "bowden", "open", 5, CHOSEN],
  ["generic-direct", "a common direct-drive printer", 260, 100, [220, 220, 250], "direct", "open", 1, CHOSEN],
];

const machineOf = ([
  id,
  title,
  nozzleMaxCelsius,
  bedMaxCelsius,
  buildMm,
  drive,
  enclosure,
  retractionMm,
  source,
  linerMax,
]: Row): Machine => ({
  id,
  title,
  nozzleMaxCelsius,
  ...(linerMax === undefined ? {} : { linerMaxCelsius: linerMax }),
  bedMaxCelsius,
  buildMm,
  drive,
  isEnclosed: enclosure === "closed",
  nozzleDiameterMm: 0.4,
  retractionMm,
  source,
});

const [first, ...others] = ROWS;

/** Every machine, in the order of lists; the first is the default. */
export const MACHINES: readonly [Machine, ...Machine[]] = [machineOf(first), ...others.map(machineOf)];
