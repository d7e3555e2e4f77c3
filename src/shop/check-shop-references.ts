import type { JsonPath } from './locate-json.js';
import { orderNumberKey, policyKey } from './lookup-keys.js';
import type { Customer, Order, PolicyPage, Product } from './shop.js';

export type Mistake = { path: JsonPath; text: string };

/** An entry of one of the file's lists with its place there. */
export type Entry<T> = { index: number; value: T };

/** Ids that stand in the file, also those of entries that have mistakes of their own. */
export type KnownIds = { customers: ReadonlySet<string>; variants: ReadonlyMap<string, ReadonlySet<string>> };

export type ShopEntries = {
  products: Entry<Product>[];
  customers: Entry<Customer>[];
  orders: Entry<Order>[];
  policies: Entry<PolicyPage>[];
};

/** What a schema cannot see: ids used twice, orders of what does not exist, totals that do not add up. */
export function checkShopReferences(entries: ShopEntries, known: KnownIds): Mistake[] {
  return [
    ...findDuplicates('products', entries.products, ({ id }) => id),
    ...entries.products.flatMap(findDuplicateVariants),
    ...findDuplicates('customers', entries.customers, ({ id }) => id),
    ...findDuplicates('orders', entries.orders, ({ id }) => orderNumberKey(id)),
    ...findDuplicates('policies', entries.policies, policyKey),
    ...entries.orders.flatMap((entry) => [...findUnknown(entry, known), ...checkTotal(entry)]),
  ];
}

function findDuplicates<T extends { id: string }>(
  list: string,
  entries: Entry<T>[],
  keyOf: (value: T) => string,
): Mistake[] {
  const first = new Map<string, { index: number; id: string }>();
  return entries.flatMap(({ index, value: { id }, value }) => {
    const earlier = first.get(keyOf(value));
    if (earlier === undefined) first.set(keyOf(value), { index, id });
    return earlier === undefined ? [] : [{ path: [list, index, 'id'], text: repeats(id, list, earlier) }];
  });
}

/** Ids that look different to whoever wrote the file, and are the same to whoever types them in the chat. */
function repeats(id: string, list: string, earlier: { index: number; id: string }): string {
  const same = `${JSON.stringify(id)} is already the id of ${list}[${earlier.index}]`;
  return earlier.id === id ? same : `${same}, ${JSON.stringify(earlier.id)}: only letters and digits count`;
}

function findDuplicateVariants({ index, value }: Entry<Product>): Mistake[] {
  const variants = value.variants.map((variant, at) => ({ index: at, value: variant }));
  return findDuplicates('variants', variants, ({ id }) => id).map(({ path, text }) => ({
    path: ['products', index, ...path],
    text,
  }));
}

function findUnknown({ index, value }: Entry<Order>, known: KnownIds): Mistake[] {
  const path = ['orders', index];
  const customer = known.customers.has(value.customerId)
    ? []
    : [{ path: [...path, 'customerId'], text: `there is no customer ${JSON.stringify(value.customerId)}` }];
  const items = value.items.flatMap(({ productId, variantId }, at) => {
    const variants = known.variants.get(productId);
    if (variants === undefined) {
      return [{ path: [...path, 'items', at, 'productId'], text: `there is no product ${JSON.stringify(productId)}` }];
    }
    if (variants.has(variantId)) return [];
    const text = `product ${JSON.stringify(productId)} has no variant ${JSON.stringify(variantId)}`;
    return [{ path: [...path, 'items', at, 'variantId'], text }];
  });
  return [...customer, ...items];
}

/** Items and shipping make the total; some shops take refunds off it, so it may be lower by as much as was refunded. */
function checkTotal({ index, value: { items, shipping, discounts, total, payments } }: Entry<Order>): Mistake[] {
  const whole = items.reduce((sum, { price, quantity }) => sum + price * quantity, shipping);
  const full = discounts.reduce((sum, { amount }) => sum - amount, whole);
  const refunded = payments.reduce((sum, { kind, amount }) => (kind === 'refund' ? sum + amount : sum), 0);
  if (total <= full && total >= full - refunded) return [];
  const parts = discounts.length > 0 ? 'items and shipping less discounts' : 'items and shipping';
  const text = `${total} does not match ${parts}, which make ${full}${refunded > 0 ? `, less at most ${refunded} refunded` : ''}`;
  return [{ path: ['orders', index, 'total'], text }];
}
