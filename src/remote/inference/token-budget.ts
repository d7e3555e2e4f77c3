/** Tokens of one request, padding included, as large as the server is fast. */
export type TokenBudget = { tokens: number; most: number };

/** How a request went: its padded tokens, and how long it took, in parts of the time it had. */
export type Trip = { tokens: number; share: number };

/** Small, because a server without a GPU may take a second for what one with it does in a millisecond. */
const FIRST_TOKENS = 256;
const FEWEST_TOKENS = 128;
/** Below, the server would do more at a time; above, whoever comes next waits too long, and a slow moment times out. */
const QUICK_SHARE = 1 / 16;
const SLOW_SHARE = 1 / 4;

export function firstBudget(most: number): TokenBudget {
  return { tokens: Math.min(FIRST_TOKENS, most), most };
}

/** Twice as much after a quick request that used most of it, half after a slow one. */
export function nextBudget(budget: TokenBudget, { tokens, share }: Trip): TokenBudget {
  if (share > SLOW_SHARE) return { ...budget, tokens: Math.max(FEWEST_TOKENS, Math.ceil(budget.tokens / 2)) };
  const wasUsed = tokens * 2 >= budget.tokens;
  if (share > QUICK_SHARE || !wasUsed) return budget;
  return { ...budget, tokens: Math.min(budget.most, budget.tokens * 2) };
}
