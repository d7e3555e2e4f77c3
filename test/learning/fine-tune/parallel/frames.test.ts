import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  createFrameReader,
  encodeHeader,
  type FrameHeader,
} from '../../../../src/learning/fine-tune/parallel/frames.js';

const frames = fc.array(
  fc.record({
    kind: fc.constantFrom('part' as const, 'mean' as const, 'bye' as const),
    step: fc.nat(),
    weight: fc.double({ min: 0, max: 1e6, noNaN: true }),
    values: fc.array(fc.float({ noNaN: true }), { maxLength: 30 }).map((values) => Float32Array.from(values)),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('frames', () => {
  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (given, cuts) => {
        const bytes = Buffer.concat(
          given.flatMap(({ values, ...header }) => {
            const content = bytesOf(values);
            return [encodeHeader({ ...header, bytes: content.length }), content];
          }),
        );
        const found: (Omit<FrameHeader, 'bytes'> & { values: Float32Array })[] = [];
        const read = createFrameReader({
          begin: (header) => new Uint8Array(header.bytes),
          advance: ({ bytes, ...header }, content, received) => {
            if (received === bytes) found.push({ ...header, values: new Float32Array(content.buffer) });
          },
        });
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const to = at + (cuts[turn % cuts.length] ?? 1);
          read(bytes.subarray(at, to));
          at = to;
        }
        expect(found).toEqual(given);
      }),
    );
  });

  it('are refused when they weigh less than nothing, or nothing that is a number', () => {
    for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const read = createFrameReader({ begin: () => new Uint8Array(0), advance: () => {} });
      expect(() => read(encodeHeader({ kind: 'part', step: 0, bytes: 0, weight }))).toThrow('weight');
    }
  });
});
