import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import type { CustomerId, ShopId } from '../../protocol/ids.js';
import { emailKey, nameAndPostcodeKey, orderNumberKey } from '../../shop/lookup-keys.js';
import { type Customer, customerSchema, type Order, orderSchema } from '../../shop/shop.js';
import { hashedKey } from '../hashed-key.js';
import { createSealedValues, type Sealed } from '../sealed-values.js';
import type { Db } from './db.js';

export type OrderRows = {
  customer(shopId: ShopId, customerId: CustomerId): Customer | undefined;
  customersByEmail(shopId: ShopId, email: string): Customer[];
  customersByName(shopId: ShopId, fullName: string, postcode: string): Customer[];
  order(shopId: ShopId, orderId: string): Order | undefined;
  ordersOf(shopId: ShopId, customerId: CustomerId): Order[];
  insertCustomer(shopId: ShopId, customer: Customer): void;
  /** Name, address and e-mail, by which customers are found, stay as they were. */
  updateCustomer(shopId: ShopId, customer: Customer): void;
  insertOrder(shopId: ShopId, order: Order): void;
  updateOrder(shopId: ShopId, order: Order): void;
  removeAll(shopId: ShopId): void;
};

/** The `customers` and `orders` tables: personal, so what they hold is sealed. */
export function createOrderRows(db: Db, cipher: Cipher): OrderRows {
  return { ...customerRows(db, cipher), ...orderRows(db, cipher), removeAll: prepareRemoval(db) };
}

const sealedRow = z.object({ customer_id: z.string(), payload: z.string() });

function customerRows(db: Db, cipher: Cipher) {
  const select = 'SELECT customer_id, payload FROM customers WHERE shop_id = ?';
  const byId = db.prepare(`${select} AND customer_id = ?`);
  const byEmail = db.prepare(`${select} AND email_key = ? ORDER BY customer_id`);
  const byName = db.prepare(`${select} AND name_key = ? ORDER BY customer_id`);
  const insert = db.prepare('INSERT INTO customers VALUES (?, ?, ?, ?, ?)');
  const update = db.prepare('UPDATE customers SET payload = ? WHERE shop_id = ? AND customer_id = ?');
  const open = createSealedValues(cipher, (opened) => customerSchema.parse(opened));
  const toCustomer = (shopId: ShopId, stored: unknown) => open(toSealed(shopId, stored));
  return {
    customer: (shopId: ShopId, customerId: CustomerId) => {
      const row = byId.get(shopId, customerId);
      return row === undefined ? undefined : toCustomer(shopId, row);
    },
    customersByEmail: (shopId: ShopId, email: string) =>
      byEmail.all(shopId, hashedKey(shopId, emailKey(email))).map((row) => toCustomer(shopId, row)),
    customersByName: (shopId: ShopId, fullName: string, postcode: string) =>
      byName
        .all(shopId, hashedKey(shopId, nameAndPostcodeKey(fullName, postcode)))
        .map((row) => toCustomer(shopId, row)),
    insertCustomer: (shopId: ShopId, customer: Customer) => {
      const name = nameAndPostcodeKey(`${customer.firstName} ${customer.lastName}`, customer.address.postcode);
      const email = hashedKey(shopId, emailKey(customer.email));
      insert.run(shopId, customer.id, email, hashedKey(shopId, name), seal(cipher, shopId, customer.id, customer));
    },
    updateCustomer: (shopId: ShopId, customer: Customer) => {
      update.run(seal(cipher, shopId, customer.id, customer), shopId, customer.id);
    },
  };
}

function orderRows(db: Db, cipher: Cipher) {
  const select = 'SELECT customer_id, payload FROM orders WHERE shop_id = ?';
  const byKey = db.prepare(`${select} AND order_key = ?`);
  const ofCustomer = db.prepare(`${select} AND customer_id = ? ORDER BY placed_at DESC NULLS LAST, order_key`);
  const insert = db.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?)');
  const update = db.prepare('UPDATE orders SET payload = ? WHERE shop_id = ? AND order_key = ?');
  const open = createSealedValues(cipher, (opened) => orderSchema.parse(opened));
  const toOrder = (shopId: ShopId, stored: unknown) => open(toSealed(shopId, stored));
  return {
    order: (shopId: ShopId, orderId: string) => {
      const row = byKey.get(shopId, orderNumberKey(orderId));
      return row === undefined ? undefined : toOrder(shopId, row);
    },
    ordersOf: (shopId: ShopId, customerId: CustomerId) =>
      ofCustomer.all(shopId, customerId).map((row) => toOrder(shopId, row)),
    insertOrder: (shopId: ShopId, order: Order) => {
      const placedAt = order.placedAt === undefined ? null : Date.parse(order.placedAt);
      const payload = seal(cipher, shopId, order.customerId, order);
      insert.run(shopId, orderNumberKey(order.id), order.customerId, placedAt, payload);
    },
    updateOrder: (shopId: ShopId, order: Order) => {
      update.run(seal(cipher, shopId, order.customerId, order), shopId, orderNumberKey(order.id));
    },
  };
}

function prepareRemoval(db: Db): OrderRows['removeAll'] {
  const removals = ['customers', 'orders'].map((table) => db.prepare(`DELETE FROM ${table} WHERE shop_id = ?`));
  return (shopId) => {
    for (const removal of removals) removal.run(shopId);
  };
}

function seal(cipher: Cipher, shopId: ShopId, customerId: string, value: Customer | Order): string {
  return cipher.seal(shopId, customerId, JSON.stringify(value));
}

function toSealed(shopId: ShopId, stored: unknown): Sealed {
  const { customer_id: owner, payload } = sealedRow.parse(stored);
  return { shopId, owner, payload };
}
