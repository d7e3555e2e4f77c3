import type { Order } from '../shop.js';

/**
 * Whether an item was paid back or replaced already: it is not sent back for its money, or for another one, once more. What
 * is given for a delay is for no item.
 */
export function isMadeGood({ compensation }: Order, lines: readonly number[]): boolean {
  if (compensation === undefined || compensation.trouble === 'late' || compensation.kind === 'credit') return false;
  const { parts } = compensation;
  return parts === undefined || parts.some(({ line }) => lines.includes(line));
}
