import { beforeAll, describe, expect, it } from 'vitest';
import { compareVectors } from '../../../src/learning/doctor/compare-vectors.js';
import { speedTable } from '../../../src/learning/doctor/speed-table.js';
import type { Head } from '../../../src/understanding/head.js';
import { readModelFolder } from '../../../src/understanding/model-folder.js';

const right = Float32Array.of(1, 0);
const up = Float32Array.of(0, 1);

describe('the comparison of two devices', () => {
  it('finds the least alike pair', () => {
    const both = { reference: [right, up], given: [right, Float32Array.of(0.6, 0.8)], head: undefined };
    const parity = compareVectors(['a', 'b'], both);
    expect(parity.leastCosine).toBeCloseTo(0.8, 6);
    expect(parity).toMatchObject({ texts: 2, changedIntents: undefined, largestProbabilityShift: undefined });
  });

  it.each([
    ['not a number', [Float32Array.of(Number.NaN, 0)]],
    ['another length', [Float32Array.of(1)]],
    ['nothing', []],
    ['zeros', [Float32Array.of(0, 0)]],
  ])('never takes %s for alike', (_name, given) => {
    expect(compareVectors(['a'], { reference: [right], given, head: undefined }).leastCosine).toBe(-1);
  });

  describe('with a head', () => {
    let head: Head;
    beforeAll(async () => {
      ({ head } = await readModelFolder('intents/model'));
    });

    it('counts changed intents and the shift of probabilities', () => {
      const vector = (intent: number) => {
        const column = Float32Array.from(
          { length: head.dimensions },
          (_, row) => head.dense[row * head.labels.length + intent] ?? 0,
        );
        const length = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));
        return column.map((value) => value / length);
      };
      const same = compareVectors(['x'], { reference: [vector(3)], given: [vector(3)], head });
      expect(same).toMatchObject({ largestProbabilityShift: 0, changedIntents: 0 });
      const other = compareVectors(['x'], { reference: [vector(3)], given: [vector(20)], head });
      expect(other.changedIntents).toBe(1);
      expect(other.largestProbabilityShift).toBeGreaterThan(0.1);
    });
  });
});

describe('the table of speeds', () => {
  it('has a line a batch size and a column a length, with gaps', () => {
    const table = speedTable([
      { batch: 8, tokens: 32, textsPerSecond: 30 },
      { batch: 1, tokens: 16, textsPerSecond: 10 },
      { batch: 8, tokens: 16, textsPerSecond: 20 },
    ]);
    expect(table.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['batch', '16 tokens', '32 tokens'],
      ['1', '10'],
      ['8', '20', '30'],
    ]);
  });
});
