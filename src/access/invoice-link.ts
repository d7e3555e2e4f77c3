import { z } from 'zod';
import { type CustomerId, customerIdSchema, type OrderId, orderIdSchema, type ShopId } from '../protocol/ids.js';
import { createSignedTokens } from './signed-tokens.js';

/** Whose order an invoice is for, and the language it was asked for in. */
export type InvoiceOrder = { customerId: CustomerId; orderId: OrderId; language: string };

export type InvoiceLinks = {
  /** A path of the address that serves the widget. @param at milliseconds since the epoch; it opens for a day from then */
  hrefFor(shopId: ShopId, order: InvoiceOrder, at: number): string;
  /** Undefined for anything that is not signed by us for this shop and still in time. */
  read(shopId: ShopId, token: string, at: number): InvoiceOrder | undefined;
};

export const INVOICE_LINK_MS = 24 * 3600_000;

const claimsSchema = z.object({ sub: customerIdSchema, order: orderIdSchema, language: z.string() });

/** Links that nobody can guess or make, and that need no row: they hold what they open, signed. */
export function createInvoiceLinks(secret: string): InvoiceLinks {
  const tokens = createSignedTokens(secret);
  return {
    hrefFor: (shopId, { customerId, orderId, language }, at) => {
      const claims = { order: orderId, language };
      const signed = { subject: customerId, audience: audienceOf(shopId), claims, at };
      return `/chat/invoice/${tokens.sign({ ...signed, lifetimeSeconds: INVOICE_LINK_MS / 1000 })}`;
    },
    read: (shopId, token, at) => {
      try {
        const claims = claimsSchema.parse(tokens.read(token, { audience: audienceOf(shopId), at }));
        return { customerId: claims.sub, orderId: claims.order, language: claims.language };
      } catch {
        return undefined;
      }
    },
  };
}

function audienceOf(shopId: ShopId): string {
  return `invoice:${shopId}`;
}
