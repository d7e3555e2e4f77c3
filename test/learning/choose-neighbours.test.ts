import { describe, expect, it } from 'vitest';
import { chooseNeighbours } from '../../src/learning/choose-neighbours.js';

const rowsOf = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([label, count]) => Array.from({ length: count }, () => ({ label })));

describe('the phrases that stand for all', () => {
  it('are all of them where they are few', () => {
    const rows = rowsOf({ refund: 40, track: 3 });
    expect(chooseNeighbours(rows, 1)).toEqual([...rows.keys()]);
  });

  it('are equally many of each intent, as far as it has them, in the order of the rows', () => {
    const rows = rowsOf({ refund: 12_000, track: 9_000, thanks: 70 });
    const chosen = chooseNeighbours(rows, 1);
    const count = (label: string) => chosen.filter((row) => rows[row]?.label === label).length;
    expect(chosen).toHaveLength(10_000);
    expect(count('thanks')).toBe(70);
    expect(count('refund')).toBe(4_965);
    expect(count('track')).toBe(4_965);
    expect(chosen).toEqual(chosen.toSorted((one, other) => one - other));
  });

  it('are others by another seed, and the same by the same', () => {
    const rows = rowsOf({ refund: 11_000 });
    expect(chooseNeighbours(rows, 2)).toEqual(chooseNeighbours(rows, 2));
    expect(chooseNeighbours(rows, 2)).not.toEqual(chooseNeighbours(rows, 3));
  });
});
