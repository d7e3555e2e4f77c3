import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfBits, toHalfPrecision } from '../../src/learning/half-precision.js';

/** Every half float from 0 up to the largest, by its definition: fraction · 2^exponent. */
const ALL = Array.from({ length: 0x7c00 }, (_, bits) => sizeOf(bits));

function sizeOf(bits: number): number {
  const exponent = bits >> 10;
  const fraction = bits & 0x3ff;
  return exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
}

/** By search over all half floats: the nearest, of two equally near the even one. */
function nearest(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = Object.is(value, -0) || value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  let [low, high] = [0, 0x7bff];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ALL[middle] ?? 0) <= size) low = middle;
    else high = middle - 1;
  }
  const below = ALL[low] ?? 0;
  // What would follow the largest is 2^16, and stands for infinity.
  const above = low === 0x7bff ? 65_536 : (ALL[low + 1] ?? 0);
  const isUp = size - below > above - size || (size - below === above - size && low % 2 === 1);
  return sign | (isUp ? low + 1 : low);
}

describe('half precision', () => {
  it('keeps every half float as it is', () => {
    ALL.forEach((value, bits) => {
      if (halfBits(value) !== bits) expect.fail(`${value} became ${halfBits(value)}, expected ${bits}`);
      if (halfBits(-value) !== (bits | 0x8000)) expect.fail(`${-value}`);
    });
  });

  it('rounds every 32-bit pattern to the nearest, ties to even', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (bits) => {
        const view = new DataView(new ArrayBuffer(4));
        view.setUint32(0, bits);
        const value = view.getFloat32(0);
        expect(halfBits(value) & (Number.isNaN(value) ? 0x7fff : 0xffff)).toBe(nearest(value));
      }),
      { numRuns: 5000 },
    );
  });

  it('rounds around every boundary: ties, and one step of 32 bits to either side', () => {
    const view = new DataView(new ArrayBuffer(4));
    for (let bits = 0; bits < 0x7bff; bits++) {
      view.setFloat32(0, ((ALL[bits] ?? 0) + (ALL[bits + 1] ?? 0)) / 2);
      const tie = view.getUint32(0);
      for (const pattern of [tie - 1, tie, tie + 1]) {
        view.setUint32(0, pattern);
        const value = view.getFloat32(0);
        if (halfBits(value) !== nearest(value)) expect.fail(`${value}: ${halfBits(value)}, expected ${nearest(value)}`);
      }
    }
  });

  it.each([
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NEGATIVE_INFINITY, 0xfc00],
    [65_504, 0x7bff],
    [65_519.996, 0x7bff],
    [65_520, 0x7c00],
    [-1e30, 0xfc00],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [-(2 ** -25), 0x8000],
    [1e-45, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
  ])('turns %d into %d', (value, bits) => {
    expect(halfBits(value)).toBe(bits);
  });

  it('turns a whole table', () => {
    expect([...toHalfPrecision(Float32Array.of(0.5, -2, Number.NaN))]).toEqual([0x3800, 0xc000, 0x7e00]);
  });
});
