import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type CustomerId, customerIdSchema, type OrderId, orderIdSchema, type ShopId } from '../protocol/ids.js';

/** Whose order an invoice is for, and the language it was asked for in. */
export type InvoiceOrder = { customerId: CustomerId; orderId: OrderId; language: string };

export type InvoiceLinks = {
  /** A path of the address that serves the widget. @param at milliseconds since the epoch; it opens for a day from then */
  hrefFor(shopId: ShopId, order: InvoiceOrder, at: number): string;
  /** Undefined for anything that is not signed by us for this shop and still in time. */
  read(shopId: ShopId, token: string, at: number): InvoiceOrder | undefined;
};

export const INVOICE_LINK_MS = 24 * 3600_000;

const payloadSchema = z.tuple([customerIdSchema, orderIdSchema, z.string(), z.number().int()]);

/** Links that nobody can guess or make, and that need no row: they hold what they open, signed (HMAC, RFC 2104, SHA-256). */
export function createInvoiceLinks(secret: string): InvoiceLinks {
  const sign = (shopId: ShopId, payload: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['invoice', shopId, payload]))
      .digest();
  return {
    hrefFor: (shopId, { customerId, orderId, language }, at) => {
      const told = JSON.stringify([customerId, orderId, language, at + INVOICE_LINK_MS]);
      const payload = Buffer.from(told).toString('base64url');
      return `/chat/invoice/${payload}.${sign(shopId, payload).toString('base64url')}`;
    },
    read: (shopId, token, at) => {
      const [payload = '', mark = '', ...more] = token.split('.');
      const [given, right] = [Buffer.from(mark, 'base64url'), sign(shopId, payload)];
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const [customerId, orderId, language, until] = payloadSchema.parse(
        JSON.parse(Buffer.from(payload, 'base64url').toString()),
      );
      return at < until ? { customerId, orderId, language } : undefined;
    },
  };
}
