import type { Offer } from './inference-client.js';

/** Where the server does not say how many it takes. */
const USUAL_ROWS = 64;
/** Numbers in one answer: reading a million as bytes, or a sixteenth of it as JSON, stops everyone else for 5 ms. */
const MOST_VALUES = { binary: 1_048_576, json: 65_536 };

/**
 * How many texts of so many tokens at most go into one request, at least 1.
 * @param tokenBudget tokens of one request, padding included
 */
export function batchSize({ model, encoding, maxRows }: Offer, tokens: number, tokenBudget: number): number {
  const { gives, dimensions, classes } = model;
  const valuesPerRow =
    gives === 'states' ? tokens * dimensions : dimensions + (classes === undefined ? 0 : classes + 2);
  const limits = [maxRows ?? USUAL_ROWS, tokenBudget / tokens, MOST_VALUES[encoding] / valuesPerRow];
  return Math.max(1, Math.floor(Math.min(...limits)));
}
