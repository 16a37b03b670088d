/** The four axes, in the order in which every table shows them. */
export const AXES = ["novelty", "accuracy", "impact", "challenge"] as const;
export type Axis = (typeof AXES)[number];

/** The only values of an axis. 1 is the norm, 3 is rare, 10 (a grand insight) needs a verbatim quote and a before/after. */
export const AXIS_VALUES = [0, 1, 2, 3, 10] as const;
export type AxisValue = (typeof AXIS_VALUES)[number];

/** The value of a grand insight. */
export const GRAND_INSIGHT = 10;

/** A seat's values on all axes. */
export type AxisValues = Readonly<Record<Axis, AxisValue>>;

/** True for a legal axis value; nothing else is coerced into one. */
export const isAxisValue = (value: unknown): value is AxisValue => (AXIS_VALUES as readonly unknown[]).includes(value);

/** The sum over the axes: 0 to 12 without a grand insight, at most 40. */
export const totalOf = (values: AxisValues): number => AXES.reduce((sum, axis) => sum + values[axis], 0);
