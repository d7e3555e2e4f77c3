import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossFit } from '../../src/learning/cross-fit.js';

const labels = ['refund', 'track'];
const words = { refund: 'money back', track: 'where parcel' };
const example = fc.record({
  label: fc.constantFrom('refund' as const, 'track' as const),
  conversation: fc.option(fc.nat(5), { nil: undefined }),
});

function toExamples(rows: { label: 'refund' | 'track'; conversation: number | undefined }[]) {
  return rows.map(({ label, conversation }, at) => ({
    text: `${words[label]} ${at}`,
    label,
    vector: Float32Array.of(1, at % 3),
    ...(conversation !== undefined && { conversationId: `c${conversation}` }),
  }));
}

describe('heads that judge what they have not seen', () => {
  it('judge every example once, and all of a conversation together', () => {
    fc.assert(
      fc.property(fc.array(example, { minLength: 12, maxLength: 30 }), (rows) => {
        const examples = toExamples(rows);
        const heldOut = crossFit(examples, 3, { labels });
        expect(heldOut.map(({ place }) => place).sort((one, other) => one - other)).toEqual([...examples.keys()]);
        const folds = new Map<string, number>();
        for (const { place, fold } of heldOut) {
          const { conversationId } = examples[place] ?? {};
          if (conversationId === undefined) continue;
          expect(folds.get(conversationId) ?? fold).toBe(fold);
          folds.set(conversationId, fold);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('spread each label evenly over the folds where every message stands alone', () => {
    const rows = Array.from({ length: 24 }, (_, at) => ({
      label: at < 9 ? ('refund' as const) : ('track' as const),
      conversation: undefined,
    }));
    const heldOut = crossFit(toExamples(rows), 3, { labels });
    for (let fold = 0; fold < 3; fold++) {
      const own = heldOut.filter((row) => row.fold === fold);
      expect(own.map(({ label }) => label).sort()).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
    }
  });
});
