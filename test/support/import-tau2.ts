import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ShopFile, shopFileSchema } from '../../src/shop/shop-file.js';

export const TAU2_FOLDER = '../shared/data/tau2-retail';

const addressSchema = z.object({
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  country: z.string(),
  state: z.string(),
  zip: z.string(),
});

const databaseSchema = z.object({
  products: z.record(
    z.string(),
    z.object({
      name: z.string(),
      product_id: z.string(),
      variants: z.record(
        z.string(),
        z.object({
          item_id: z.string(),
          options: z.record(z.string(), z.string()),
          available: z.boolean(),
          price: z.number(),
        }),
      ),
    }),
  ),
  users: z.record(
    z.string(),
    z.object({
      user_id: z.string(),
      name: z.object({ first_name: z.string(), last_name: z.string() }),
      address: addressSchema,
      email: z.string(),
      payment_methods: z.record(
        z.string(),
        z.object({
          source: z.enum(['credit_card', 'paypal', 'gift_card']),
          id: z.string(),
          brand: z.string().optional(),
          last_four: z.string().optional(),
          balance: z.number().optional(),
        }),
      ),
    }),
  ),
  orders: z.record(
    z.string(),
    z.object({
      order_id: z.string(),
      user_id: z.string(),
      address: addressSchema,
      items: z.array(
        z.object({
          name: z.string(),
          product_id: z.string(),
          item_id: z.string(),
          price: z.number(),
          options: z.record(z.string(), z.string()),
        }),
      ),
      status: z.enum(['pending', 'processed', 'delivered', 'cancelled']),
      fulfillments: z.array(z.object({ tracking_id: z.array(z.string()) })),
      payment_history: z.array(
        z.object({
          transaction_type: z.enum(['payment', 'refund']),
          amount: z.number(),
          payment_method_id: z.string(),
        }),
      ),
    }),
  ),
});

/** As it is in `db.json`; money in dollars. */
export type Tau2Database = z.infer<typeof databaseSchema>;

export function tau2Database(): Tau2Database {
  return databaseSchema.parse(JSON.parse(readFileSync(`${TAU2_FOLDER}/db.json`, 'utf8')));
}

/** The tau2-retail shop in our form, with the rules of its own `policy.md`. */
export function tau2ShopFile(): ShopFile {
  const database = tau2Database();
  return shopFileSchema.parse({
    shop: {
      id: 'tau2-retail',
      name: 'Tau Retail',
      currency: 'USD',
      language: 'en-US',
      timeZone: 'America/New_York',
      policy: {
        proofs: ['email', 'name-and-postcode'],
        cancelReasons: ['no longer needed', 'ordered by mistake'],
        refundDays: { card: [5, 7], paypal: [5, 7] },
        mayRecommend: false,
        mayHandOverEarly: false,
        mayAskRating: false,
        countsStock: false,
      },
    },
    products: Object.values(database.products).map(toProduct),
    customers: Object.values(database.users).map(toCustomer),
    orders: Object.values(database.orders).map(toOrder),
    policies: [{ id: 'policy', title: 'Service policy', markdown: readFileSync(`${TAU2_FOLDER}/policy.md`, 'utf8') }],
  });
}

/** `available` is all that this data says about stock. */
function toProduct({ product_id, name, variants }: Tau2Database['products'][string]) {
  return {
    id: product_id,
    title: name,
    category: name,
    description: '',
    variants: Object.values(variants).map((variant) => ({
      id: variant.item_id,
      options: variant.options,
      price: cents(variant.price),
      stock: variant.available ? 10 : 0,
    })),
  };
}

const METHOD_KIND = { credit_card: 'card', paypal: 'paypal', gift_card: 'gift-card' } as const;

function toCustomer({ user_id, name, email, address, payment_methods }: Tau2Database['users'][string]) {
  return {
    id: user_id,
    firstName: name.first_name,
    lastName: name.last_name,
    email,
    address: toAddress(address),
    paymentMethods: Object.values(payment_methods).map((method) => ({
      id: method.id,
      kind: METHOD_KIND[method.source],
      label:
        method.last_four === undefined ? method.source.replace('_', ' ') : `${method.brand} ending ${method.last_four}`,
      ...(method.balance !== undefined && { balance: cents(method.balance) }),
    })),
  };
}

function toOrder(order: Tau2Database['orders'][string]) {
  const [tracking] = order.fulfillments.flatMap(({ tracking_id }) => tracking_id);
  return {
    id: order.order_id,
    customerId: order.user_id,
    status: order.status,
    address: toAddress(order.address),
    items: order.items.map((item) => ({
      productId: item.product_id,
      variantId: item.item_id,
      title: item.name,
      options: item.options,
      quantity: 1,
      price: cents(item.price),
    })),
    total: order.items.reduce((sum, { price }) => sum + cents(price), 0),
    ...(tracking !== undefined && { tracking: { carrier: 'Parcel', code: tracking } }),
    payments: order.payment_history.map(({ transaction_type, amount, payment_method_id }) => ({
      kind: transaction_type,
      amount: cents(amount),
      methodId: payment_method_id,
    })),
  };
}

function toAddress({ address1, address2, city, state, zip, country }: z.infer<typeof addressSchema>) {
  return { line1: address1, line2: address2, city, region: state, postcode: zip, country };
}

function cents(dollars: number): number {
  return Math.round(dollars * 100);
}
