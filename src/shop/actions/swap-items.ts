import type { Order, Swap } from '../shop.js';
import type { ActionFacts, Refusal, StockMove } from './shop-action.js';

type Item = Order['items'][number];

export type Swapped =
  | {
      kind: 'swapped';
      /** The order's items after the swap; a line of which only some are swapped becomes two. */
      items: Item[];
      /** What is given and what is taken, one entry per swap. */
      pairs: { from: Item; to: Item }[];
      /** New price less old, in minor units. */
      difference: number;
    }
  | { kind: 'refused'; reason: Refusal };

/** Other variants of the same products in the place of some of an order's, if there are enough of them. */
export function swapItems(order: Order, swaps: readonly Swap[], { product }: Pick<ActionFacts, 'product'>): Swapped {
  if (swaps.length === 0) return { kind: 'refused', reason: 'nothing-chosen' };
  const items = order.items.map((item) => ({ ...item }));
  const pairs: { from: Item; to: Item }[] = [];
  for (const { line, quantity, variantId } of swaps) {
    const item = items[line];
    if (item === undefined || item.quantity < quantity) return { kind: 'refused', reason: 'unknown-item' };
    if (item.variantId === variantId) return { kind: 'refused', reason: 'same-variant' };
    const variant = product(item.productId)?.variants.find(({ id }) => id === variantId);
    if (variant === undefined) return { kind: 'refused', reason: 'other-product' };
    const wanted = sumOf(pairs.filter(({ to }) => to.variantId === variantId).map(({ to }) => to.quantity));
    if (variant.stock < wanted + quantity) return { kind: 'refused', reason: 'not-available' };
    item.quantity -= quantity;
    const to = { ...item, variantId, options: variant.options, price: variant.price, quantity };
    pairs.push({ from: { ...item, quantity }, to });
  }
  const kept = items.filter(({ quantity }) => quantity > 0);
  const difference = sumOf(pairs.map(({ from, to }) => (to.price - from.price) * to.quantity));
  return { kind: 'swapped', items: [...kept, ...pairs.map(({ to }) => to)], pairs, difference };
}

/** The new items are set aside; the old ones are for sale again where they never left the warehouse. */
export function stockOfSwap(
  pairs: readonly { from: Item; to: Item }[],
  { isOldReturned }: { isOldReturned: boolean },
): StockMove[] {
  return pairs.flatMap(({ from, to }) => [
    moveOf(to, -to.quantity),
    ...(isOldReturned ? [moveOf(from, from.quantity)] : []),
  ]);
}

export function moveOf({ productId, variantId }: Item, units: number): StockMove {
  return { productId, variantId, units };
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
