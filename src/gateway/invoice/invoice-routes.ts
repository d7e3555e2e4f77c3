import { Router } from 'express';
import type { GuardRoute } from '../../access/guard-route.js';
import type { InvoiceLinks } from '../../access/invoice-link.js';
import type { Clock } from '../../clock.js';
import { AppError } from '../../errors.js';
import type { ShopId } from '../../protocol/ids.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { sendLinkedPage } from '../linked-page.js';
import { renderInvoice, renderNoInvoice } from './invoice-page.js';

type Options = { shopId: ShopId; shops: ShopStore; links: InvoiceLinks; guard: GuardRoute; clock: Clock };

/** Invoices behind the links that the chat gives; the link alone lets in. */
export function createInvoiceRoutes({ shopId, shops, links, guard, clock }: Options): Router {
  const router = Router();
  guard(router, 'GET /chat/invoice/:token', async (request, response) => {
    const shop = await shops.shop(shopId);
    if (shop === undefined) throw new AppError('NOT_FOUND');
    const { token } = request.params;
    const asked = typeof token === 'string' ? links.read(shopId, token, clock.now()) : undefined;
    const order = asked && (await shops.order(shopId, asked.orderId));
    const customer = asked && (await shops.customer(shopId, asked.customerId));
    // An import may have given the number to somebody else since.
    if (order === undefined || customer === undefined || order.customerId !== customer.id) {
      return sendLinkedPage(response, 404, renderNoInvoice(shop));
    }
    sendLinkedPage(response, 200, renderInvoice({ shop, order, customer, language: asked?.language ?? shop.language }));
  });
  return router;
}
