import type { Customer, Order, Product } from '../shop.js';
import { SIGNED_IN_CUSTOMER_ID } from './draw-customers.js';
import { itemOf, type OrderDraft } from './order-draft.js';

const HOUR_MS = 3_600_000;

/** What the demo's customer has ordered: one order in each state worth asking about. */
export function signedInOrders({
  products,
  customers,
  now,
}: {
  products: Product[];
  customers: Customer[];
  now: number;
}): OrderDraft[] {
  const customer = customers.find(({ id }) => id === SIGNED_IN_CUSTOMER_ID);
  if (customer === undefined) return [];
  const draft = (hoursAgo: number, status: OrderDraft['status'], items: Order['items']): OrderDraft => ({
    customer,
    status,
    placedAt: now - hoursAgo * HOUR_MS,
    items,
  });
  const item = (variantId: string, quantity = 1) => itemOf(ownerOf(products, variantId), variantId, quantity);
  return [
    draft(5, 'pending', [
      item('fastnet-waterproof-jacket.night-blue.m'),
      item('trailhead-merino-socks.slate-blue.39-41', 2),
    ]),
    draft(52, 'shipped', [item('tideline-stoneware-mug.sky-blue', 2), item('connemara-wool-blanket.slate-blue')]),
    draft(24 * 13, 'delivered', [item('promenade-trainers.chalk.39')]),
    draft(24 * 41, 'cancelled', [item('curlew-quilted-jacket.plum.m')]),
    draft(24 * 96, 'delivered', [item('lantern-merino-crew.oat.m'), item('driftwood-candle.slate-blue')]),
  ];
}

function ownerOf(products: Product[], variantId: string): Product {
  const product = products.find(({ variants }) => variants.some(({ id }) => id === variantId));
  if (product === undefined) throw new RangeError(`No product has the variant ${variantId}`);
  return product;
}
