import { createAddressLimit } from './access/limit-addresses.js';
import { mailSubscribeJob } from './conversation/newsletter/mail-subscribe.js';
import { NOTIFY_RESTOCKED } from './conversation/watch/notify-restocked.js';
import { toAppError } from './errors.js';
import type { SharedCounts } from './http/rate-limit.js';
import type { Log } from './log.js';
import type { Parts } from './open-parts.js';
import { createShopDesk, type ShopDesk } from './shop/shop-desk.js';

/** What conversations ask of the shop: whatever gives units back has the waiting looked at, who wants the newsletter is written to. */
export function openShopDesk(
  { stores }: Parts,
  { shared, log }: { shared: SharedCounts | undefined; log: Log },
): ShopDesk {
  const { orderDesk, stockWatches: watches, subscriptions, jobs } = stores;
  return createShopDesk({
    orderDesk,
    watches,
    subscriptions,
    limit: createAddressLimit(shared),
    onSubscribed: (shopId, key, subscription) => jobs.add(mailSubscribeJob(shopId, key, subscription)),
    onRestocked: (shopId, key) => {
      // It is done, and looked at again before long: the answer to the customer does not hang on this.
      jobs
        .add({ shopId, kind: NOTIFY_RESTOCKED, key, payload: null })
        .catch((error: unknown) => log.warn({ code: toAppError(error).code }, 'notices of stock come later'));
    },
  });
}
