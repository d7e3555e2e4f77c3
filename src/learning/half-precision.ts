const scratch = new DataView(new ArrayBuffer(4));

/** What stands for an infinity, and with a fraction for not a number. */
const HALF_SPECIAL = 0x7c00;
const QUIET = 0x0200;

/**
 * 32-bit floats as bits of 16-bit floats, rounded to the nearest and on a tie to the even one; what is too large becomes
 * infinite, what is too small 0 of the same sign.
 * @see IEEE 754-2019, binary16
 */
export function toHalfPrecision(values: Float32Array): Uint16Array {
  const bits = new Uint16Array(values.length);
  for (let at = 0; at < bits.length; at++) bits[at] = halfBits(values[at] ?? 0);
  return bits;
}

/** Bits of one 16-bit float. */
export function halfBits(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | HALF_SPECIAL | QUIET;
  // 65,520 lies half way between the largest half float and what would follow it.
  if (magnitude >= 0x477ff000) return sign | HALF_SPECIAL;
  if (magnitude >= 0x38800000) return sign | roundShift(magnitude - 0x38000000, 13);
  return sign | subnormalBits(magnitude);
}

/** Below 2^-14 a half float counts steps of 2^-24; one that rounds up to 2^-14 gets the right bits by itself. */
function subnormalBits(magnitude: number): number {
  const exponent = magnitude >>> 23;
  // Below half a step all is 0; half a step itself is a tie, and 0 is even.
  if (exponent < 102) return 0;
  const significand = (magnitude & 0x7fffff) | 0x800000;
  return roundShift(significand, 126 - exponent);
}

/** bits / 2^by, to the nearest integer, ties to even. */
function roundShift(bits: number, by: number): number {
  const kept = bits >>> by;
  const rest = bits - kept * 2 ** by;
  const half = 2 ** (by - 1);
  return rest > half || (rest === half && kept % 2 === 1) ? kept + 1 : kept;
}
