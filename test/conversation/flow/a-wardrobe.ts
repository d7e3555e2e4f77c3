import { orderSchema, productSchema } from '../../../src/shop/shop.js';
import { type ShopFile, shopFileSchema } from '../../../src/shop/shop-file.js';
import { aCustomer, anOrder, aShop } from '../../support/a-turn.js';

const jacket = productSchema.parse({
  id: 'p-1',
  title: 'Quay jacket',
  category: 'Jackets',
  description: '',
  variants: [
    { id: 'v-1', options: { colour: 'Blue', size: 'M' }, price: 5900, stock: 3 },
    { id: 'v-2', options: { colour: 'Blue', size: 'L' }, price: 6400, stock: 2 },
    { id: 'v-3', options: { colour: 'Blue', size: 'S' }, price: 4900, stock: 0 },
    { id: 'v-4', options: { colour: 'Green', size: 'M' }, price: 5400, stock: 9 },
  ],
});
const bottle = productSchema.parse({
  id: 'p-2',
  title: 'Trail bottle',
  category: 'Bottles',
  description: '',
  variants: [{ id: 'w-1', options: { colour: 'Red' }, price: 1500, stock: 5 }],
});

const items = [
  {
    productId: 'p-1',
    variantId: 'v-1',
    title: 'Quay jacket',
    options: { colour: 'Blue', size: 'M' },
    quantity: 1,
    price: 5900,
  },
  { productId: 'p-2', variantId: 'w-1', title: 'Trail bottle', options: { colour: 'Red' }, quantity: 2, price: 1500 },
];
const payments = [{ kind: 'payment', amount: 8900, methodId: 'card-1' }];

/** One customer with a pending, a shipped and two delivered orders. */
export function aWardrobe(policy: Parameters<typeof aShop>[0] = {}): ShopFile {
  const order = (changes: object) => orderSchema.parse({ ...anOrder(), items, total: 8900, payments, ...changes });
  return shopFileSchema.parse({
    shop: aShop(policy),
    products: [jacket, bottle],
    customers: [aCustomer()],
    orders: [
      order({ id: 'TS-1001' }),
      order({ id: 'TS-1002', status: 'shipped' }),
      order({ id: 'TS-1003', status: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' }),
      order({ id: 'TS-1004', status: 'delivered', deliveredAt: '2026-11-10T10:00:00Z' }),
    ],
    policies: [],
  });
}
