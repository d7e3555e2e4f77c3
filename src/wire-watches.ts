import { createAddressLimit } from './access/limit-addresses.js';
import { mailSubscribeJob } from './conversation/newsletter/mail-subscribe.js';
import { createMailRestocked, MAIL_RESTOCKED } from './conversation/watch/mail-restocked.js';
import {
  createNotifyRestocked,
  NOTIFY_RESTOCKED,
  NOTIFY_RESTOCKED_EVERY_MS,
} from './conversation/watch/notify-restocked.js';
import type { JobQueue } from './conversation/work/job-queue.js';
import type { JobRepeater } from './conversation/work/job-repeater.js';
import { toAppError } from './errors.js';
import type { SharedCounts } from './http/rate-limit.js';
import type { Log } from './log.js';
import type { Parts } from './open-parts.js';
import { createShopDesk, type ShopDesk } from './shop/shop-desk.js';

/** Takes the jobs that tell who waits for stock. */
export function workWatches({ stores, mailer }: Parts): void {
  const { shops, stockWatches: watches, jobs } = stores;
  jobs.work(NOTIFY_RESTOCKED, createNotifyRestocked({ shops, watches, jobs }));
  jobs.work(MAIL_RESTOCKED, createMailRestocked({ shops, watches, mailer }));
}

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

/** Looks once now, since an import may have brought stock, and every so often. */
export async function lookForRestocked(
  { shop, stores }: Parts,
  { jobs, repeater, at }: { jobs: Pick<JobQueue, 'add'>; repeater: JobRepeater; at: number },
): Promise<void> {
  const job = { shopId: shop.id, kind: NOTIFY_RESTOCKED, payload: null };
  if ((await stores.stockWatches.watched(shop.id)).length > 0) await jobs.add({ ...job, key: `start ${at}` });
  repeater.repeat({ ...job, key: NOTIFY_RESTOCKED }, { everyMs: NOTIFY_RESTOCKED_EVERY_MS });
}
