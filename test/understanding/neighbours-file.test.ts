import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packNeighbours, unpackLabels, unpackRows, withoutPhrases } from '../../src/understanding/neighbours.js';
import { decodeNeighbours, encodeNeighbours } from '../../src/understanding/neighbours-file.js';

const DIMENSIONS = 6;
const shape = { dimensions: DIMENSIONS, classes: 3 };
const vector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((values) => Float32Array.from(values, (value) => value / 4));
const rows = fc.uniqueArray(
  fc.record({
    text: fc.string({ minLength: 1 }),
    label: fc.nat(shape.classes - 1),
    isKnown: fc.boolean(),
    base: vector,
    tuned: vector,
  }),
  {
    selector: ({ text }) => text,
    maxLength: 12,
  },
);

describe('neighbours.bin', () => {
  it('comes back as it was written, what is known first, each value within half a step', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const packed = packNeighbours(list, shape);
        const order = list.toSorted((one, other) => Number(other.isKnown) - Number(one.isKnown));
        const read = decodeNeighbours(encodeNeighbours(packed), DIMENSIONS);
        expect(read).toEqual(packed);
        expect(read.known).toBe(list.filter(({ isKnown }) => isKnown).length);
        const flags = unpackLabels(read);
        order.forEach(({ label }, row) => {
          const own = flags.subarray(row * shape.classes, (row + 1) * shape.classes);
          expect([...own]).toEqual([0, 1, 2].map((at) => Number(at === label)));
        });
        unpackRows(read.tuned).forEach((value, at) => {
          const exact = order[Math.floor(at / DIMENSIONS)]?.tuned[at % DIMENSIONS] ?? Number.NaN;
          expect(Math.abs(value - exact)).toBeLessThan(0.5 / 381 + 1e-6);
        });
      }),
    );
  });

  it('gives up exactly the phrases that are erased', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, pick) => {
        const erased = list.filter((_, at) => ((pick >> at) & 1) === 1).map(({ text }) => text);
        const left = withoutPhrases(packNeighbours(list, shape), erased);
        const kept = list.filter(({ text }) => !erased.includes(text));
        expect(left).toEqual(packNeighbours(kept, shape));
      }),
    );
  });

  it('is refused when cut, when its header lies or when it is of another encoder', () => {
    const nothing = new Float32Array(DIMENSIONS);
    const row = { text: 'a', label: 2, isKnown: true, base: nothing, tuned: nothing };
    const bytes = encodeNeighbours(packNeighbours([row], shape));
    const lying = ([place, value]: [number, number]) => {
      const copy = Uint8Array.from(bytes);
      new DataView(copy.buffer).setUint32(place, value, true);
      return copy;
    };
    // More rows, fewer classes than a label needs, more than fit into memory, more known rows than there are.
    const lies = (
      [
        [4, 4_000_000_000],
        [12, 2],
        [12, 4_000_000_000],
        [16, 2],
      ] as [number, number][]
    ).map(lying);
    for (const broken of [bytes.slice(0, -1), bytes.slice(0, 7), new Uint8Array(0), ...lies]) {
      expect(() => decodeNeighbours(broken, DIMENSIONS)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
    }
    expect(() => decodeNeighbours(bytes, 7)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
  });
});
