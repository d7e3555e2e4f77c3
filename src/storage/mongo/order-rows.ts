import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import type { CustomerId, ShopId } from '../../protocol/ids.js';
import { emailKey, nameAndPostcodeKey, orderNumberKey } from '../../shop/lookup-keys.js';
import { type Customer, customerSchema, type Order, orderSchema } from '../../shop/shop.js';
import type { ShopFile } from '../../shop/shop-file.js';
import { hashedKey } from '../hashed-key.js';
import { createSealedValues, type Sealed } from '../sealed-values.js';
import { collectionOf, requiredText } from './collection.js';
import { createGenerationRows, type GenerationRows, generationFields } from './generation-rows.js';
import type { Generation } from './shop-rows.js';

export type OrderRows = {
  customer(shopId: ShopId, generation: Generation, customerId: CustomerId): Promise<Customer | undefined>;
  customersByEmail(shopId: ShopId, generation: Generation, email: string): Promise<Customer[]>;
  customersByName(shopId: ShopId, generation: Generation, fullName: string, postcode: string): Promise<Customer[]>;
  /** Those of these numbers that there are. */
  orders(shopId: ShopId, generation: Generation, orderIds: string[]): Promise<Order[]>;
  ordersOf(shopId: ShopId, generation: Generation, customerId: CustomerId): Promise<Order[]>;
  insert(generation: Generation, file: ShopFile): Promise<void>;
  collections: GenerationRows[];
};

/** The customers and orders of an import: personal, so what they hold is sealed. */
export function createOrderRows(connection: Connection, cipher: Cipher): OrderRows {
  const customers = customerRows(connection, cipher);
  const orders = orderRows(connection, cipher);
  return {
    ...customers.reads,
    ...orders.reads,
    insert: async (generation, file) => {
      await customers.insert(file.customers.map(customers.toRow(file.shop.id, generation)));
      await orders.insert(file.orders.map(orders.toRow(file.shop.id, generation)));
    },
    collections: [customers, orders],
  };
}

const sealedRow = z.object({ customerId: z.string(), payload: z.string() });

function customerRows(connection: Connection, cipher: Cipher) {
  const definition = {
    ...generationFields,
    customerId: requiredText,
    emailKey: requiredText,
    nameKey: requiredText,
    payload: requiredText,
  };
  const schema = collectionOf(definition, 'customers')
    .index({ shopId: 1, generation: 1, customerId: 1 }, { unique: true })
    .index({ shopId: 1, generation: 1, emailKey: 1 })
    .index({ shopId: 1, generation: 1, nameKey: 1 });
  const model = connection.model<unknown>('Customer', schema);
  const open = createSealedValues(cipher, (opened) => customerSchema.parse(opened));
  const find = async (filter: { shopId: ShopId; generation: Generation } & Record<string, unknown>) =>
    (await model.find(filter).sort({ customerId: 1 }).lean()).map((row) => open(toSealed(filter.shopId, row)));
  return {
    ...createGenerationRows(model),
    reads: {
      customer: async (shopId: ShopId, generation: Generation, customerId: CustomerId) =>
        (await find({ shopId, generation, customerId }))[0],
      customersByEmail: (shopId: ShopId, generation: Generation, email: string) =>
        find({ shopId, generation, emailKey: hashedKey(shopId, emailKey(email)) }),
      customersByName: (shopId: ShopId, generation: Generation, fullName: string, postcode: string) =>
        find({ shopId, generation, nameKey: hashedKey(shopId, nameAndPostcodeKey(fullName, postcode)) }),
    },
    toRow: (shopId: ShopId, generation: Generation) => (customer: Customer) => {
      const { id, firstName, lastName, address, email } = customer;
      const name = nameAndPostcodeKey(`${firstName} ${lastName}`, address.postcode);
      return {
        shopId,
        generation,
        customerId: id,
        emailKey: hashedKey(shopId, emailKey(email)),
        nameKey: hashedKey(shopId, name),
        payload: cipher.seal(shopId, id, JSON.stringify(customer)),
      };
    },
  };
}

function orderRows(connection: Connection, cipher: Cipher) {
  const definition = {
    ...generationFields,
    orderKey: requiredText,
    customerId: requiredText,
    /** Those without a date are the oldest. */
    placedAt: Number,
    payload: requiredText,
  };
  const schema = collectionOf(definition, 'orders')
    .index({ shopId: 1, generation: 1, orderKey: 1 }, { unique: true })
    .index({ shopId: 1, generation: 1, customerId: 1, placedAt: -1, orderKey: 1 });
  const model = connection.model<unknown>('Order', schema);
  const open = createSealedValues(cipher, (opened) => orderSchema.parse(opened));
  const toOrder = (shopId: ShopId) => (row: unknown) => open(toSealed(shopId, row));
  return {
    ...createGenerationRows(model),
    reads: {
      orders: async (shopId: ShopId, generation: Generation, orderIds: string[]) => {
        const orderKey = trusted({ $in: orderIds.map(orderNumberKey) });
        return (await model.find({ shopId, generation, orderKey }).lean()).map(toOrder(shopId));
      },
      ordersOf: async (shopId: ShopId, generation: Generation, customerId: CustomerId) => {
        const found = model.find({ shopId, generation, customerId }).sort({ placedAt: -1, orderKey: 1 });
        return (await found.lean()).map(toOrder(shopId));
      },
    },
    toRow: (shopId: ShopId, generation: Generation) => (order: Order) => {
      const { id, customerId, placedAt } = order;
      return {
        shopId,
        generation,
        orderKey: orderNumberKey(id),
        customerId,
        ...(placedAt !== undefined && { placedAt: Date.parse(placedAt) }),
        payload: cipher.seal(shopId, customerId, JSON.stringify(order)),
      };
    },
  };
}

function toSealed(shopId: ShopId, stored: unknown): Sealed {
  const { customerId: owner, payload } = sealedRow.parse(stored);
  return { shopId, owner, payload };
}
