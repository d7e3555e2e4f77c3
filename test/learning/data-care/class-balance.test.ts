import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBalance, formatBalance } from '../../../src/learning/data-care/class-balance.js';

const rowsOf = (labels: string) => [...labels].map((label) => ({ label }));

describe('class balance', () => {
  it('counts labels, largest first', () => {
    expect(classBalance(rowsOf('bacaaab'))).toMatchObject({
      rows: 7,
      classes: [
        { label: 'a', count: 4, share: 4 / 7 },
        { label: 'b', count: 2, share: 2 / 7 },
        { label: 'c', count: 1, share: 1 / 7 },
      ],
      skew: 4,
    });
  });

  it('has as many bits as labels need when all are alike', () => {
    expect(classBalance(rowsOf('abcdabcd'))).toMatchObject({ entropy: 2, evenness: 1, skew: 1 });
  });

  it('is evenest when all are alike, and depends on no order', () => {
    const labels = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(labels, (each) => {
        const balance = classBalance(rowsOf(each.join('')));
        expect(balance.evenness).toBeGreaterThanOrEqual(0);
        expect(balance.evenness).toBeLessThanOrEqual(1 + 1e-12);
        expect(balance.evenness > 1 - 1e-9).toBe(balance.skew === 1);
        expect(classBalance(rowsOf(each.toReversed().join('')))).toMatchObject({ classes: balance.classes });
      }),
    );
  });

  it('of nothing is even', () => {
    expect(classBalance([])).toEqual({ rows: 0, classes: [], skew: 1, entropy: 0, evenness: 1 });
  });

  it('is shown with bars in proportion', () => {
    const lines = formatBalance(classBalance(rowsOf('aaab'))).split('\n');
    expect(lines[0]).toBe(`a      3  75.0 % ${'█'.repeat(30)}`);
    expect(lines[1]).toBe(`b      1  25.0 % ${'█'.repeat(10)}`);
    expect(lines[2]).toBe('4 rows, 2 labels; largest to smallest 3.0 to 1; evenness 0.811');
  });
});
