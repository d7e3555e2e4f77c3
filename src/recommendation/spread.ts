import type { Product } from '../shop/shop.js';

/**
 * The first `limit`, best first. `category`: one of each category, before a second of any, so that a wide wish gets
 * a wide answer.
 */
export function spread<Item extends { product: Product }>(
  bestFirst: Item[],
  limit: number,
  by: 'any' | 'category',
): Item[] {
  if (by === 'any') return bestFirst.slice(0, limit);
  const seen = new Map<string, number>();
  const turns = bestFirst.map((item, place) => {
    const turn = seen.get(item.product.category) ?? 0;
    seen.set(item.product.category, turn + 1);
    return { item, turn, place };
  });
  turns.sort((a, b) => a.turn - b.turn || a.place - b.place);
  return turns.slice(0, limit).map(({ item }) => item);
}
