import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBudget, nextBudget, type TokenBudget } from '../../../src/remote/inference/token-budget.js';

describe('the budget of a request', () => {
  it('grows to the most with a quick server, and shrinks with a slow one', () => {
    let budget = firstBudget(16_384);
    for (let trip = 0; trip < 6; trip++) budget = nextBudget(budget, { tokens: budget.tokens, share: 0.01 });
    expect(budget.tokens).toBe(16_384);
    for (let trip = 0; trip < 9; trip++) budget = nextBudget(budget, { tokens: budget.tokens, share: 1 });
    expect(budget.tokens).toBe(128);
  });

  it('learns nothing from a small request that was quick', () => {
    const budget = firstBudget(16_384);
    expect(nextBudget(budget, { tokens: 16, share: 0.01 })).toEqual(budget);
  });

  it('settles where a server needs no more than a quarter of the time', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 / 512, noNaN: true }), (sharePerToken) => {
        let budget: TokenBudget = firstBudget(16_384);
        for (let trip = 0; trip < 20; trip++) {
          budget = nextBudget(budget, { tokens: budget.tokens, share: budget.tokens * sharePerToken });
        }
        expect(budget.tokens * sharePerToken).toBeLessThanOrEqual(0.25);
        expect(budget.tokens === 16_384 || budget.tokens * sharePerToken >= 1 / 16).toBe(true);
      }),
    );
  });
});
