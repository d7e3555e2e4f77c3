import { shopIdSchema } from '../../protocol/ids.js';
import type { ShopStore } from '../../shop/shop-store.js';
import type { StockWatches } from '../../shop/stock-watches.js';
import type { JobHandler, JobQueue } from '../work/job-queue.js';
import { MAIL_RESTOCKED } from './mail-restocked.js';

export const NOTIFY_RESTOCKED = 'notify-restocked';
/** After an import and after what gives units back it is looked at once; this is for what was cut off in between. */
export const NOTIFY_RESTOCKED_EVERY_MS = 5 * 60_000;

type Parts = { shops: ShopStore; watches: StockWatches; jobs: Pick<JobQueue, 'add'> };

/** Job `notify-restocked`: of everything that somebody waits for, what can be had becomes one job for each who waits. */
export function createNotifyRestocked({ shops, watches, jobs }: Parts): JobHandler {
  return async (job) => {
    const shopId = shopIdSchema.parse(job.shopId);
    for (const watched of await watches.watched(shopId)) {
      const product = await shops.product(shopId, watched.productId);
      const variant = product?.variants.find(({ id }) => id === watched.variantId);
      if (variant === undefined || variant.stock === 0) continue;
      for (const { id } of await watches.waitingFor(shopId, watched)) {
        // One job for each who waits, whoever looks and how often: its key is the watch's.
        await jobs.add({ shopId, kind: MAIL_RESTOCKED, key: id, payload: { watchId: id } });
      }
    }
  };
}
