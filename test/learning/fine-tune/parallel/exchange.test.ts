import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf } from '../../../../src/learning/fine-tune/parallel/exchange.js';

describe('the shares of a batch', () => {
  it('are all of it, one after the other, as even as can be, the first never empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 20 }), (size, workers) => {
        const shares = Array.from({ length: workers }, (_, worker) => shareOf(size, { worker, workers }));
        expect(shares[0]![0]).toBe(0);
        expect(shares.at(-1)![1]).toBe(size);
        for (const [worker, [from]] of shares.entries()) if (worker > 0) expect(from).toBe(shares[worker - 1]![1]);
        const lengths = shares.map(([from, to]) => to - from);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
        expect(lengths[0]).toBeGreaterThan(0);
      }),
    );
  });
});
