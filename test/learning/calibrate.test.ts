import { describe, expect, it } from 'vitest';
import { calibrateTemperature, calibrationError } from '../../src/learning/calibrate.js';
import { chooseThresholds, type Judged, USUAL_THRESHOLDS } from '../../src/learning/choose-thresholds.js';
import { createRandom } from '../../src/learning/random.js';

describe('temperature', () => {
  it('is the one that the scores were made with', () => {
    const random = createRandom(3);
    const heldOut = Array.from({ length: 6_000 }, () => {
      const scores = Float64Array.from({ length: 3 }, () => random() * 2);
      const powers = scores.map((score) => Math.exp(score / 0.4));
      let left = random() * powers.reduce((sum, power) => sum + power, 0);
      const label = powers.findIndex((power) => {
        left -= power;
        return left < 0;
      });
      return { label: Math.max(0, label), scores };
    });
    expect(calibrateTemperature(heldOut)).toBeCloseTo(0.4, 1);
  });
});

describe('calibration error', () => {
  it('is the gap between what was said and what was right', () => {
    const said = (probability: number, right: number, of: number) =>
      Array.from({ length: of }, (_, at) => ({ probability, isRight: at < right }));
    expect(calibrationError(said(0.8, 8, 10))).toBeCloseTo(0);
    expect(calibrationError(said(0.9, 5, 10))).toBeCloseTo(0.4);
    expect(calibrationError([...said(0.9, 5, 10), ...said(0.1, 1, 10)])).toBeCloseTo(0.2);
    expect(calibrationError([])).toBe(0);
  });
});

describe('thresholds', () => {
  const judged = (intent: string, best: number, second: number): Judged => ({
    intent,
    ranking: [
      { intent: 'a', probability: best },
      { intent: 'b', probability: second },
    ],
  });

  it('act where the best is right and ask where it is not', () => {
    const messages = [
      ...Array.from({ length: 20 }, () => judged('a', 0.8, 0.1)),
      ...Array.from({ length: 10 }, () => judged('b', 0.5, 0.4)),
      ...Array.from({ length: 10 }, () => judged('c', 0.3, 0.2)),
    ];
    const { confident, pair } = chooseThresholds(messages);
    expect(confident).toBeGreaterThan(0.3);
    expect(confident).toBeLessThanOrEqual(0.8);
    expect(pair).toBeGreaterThan(0.5);
    expect(pair).toBeLessThanOrEqual(0.9);
  });

  it('stay the usual ones where a few messages show no clear difference, and leave them where many do', () => {
    // Asking would have been better here: what is half sure is wrong more often than not.
    const uneasy = (of: number) =>
      Array.from({ length: of }, (_, at) => (at % 5 < 2 ? judged('a', 0.7, 0.05) : judged('c', 0.7, 0.05)));
    const easy = Array.from({ length: 200 }, () => judged('a', 0.95, 0.01));
    expect(chooseThresholds([...uneasy(5), ...easy])).toEqual(USUAL_THRESHOLDS);
    expect(chooseThresholds([...uneasy(500), ...easy]).confident).toBeGreaterThan(0.7);
  });
});
