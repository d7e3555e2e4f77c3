import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packNeighbours, unpackRows, withoutPhrases } from '../../src/understanding/neighbours.js';
import { decodeNeighbours, encodeNeighbours } from '../../src/understanding/neighbours-file.js';

const DIMENSIONS = 6;
const vector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((values) => Float32Array.from(values, (value) => value / 4));
const rows = fc.uniqueArray(fc.record({ text: fc.string({ minLength: 1 }), base: vector, tuned: vector }), {
  selector: ({ text }) => text,
  maxLength: 12,
});

describe('neighbours.bin', () => {
  it('comes back as it was written, each value within half a step', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const packed = packNeighbours(list, DIMENSIONS);
        const read = decodeNeighbours(encodeNeighbours(packed), DIMENSIONS);
        expect(read).toEqual(packed);
        unpackRows(read.tuned).forEach((value, at) => {
          const exact = list[Math.floor(at / DIMENSIONS)]?.tuned[at % DIMENSIONS] ?? Number.NaN;
          expect(Math.abs(value - exact)).toBeLessThan(0.5 / 381 + 1e-6);
        });
      }),
    );
  });

  it('gives up exactly the phrases that are erased', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, pick) => {
        const erased = list.filter((_, at) => ((pick >> at) & 1) === 1).map(({ text }) => text);
        const left = withoutPhrases(packNeighbours(list, DIMENSIONS), erased);
        const kept = list.filter(({ text }) => !erased.includes(text));
        expect(left).toEqual(packNeighbours(kept, DIMENSIONS));
      }),
    );
  });

  it('is refused when cut, when its header lies or when it is of another encoder', () => {
    const bytes = encodeNeighbours(
      packNeighbours([{ text: 'a', base: new Float32Array(6), tuned: new Float32Array(6) }], 6),
    );
    const lying = Uint8Array.from(bytes);
    new DataView(lying.buffer).setUint32(4, 4_000_000_000, true);
    for (const broken of [bytes.slice(0, -1), bytes.slice(0, 7), new Uint8Array(0), lying]) {
      expect(() => decodeNeighbours(broken, DIMENSIONS)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
    }
    expect(() => decodeNeighbours(bytes, 7)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
  });
});
