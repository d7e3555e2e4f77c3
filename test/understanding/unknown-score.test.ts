import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateUnknown } from '../../src/learning/calibrate-fusion.js';
import { type UnknownSigns, unknownScore, unknownSigns } from '../../src/understanding/unknown-score.js';

const sign = fc.double({ min: -20, max: 20, noNaN: true });
const signs: fc.Arbitrary<UnknownSigns> = fc.record({ energy: sign, base: sign, tuned: sign, label: sign });

describe('the unknown score', () => {
  it('is higher the weaker the scores, the farther the neighbours and the likelier the label for it', () => {
    const labels = ['cancel_order', 'out_of_scope'];
    const usual = unknownSigns(
      { scores: Float32Array.of(9, 0), votes: new Float32Array(2), nearness: { base: 0.8, tuned: 0.9 } },
      labels,
      Float32Array.of(0.99, 0.01),
    );
    const spread = { mean: 0, deviation: 1 };
    const spreads = { energy: spread, base: spread, tuned: spread, label: spread };
    for (const change of [{ energy: -1 }, { base: 0.1 }, { tuned: 0.1 }, { label: -3 }]) {
      expect(unknownScore({ ...usual, ...change }, spreads)).toBeGreaterThan(unknownScore(usual, spreads));
    }
  });

  it('takes the logarithm of the summed powers for energy, without overflow', () => {
    const { energy } = unknownSigns(
      { scores: Float32Array.of(1000, 1000), votes: new Float32Array(2), nearness: { base: 0, tuned: 0 } },
      [],
      new Float32Array(0),
    );
    expect(energy).toBeCloseTo(1000 + Math.log(2), 3);
  });

  it('alarms for the stated share of the messages it was scaled on', () => {
    fc.assert(
      fc.property(
        fc.array(signs, { minLength: 50, maxLength: 200 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.boolean(),
        (inScope, falseAlarms, hasLabel) => {
          const { threshold, falseAlarms: stated, ...spreads } = calibrateUnknown(inScope, { falseAlarms, hasLabel });
          const alarms = inScope.filter((message) => unknownScore(message, spreads) > threshold).length;
          expect(stated).toBe(falseAlarms);
          expect(alarms).toBeLessThanOrEqual(falseAlarms * inScope.length);
        },
      ),
    );
  });
});
