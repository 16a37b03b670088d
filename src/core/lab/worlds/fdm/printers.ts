/**
 * Printer constants of the fdm world beyond the limits that the Spine knows. Speeds, accelerations and retractions are makers'
 * specifications and Klipper sample configurations; air speed, melt length, pressure advance, slack, grip and gap are chosen.
 */
export type Printer = {
  readonly isEnclosed: boolean;
  readonly isBowden: boolean;
  /** Speed of the part fan's air at the nozzle, m/s. */
  readonly airSpeed: number;
  /** Effective length of the melt zone, m. */
  readonly meltLength: number;
  /** Pressure advance, s. */
  readonly advanceSeconds: number;
  /** Play of the filament path, mm. */
  readonly slackMm: number;
  /** Usual retraction, mm. */
  readonly retractionMm: number;
  /** Print and travel speed, mm/s; acceleration, mm/s². */
  readonly speed: number;
  readonly travelSpeed: number;
  readonly acceleration: number;
  /** What the drive can push, N, over a free gap, m. */
  readonly grip: number;
  readonly gap: number;
  /** Diameter of the filament, mm. */
  readonly filamentMm: number;
};

type Row = readonly [
  id: string,
  kind: string,
  airSpeed: number,
  meltMm: number,
  advance: number,
  slack: number,
  retraction: number,
  speed: number,
  travelSpeed: number,
  acceleration: number,
  grip: number,
  gapMm: number,
  filamentMm?: number,
];

/** In the order of the lab's machines. */
const ROWS: readonly Row[] = [
  ["ender-3-v2", "bowden", 3, 17, 0.6, 2.2, 5, 50, 150, 500, 45, 10],
  ["ender-3-s1", "direct", 3.5, 18, 0.06, 0.25, 0.8, 60, 150, 1000, 60, 6],
  ["prusa-mk3s", "direct", 4.5, 21, 0.05, 0.25, 0.8, 45, 180, 1250, 60, 6],
  ["prusa-mini", "bowden", 4.5, 20, 0.22, 1.4, 3.2, 45, 150, 1250, 55, 7],
  ["prusa-mk4", "direct", 5.5, 24, 0.04, 0.2, 0.7, 100, 300, 4000, 80, 5],
  ["bambu-x1c", "direct enclosed", 6.5, 34, 0.02, 0.2, 0.8, 200, 500, 10000, 80, 5],
  ["bambu-p1s", "direct enclosed", 6.5, 34, 0.02, 0.2, 0.8, 200, 500, 10000, 80, 5],
  ["bambu-a1", "direct", 6, 34, 0.02, 0.2, 0.8, 200, 500, 8000, 80, 5],
  ["voron-2.4", "direct enclosed", 5.5, 28, 0.04, 0.25, 0.6, 120, 300, 4000, 70, 5],
  ["creality-k1", "direct enclosed", 6, 32, 0.04, 0.25, 0.6, 200, 500, 12000, 80, 5],
  ["anycubic-kobra", "direct", 3.5, 18, 0.06, 0.25, 1.2, 60, 150, 1000, 60, 6],
  ["sovol-sv06", "direct", 4.5, 20, 0.05, 0.25, 0.6, 60, 150, 1500, 70, 5],
  ["elegoo-neptune-4", "direct", 5.5, 30, 0.04, 0.25, 0.8, 150, 300, 5000, 70, 5],
  ["ultimaker-s5", "bowden enclosed", 3, 22, 0.8, 4.2, 6.5, 50, 150, 2500, 60, 8, 2.85],
  ["generic-bowden", "bowden", 3.5, 18, 0.45, 1.8, 5, 50, 150, 1000, 50, 8],
  ["generic-direct", "direct", 4, 20, 0.05, 0.25, 1, 50, 150, 1000, 60, 6],
];

/** Every printer by the id of its machine. */
export const PRINTERS: ReadonlyMap<string, Printer> = new Map(
  ROWS.map(
    ([id, kind, airSpeed, meltMm, advanceSeconds, slackMm, retractionMm, speed, travelSpeed, acceleration, grip, gapMm, filament]) => [
      id,
      {
        isEnclosed: kind.includes("enclosed"),
        isBowden: kind.includes("bowden"),
        airSpeed,
        meltLength: meltMm / 1e3,
        advanceSeconds,
        slackMm,
        retractionMm,
        speed,
        travelSpeed,
        acceleration,
        grip,
        gap: gapMm / 1e3,
        filamentMm: filament ?? 1.75,
      },
    ],
  ),
);
