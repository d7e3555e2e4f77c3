import { shopIdSchema } from '../../protocol/ids.js';
import type { PolicyPage, Shop } from '../shop.js';
import type { ShopFile } from '../shop-file.js';
import { demoVouchers } from './demo-vouchers.js';
import { drawCustomers, SIGNED_IN_CUSTOMER_ID } from './draw-customers.js';
import { drawOrders } from './draw-orders.js';
import { drawProducts } from './draw-products.js';
import { createSeededRandom } from './seeded-random.js';

export const DEMO_SHOP_ID = shopIdSchema.parse('harbour-lane');

/** Who the demo's account page signs in as. */
export const DEMO_SIGNED_IN_CUSTOMER_ID = SIGNED_IN_CUSTOMER_ID;

type DemoRequest = {
  seed: string;
  /** Milliseconds since the epoch: orders, deliveries and reviews lie before it. */
  now: number;
  policies: PolicyPage[];
};

/** Harbour Lane, the shop of the demo. The same seed and time always give the same shop. */
export function generateDemoShop({ seed, now, policies }: DemoRequest): ShopFile {
  const random = createSeededRandom(seed);
  const products = drawProducts(random.branch('products'), now);
  const customers = drawCustomers(random.branch('customers'), now);
  const orders = drawOrders(random.branch('orders'), { products, customers, now });
  return { shop: { ...SHOP, vouchers: demoVouchers({ orders, now }) }, products, customers, orders, policies };
}

const SHOP: Shop = {
  id: DEMO_SHOP_ID,
  name: 'Harbour Lane',
  currency: 'EUR',
  language: 'en',
  timeZone: 'Europe/Amsterdam',
  accent: '#1f5563',
  supportEmail: 'support@harbourlane.example',
  policy: {
    proofs: ['signed-in', 'order-and-email', 'order-and-postcode', 'email-code'],
    maxFailedProofs: 3,
    cancelReasons: [],
    mayRecommend: true,
    mayHandOverEarly: true,
    returnDays: 30,
    // As the page on refunds says.
    refundDays: { card: [3, 5], paypal: [1, 2], 'bank-transfer': [2, 3] },
    countsStock: true,
    mayAskRating: true,
    vouchers: { afterOrder: true },
    vatRate: 21,
    compensation: {
      perYear: 2,
      rules: [
        { trouble: 'late', kind: 'credit', percent: 10, cap: 1_000, afterDays: 2 },
        { trouble: 'damaged', kind: 'replacement', afterDays: 1 },
        { trouble: 'damaged', kind: 'refund', percent: 100, cap: 10_000, afterDays: 1 },
        { trouble: 'missing', kind: 'replacement', afterDays: 1 },
        { trouble: 'missing', kind: 'refund', percent: 100, cap: 10_000, afterDays: 1 },
      ],
    },
  },
  vouchers: [],
  newsletter: true,
  seller: {
    name: 'Harbour Lane B.V.',
    lines: ['Kade 14', '1019 AB Amsterdam', 'Netherlands'],
    vatId: 'NL000000000B00',
  },
};
