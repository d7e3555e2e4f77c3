import { DEMO_SIGNED_IN_CUSTOMER_ID, generateDemoShop } from '../../../src/shop/demo/generate-demo-shop.js';
import { readPolicyPages } from '../../../src/shop/read-policy-pages.js';
import { type ShopFile, shopFileSchema } from '../../../src/shop/shop-file.js';
import { NOW } from '../../support/a-turn.js';

/** The demo shop with `count` customers more, each with the orders of the one who is signed in: `crowd-1`, `crowd-2`, … */
export async function crowdedShop(count: number): Promise<ShopFile> {
  const file = generateDemoShop({ seed: '1', now: NOW, policies: await readPolicyPages('intents/knowledge') });
  const model = file.customers.find(({ id }) => id === DEMO_SIGNED_IN_CUSTOMER_ID);
  const orders = file.orders.filter(({ customerId }) => customerId === DEMO_SIGNED_IN_CUSTOMER_ID);
  const members = Array.from({ length: count }, (_, index) => index + 1);
  return shopFileSchema.parse({
    ...file,
    customers: [
      ...file.customers,
      ...members.map((at) => ({ ...model, id: `crowd-${at}`, email: `crowd-${at}@example.com` })),
    ],
    orders: [
      ...file.orders,
      ...members.flatMap((at) =>
        orders.map((order) => ({ ...order, id: `${order.id}${at}`, customerId: `crowd-${at}` })),
      ),
    ],
  });
}
