import { readPolicyPages } from '../../src/shop/read-policy-pages.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { shopFileSchema } from '../../src/shop/shop-file.js';
import { aWardrobe } from '../conversation/flow/a-wardrobe.js';
import { wardrobeVouchers } from './wardrobe-vouchers.js';

const address = { line1: '7 Mill Lane', city: 'Dublin', postcode: 'D02 AF30', country: 'IE' };

/** Somebody else's account: two pending orders and nothing delivered. */
const jonas = {
  id: 'customer-2',
  firstName: 'Jonas',
  lastName: 'Berg',
  email: 'jonas@example.com',
  address,
  paymentMethods: [{ id: 'paypal-2', kind: 'paypal', label: 'PayPal' }],
};
/** An account without an order. */
const ida = { ...jonas, id: 'customer-3', firstName: 'Ida', lastName: 'Holm', email: 'ida@example.com' };

/** Whose parcels go wrong: one is five days late, one came two days late, one came in time. */
const nora = {
  ...jonas,
  id: 'customer-4',
  firstName: 'Nora',
  lastName: 'Vale',
  email: 'nora@example.com',
  paymentMethods: [{ id: 'card-4', kind: 'card', label: 'Mastercard ending 1881' }],
};

/** Ordered one thing, twice. */
const mila = { ...nora, id: 'customer-5', firstName: 'Mila', lastName: 'Roth', email: 'mila@example.com' };

function orderOfNora(id: string, changes: object) {
  const jacket = { productId: 'p-1', variantId: 'v-1', title: 'Quay jacket', options: { colour: 'Blue', size: 'M' } };
  const bottle = { productId: 'p-2', variantId: 'w-1', title: 'Trail bottle', options: { colour: 'Red' } };
  return {
    id,
    customerId: nora.id,
    placedAt: '2026-11-12T10:00:00Z',
    address,
    items: [
      { ...jacket, quantity: 1, price: 5900 },
      { ...bottle, quantity: 2, price: 1500 },
    ],
    total: 8900,
    payments: [{ kind: 'payment', amount: 8900, methodId: 'card-4' }],
    ...changes,
  };
}

const ordersOfNora = [
  orderOfNora('TS-4001', { status: 'shipped', expectedAt: '2026-11-19T10:00:00Z' }),
  orderOfNora('TS-4002', {
    status: 'delivered',
    expectedAt: '2026-11-16T10:00:00Z',
    deliveredAt: '2026-11-18T18:00:00Z',
  }),
  orderOfNora('TS-4003', {
    status: 'delivered',
    expectedAt: '2026-11-20T10:00:00Z',
    deliveredAt: '2026-11-19T10:00:00Z',
    milestones: [{ at: '2026-11-19T10:00:00Z', text: 'Delivered, outer carton damaged' }],
  }),
];

const orderOfMila = {
  ...orderOfJonas('TS-5001', '2026-11-12T10:00:00Z'),
  customerId: mila.id,
  status: 'delivered',
  deliveredAt: '2026-11-19T10:00:00Z',
  items: [
    { productId: 'p-2', variantId: 'w-1', title: 'Trail bottle', options: { colour: 'Red' }, quantity: 2, price: 1500 },
  ],
  total: 3000,
  payments: [{ kind: 'payment', amount: 3000, methodId: 'card-4' }],
};

function orderOfJonas(id: string, placedAt: string) {
  return {
    id,
    customerId: jonas.id,
    status: 'pending',
    placedAt,
    address,
    items: [
      {
        productId: 'p-2',
        variantId: 'w-1',
        title: 'Trail bottle',
        options: { colour: 'Red' },
        quantity: 1,
        price: 1500,
      },
    ],
    total: 1500,
    payments: [{ kind: 'payment', amount: 1500, methodId: 'paypal-2' }],
  };
}

/** The wardrobe of the flows' tests, with the policy pages that ship and more people; every conversation has its own. */
export async function wardrobeShop(): Promise<ShopFile> {
  const file = aWardrobe();
  const policy = { ...file.shop.policy, refundDays: { card: [3, 5], paypal: [1, 2], 'bank-transfer': [2, 3] } };
  return shopFileSchema.parse({
    ...file,
    shop: { ...file.shop, name: 'Quay Wardrobe', policy, vouchers: wardrobeVouchers, newsletter: true },
    products: file.products.map((product) => ({ ...product, ...FACTS[product.title] })),
    customers: [...file.customers, jonas, ida, nora, mila],
    orders: [
      ...file.orders,
      orderOfJonas('TS-2001', '2026-11-21T10:00:00Z'),
      orderOfJonas('TS-2002', '2026-11-22T10:00:00Z'),
      ...ordersOfNora,
      orderOfMila,
    ],
    policies: await readPolicyPages('intents/knowledge'),
  });
}

const FACTS: Record<string, object> = {
  'Quay jacket': {
    description: 'A rain jacket with a hood, for windy days at the harbour.',
    attributes: {
      material: 'recycled polyester',
      waterproof: 'yes, 10,000 mm',
      care: 'wash at 30 degrees',
      fit: 'Regular',
    },
    tags: ['rain', 'outdoor'],
    reviews: ['Runs small, I took one size up.', 'Too small in the arms.', 'True to size and warm.', 'Nice hood.'].map(
      (text, index) => ({ rating: 4, text, author: `Reader ${index}`, at: '2026-10-01T10:00:00Z' }),
    ),
  },
  'Trail bottle': {
    description: 'A steel bottle that keeps tea hot for eight hours.',
    attributes: { volume: '0.75 litres', material: 'stainless steel' },
    tags: ['hiking', 'outdoor'],
  },
};
