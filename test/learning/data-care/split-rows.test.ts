import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRows } from '../../../src/learning/data-care/split-rows.js';

const label = fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c');
const loose = fc.array(fc.record({ label }), { maxLength: 60 });
const spoken = fc.array(
  fc.record({ label, conversationId: fc.option(fc.nat({ max: 15 }).map(String), { nil: undefined }) }),
  { maxLength: 60 },
);
const share = fc.double({ min: 0.05, max: 0.5, noNaN: true });
const countOf = (rows: { label: string }[], wanted: string) => rows.filter(({ label: each }) => each === wanted).length;

describe('splitting rows', () => {
  it('gives every row to one side, and every label at least one row to train on', () => {
    fc.assert(
      fc.property(spoken, share, fc.nat(), (written, heldOutShare, seed) => {
        const rows = written.map((row, number) => ({ ...row, number }));
        const { train, heldOut } = splitRows(rows, { heldOutShare, seed });
        expect([...train, ...heldOut].sort((one, other) => one.number - other.number)).toEqual(rows);
        for (const row of rows) expect(countOf(train, row.label)).toBeGreaterThan(0);
      }),
    );
  });

  it('never puts a conversation on both sides', () => {
    fc.assert(
      fc.property(spoken, share, fc.nat(), (rows, heldOutShare, seed) => {
        const { train, heldOut } = splitRows(rows, { heldOutShare, seed });
        const seen = new Set(train.flatMap(({ conversationId }) => conversationId ?? []));
        for (const { conversationId = '' } of heldOut) expect(seen.has(conversationId)).toBe(false);
      }),
    );
  });

  it('holds out the share of each label to half a row, when rows stand alone', () => {
    fc.assert(
      fc.property(loose, share, fc.nat(), (rows, heldOutShare, seed) => {
        const { heldOut } = splitRows(rows, { heldOutShare, seed });
        for (const each of ['a', 'b', 'c']) {
          expect(Math.abs(countOf(heldOut, each) - heldOutShare * countOf(rows, each))).toBeLessThanOrEqual(0.5 + 1e-9);
        }
      }),
    );
  });

  it('comes near the share of each label with conversations of several messages', () => {
    const rows = Array.from({ length: 900 }, (_, number) => ({
      label: `label-${(number * 7) % 10}`,
      conversationId: `conversation-${Math.floor(number / 3)}`,
    }));
    for (let seed = 0; seed < 20; seed++) {
      const { heldOut } = splitRows(rows, { heldOutShare: 0.2, seed });
      for (let each = 0; each < 10; each++) {
        expect(Math.abs(countOf(heldOut, `label-${each}`) - 18)).toBeLessThanOrEqual(3);
      }
    }
  });

  it('draws by the seed', () => {
    const rows = Array.from({ length: 40 }, (_, number) => ({ label: 'a', number }));
    const held = (seed: number) => splitRows(rows, { heldOutShare: 0.25, seed }).heldOut;
    expect(held(1)).toEqual(held(1));
    expect(held(1)).not.toEqual(held(2));
  });
});
