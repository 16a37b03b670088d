import type { Mesh } from "../../src/core/lab/mesh/mesh.ts";

type Point = readonly [x: number, y: number, z: number];

/** A mesh of triangles that are given as points. */
export const meshOf = (triangles: readonly (readonly [Point, Point, Point])[]): Mesh => ({
  corners: Float64Array.from(triangles.flat(2)),
  degenerate: 0,
});

/** All parts as one. */
export const together = (...meshes: readonly Mesh[]): Mesh => ({
  corners: Float64Array.from(meshes.flatMap(({ corners }) => [...corners])),
  degenerate: 0,
});

/** A part with every corner moved by `move`. */
export const moved = ({ corners, degenerate }: Mesh, move: (point: Point) => Point): Mesh => {
  const out = new Float64Array(corners.length);
  for (let at = 0; at < corners.length; at += 3)
    out.set(move([corners[at] as number, corners[at + 1] as number, corners[at + 2] as number]), at);
  return { corners: out, degenerate };
};

/** A part turned about the vertical. */
export const turned = (mesh: Mesh, degrees: number): Mesh => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return moved(mesh, ([x, y, z]) => [x * cos - y * sin, x * sin + y * cos, z]);
};

/** A solid between two outlines of equally many points; `inner` ones are walls that face inwards. */
const loft = (low: readonly Point[], high: readonly Point[]): [Point, Point, Point][] =>
  low.flatMap((a, index) => {
    const next = (index + 1) % low.length;
    const [b, c, d] = [low[next] as Point, high[next] as Point, high[index] as Point];
    return [
      [a, b, c],
      [a, c, d],
    ] satisfies [Point, Point, Point][];
  });

const cap = (outline: readonly Point[], facesUp: boolean): [Point, Point, Point][] =>
  outline
    .slice(1, -1)
    .map(
      (point, index) =>
        (facesUp ? [outline[0], point, outline[index + 2]] : [outline[0], outline[index + 2], point]) as [Point, Point, Point],
    );

/** A convex prism or frustum: the outline below, the one above. */
export const frustum = (low: readonly Point[], high: readonly Point[]): Mesh =>
  meshOf([...loft(low, high), ...cap(low, false), ...cap(high, true)]);

/** A box by its low corner and its size. */
export const box = ([x, y, z]: Point, [width, depth, height]: Point): Mesh => {
  const outline = (level: number): readonly Point[] => [
    [x, y, level],
    [x + width, y, level],
    [x + width, y + depth, level],
    [x, y + depth, level],
  ];
  return frustum(outline(z), outline(z + height));
};

const circle = (radius: number, level: number, sides: number): readonly Point[] =>
  Array.from({ length: sides }, (_, index) => {
    const angle = (2 * Math.PI * index) / sides;
    return [radius * Math.cos(angle), radius * Math.sin(angle), level];
  });

/** A cone's stump of so many sides, radius below and above. */
export const stump = (low: number, high: number, height: number, sides: number): Mesh =>
  frustum(circle(low, 0, sides), circle(high, height, sides));

/** A ball that touches the bed. */
export const ball = (radius: number, rings: number): Mesh => {
  const sides = 2 * rings;
  const levels = Array.from({ length: rings - 1 }, (_, index) => {
    const angle = (Math.PI * (index + 1)) / rings;
    return circle(radius * Math.sin(angle), radius * (1 - Math.cos(angle)), sides);
  });
  const [first, last] = [levels[0] as readonly Point[], levels.at(-1) as readonly Point[]];
  const fan = (outline: readonly Point[], tip: Point, isTop: boolean): [Point, Point, Point][] =>
    outline.map((a, index) => {
      const b = outline[(index + 1) % outline.length] as Point;
      return isTop ? [a, b, tip] : [b, a, tip];
    });
  return meshOf([
    ...fan(first, [0, 0, 0], false),
    ...levels.slice(1).flatMap((high, index) => loft(levels[index] as readonly Point[], high)),
    ...fan(last, [0, 0, 2 * radius], true),
  ]);
};

/** A deck of 6 mm on two legs, 60 mm long and 46 mm high: a bridge of `span` mm. */
export const bridge = (span: number): Mesh => {
  const leg = (60 - span) / 2;
  return together(box([0, 0, 0], [leg, 40, 40]), box([60 - leg, 0, 0], [leg, 40, 40]), box([0, 0, 40], [60, 40, 6]));
};

/** A cup: walls of 1.2 mm that lean out by `lean` degrees over a floor of 2 mm. */
export const vase = (radius: number, height: number, lean: number): Mesh => {
  const sides = 96;
  const out = height * Math.tan((lean * Math.PI) / 180);
  const [outerLow, outerHigh] = [circle(radius, 0, sides), circle(radius + out, height, sides)];
  const [innerLow, innerHigh] = [circle(radius - 1.2, 2, sides), circle(radius + out - 1.2, height, sides)];
  const rim = outerHigh.flatMap((a, index) => {
    const next = (index + 1) % sides;
    const [b, c, d] = [outerHigh[next] as Point, innerHigh[next] as Point, innerHigh[index] as Point];
    return [
      [a, b, c],
      [a, c, d],
    ] satisfies [Point, Point, Point][];
  });
  const inner = loft(innerLow, innerHigh).map(([a, b, c]) => [a, c, b] as [Point, Point, Point]);
  return meshOf([...loft(outerLow, outerHigh), ...cap(outerLow, false), ...inner, ...cap(innerLow, true), ...rim]);
};

/** A leaning slab, 40 mm deep and high, whose underside leans `lean` degrees. */
export const leaner = (lean: number): Mesh => {
  const out = 40 * Math.tan((lean * Math.PI) / 180);
  const outline = (x: number, level: number): readonly Point[] => [
    [x, 0, level],
    [x + 30, 0, level],
    [x + 30, 40, level],
    [x, 40, level],
  ];
  return frustum(outline(0, 0), outline(out, 40));
};

/** The lab's labelled samples by name, then others. */
export const SAMPLE_PARTS: Readonly<Record<string, () => Mesh>> = {
  cube: () => box([0, 0, 0], [20, 20, 20]),
  bridge: () => bridge(40),
  overhang: () => leaner(45),
  vase: () => vase(20, 80, 0),
  table: () => together(box([0, 0, 0], [8, 60, 30]), box([52, 0, 0], [8, 60, 30]), box([0, 0, 30], [90, 60, 4])),
  ball: () => ball(15, 48),
  plate: () => box([0, 0, 0], [120, 120, 4]),
  towers: () => together(box([0, 0, 0], [10, 10, 40]), box([50, 0, 0], [10, 10, 40])),
};
