import { Router } from 'express';
import type { GuardRoute } from '../access/guard-route.js';
import type { ShopId } from '../protocol/ids.js';
import type { Subscriptions } from '../shop/subscriptions.js';

type Options = { shopId: ShopId; guard: GuardRoute; subscriptions: Pick<Subscriptions, 'confirmed'> };

/** Who confirmed the newsletter, for the shop's mailing tool; nobody else is told of. */
export function createNewsletterListRoutes({ shopId, guard, subscriptions }: Options): Router {
  const router = Router();
  guard(router, 'GET /console/newsletter', async (_request, response) => {
    const confirmed = await subscriptions.confirmed(shopId);
    response.set('Cache-Control', 'no-store').json({
      subscribers: confirmed.map(({ email, language, confirmedAt }) => ({ email, language, confirmedAt })),
    });
  });
  return router;
}
