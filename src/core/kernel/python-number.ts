/**
 * Numbers as Python 3 writes them, so that texts and files keep the bytes of a Python program. Everything is exact: a tie is
 * decided on the value of the double itself, never on its decimal text.
 */

/** Digits of `{x:g}`. */
const GENERAL_DIGITS = 6;

/** `f"{x:.{digits}f}"`: exact ties go to the even digit, where `toFixed` goes away from zero. `digits` is in [0, 20]. */
export const fixed = (x: number, digits: number): string => {
  if (!Number.isFinite(x)) return notFinite(x);
  // From 1e21 on `toFixed` writes an exponent; such a double is an integer.
  const text = Math.abs(x) < 1e21 ? x.toFixed(digits) : `${BigInt(x)}${digits > 0 ? `.${"0".repeat(digits)}` : ""}`;
  const even = isTie(x, digits) ? evenLastDigit(text) : text;
  return Object.is(x, -0) ? `-${even}` : even;
};

/** `round(x, digits)`: the double nearest to the decimal that `fixed` writes. What is not finite comes back as it is. */
export const roundTo = (x: number, digits: number): number => (Number.isFinite(x) ? Number(fixed(x, digits)) : x);

/** `f"{x:g}"`, and `f"{x:+g}"` with `sign`: six significant digits, no trailing zeros, an exponent below 1e-4 and from 1e6 on. */
export const general = (x: number, { sign = false }: { readonly sign?: boolean } = {}): string => {
  const plus = sign && (x > 0 || Object.is(x, 0) || Number.isNaN(x)) ? "+" : "";
  if (!Number.isFinite(x)) return plus + notFinite(x);
  if (Number.isInteger(x) && Math.abs(x) < 10 ** GENERAL_DIGITS) return `${plus}${Object.is(x, -0) ? "-0" : x}`;
  const scientific = evenScientific(x);
  const [mantissa = "", power = ""] = scientific.split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= GENERAL_DIGITS) return `${plus}${trimZeros(mantissa)}e${exponentText(exponent)}`;
  return `${plus}${trimZeros(Number(scientific).toFixed(Math.max(0, GENERAL_DIGITS - 1 - exponent)))}`;
};

/** `repr(x)` of a float, which is also what `json.dumps` writes: `26.0`, `1e-05`, `1e+16`, `NaN` as `NaN`. */
export const floatText = (x: number): string => {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
  const size = Math.abs(x);
  if (size >= 1e16 || (size < 1e-4 && size > 0)) {
    const [mantissa = "", power = ""] = x.toExponential().split("e");
    return `${mantissa}e${exponentText(Number(power))}`;
  }
  return `${Object.is(x, -0) ? "-" : ""}${x}${Number.isInteger(x) ? ".0" : ""}`;
};

const notFinite = (x: number): string => (Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf");

/**
 * True when `x` lies exactly between two decimals of so many digits: `x * 10^digits = k + 1/2` means `x * 2^(digits + 1)` is an
 * odd integer, and a product with a power of two is exact.
 */
const isTie = (x: number, digits: number): boolean => Math.abs(x * 2 ** (digits + 1)) % 2 === 1;

/** The language rounds ties up in size, so an odd last digit is one too many. */
const evenLastDigit = (text: string): string => text.replace(/[13579]$/u, (digit) => String(Number(digit) - 1));

/** `toExponential` with ties to the even digit. */
const evenScientific = (x: number): string => {
  const [mantissa = "", power = ""] = x.toExponential(GENERAL_DIGITS - 1).split("e");
  // A tie may have been carried into the next power of ten; then its last digit is 0 and nothing changes.
  const digits = GENERAL_DIGITS - 1 - Number(power);
  const quantum = 10 ** -digits;
  const tie = digits >= 0 ? isTie(x, digits) : Math.abs(x) % quantum === quantum / 2;
  return `${tie ? evenLastDigit(mantissa) : mantissa}e${power}`;
};

const trimZeros = (text: string): string => (text.includes(".") ? text.replace(/[.]?0+$/u, "") : text);

const exponentText = (exponent: number): string => `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
