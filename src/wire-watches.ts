import { createMailRestocked, MAIL_RESTOCKED } from './conversation/watch/mail-restocked.js';
import {
  createNotifyRestocked,
  NOTIFY_RESTOCKED,
  NOTIFY_RESTOCKED_EVERY_MS,
} from './conversation/watch/notify-restocked.js';
import type { JobQueue } from './conversation/work/job-queue.js';
import type { JobRepeater } from './conversation/work/job-repeater.js';
import type { Parts } from './open-parts.js';

/** Takes the jobs that tell who waits for stock. */
export function workWatches({ stores, mailer }: Parts): void {
  const { shops, stockWatches: watches, jobs } = stores;
  jobs.work(NOTIFY_RESTOCKED, createNotifyRestocked({ shops, watches, jobs }));
  jobs.work(MAIL_RESTOCKED, createMailRestocked({ shops, watches, mailer }));
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
