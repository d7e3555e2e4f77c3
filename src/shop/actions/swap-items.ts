import type { Order, Product, Swap } from '../shop.js';
import type { ActionFacts, Refusal } from './shop-action.js';

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

/** Stock after the new items are set aside, and the old ones put back where they never left the warehouse. */
export function restocked(
  pairs: readonly { from: Item; to: Item }[],
  { product, isOldReturned }: Pick<ActionFacts, 'product'> & { isOldReturned: boolean },
): Product[] {
  const changes = pairs.flatMap(({ from, to }) => [
    { item: to, units: -to.quantity },
    ...(isOldReturned ? [{ item: from, units: from.quantity }] : []),
  ]);
  const ids = [...new Set(pairs.map(({ to }) => to.productId))];
  return ids.flatMap((id) => {
    const known = product(id);
    if (known === undefined) return [];
    const unitsOf = (variantId: string) =>
      sumOf(changes.filter(({ item }) => item.variantId === variantId).map(({ units }) => units));
    return [{ ...known, variants: known.variants.map((one) => ({ ...one, stock: one.stock + unitsOf(one.id) })) }];
  });
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
