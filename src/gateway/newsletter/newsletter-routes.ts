import { type Request, Router } from 'express';
import type { GuardRoute } from '../../access/guard-route.js';
import type { SubscriptionLinks } from '../../access/subscription-link.js';
import type { Clock } from '../../clock.js';
import { AppError } from '../../errors.js';
import type { ShopId } from '../../protocol/ids.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { isOver, type Subscription, type Subscriptions } from '../../shop/subscriptions.js';
import { sendLinkedPage } from '../linked-page.js';
import { renderNoSubscription, renderSubscription } from './newsletter-page.js';

type Options = {
  shopId: ShopId;
  shops: ShopStore;
  subscriptions: Subscriptions;
  links: SubscriptionLinks;
  guard: GuardRoute;
  clock: Clock;
};

/** Behind the link of the mail: GET shows what it would do, POST does it. The link alone lets in, whatever page it is on. */
export function createNewsletterRoutes({ shopId, shops, subscriptions, links, guard, clock }: Options): Router {
  const router = Router();
  const subscriptionBehind = async (request: Request): Promise<Subscription | undefined> => {
    const { token } = request.params;
    const id = typeof token === 'string' ? links.read(shopId, token) : undefined;
    const found = id === undefined ? undefined : await subscriptions.find(shopId, id);
    return found === undefined || isOver(found, clock.now()) ? undefined : found;
  };
  const shopNow = async () => {
    const shop = await shops.shop(shopId);
    if (shop === undefined) throw new AppError('NOT_FOUND');
    return shop;
  };
  guard(router, 'GET /chat/newsletter/:token', async (request, response) => {
    const [shop, subscription] = await Promise.all([shopNow(), subscriptionBehind(request)]);
    if (subscription === undefined) sendLinkedPage(response, 404, renderNoSubscription(shop));
    else sendLinkedPage(response, 200, renderSubscription(shop, subscription));
  });
  guard(router, 'POST /chat/newsletter/:token', async (request, response) => {
    const [shop, subscription] = await Promise.all([shopNow(), subscriptionBehind(request)]);
    const at = clock.now();
    const isConfirmed = subscription !== undefined && (await subscriptions.confirm(shopId, subscription.id, at));
    if (!isConfirmed) sendLinkedPage(response, 404, renderNoSubscription(shop));
    else sendLinkedPage(response, 200, renderSubscription(shop, { ...subscription, confirmedAt: at }));
  });
  return router;
}
