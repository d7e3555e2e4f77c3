import { z } from 'zod';
import type { MailLimit } from '../../access/limit-mails.js';
import type { SubscriptionLinks } from '../../access/subscription-link.js';
import type { Clock } from '../../clock.js';
import { type ShopId, shopIdSchema } from '../../protocol/ids.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { isOver, type Subscription, type Subscriptions } from '../../shop/subscriptions.js';
import { textsFor } from '../../texts/texts.js';
import type { Mailer } from '../outbox/mailer.js';
import type { JobHandler, NewJob } from '../work/job-queue.js';

export const MAIL_SUBSCRIBE = 'mail-subscribe';

/** `mailId`: of the first request that this mail answers; the next one for the same address is another mail. */
const payloadSchema = z.object({ subscriptionId: z.string(), mailId: z.string() });

/** One mail for a request, and one a day at most for an address that is on the list already: so long a job's key holds. */
export function mailSubscribeJob(shopId: ShopId, mailId: string, { id, confirmedAt }: Subscription): NewJob {
  const key = confirmedAt === undefined ? id : `${id} again`;
  return { shopId, kind: MAIL_SUBSCRIBE, key, payload: { subscriptionId: id, mailId } };
}

type Parts = {
  shops: ShopStore;
  subscriptions: Subscriptions;
  mailer: Mailer;
  links: SubscriptionLinks;
  limit: MailLimit;
  clock: Clock;
};

/**
 * Job `mail-subscribe`: writes to whoever reads the address, and to nobody else: with the link that confirms, or that it is
 * confirmed already. What was replaced, removed or left for too long is not written about, nor is anything to an address that
 * was written to so often today: the chat has said the same in any case.
 */
export function createMailSubscribe({ shops, subscriptions, mailer, links, limit, clock }: Parts): JobHandler {
  return async ({ shopId, payload }) => {
    const { subscriptionId, mailId } = payloadSchema.parse(payload);
    const shop = await shops.shop(shopIdSchema.parse(shopId));
    const subscription = shop && (await subscriptions.find(shop.id, subscriptionId));
    if (shop === undefined || subscription === undefined || isOver(subscription, clock.now())) return;
    const { email } = subscription;
    if (!(await limit.maySend(shop.id, email))) return;
    const { newsletter } = textsFor(subscription.language, shop);
    const mail =
      subscription.confirmedAt === undefined
        ? {
            subject: newsletter.mailSubject(shop.name),
            text: newsletter.mailText(links.hrefFor(shop.id, subscriptionId), shop.name),
          }
        : { subject: newsletter.knownSubject(shop.name), text: newsletter.knownText(shop.name) };
    await mailer.send({ id: mailId, to: email, ...mail });
    await limit.sent(shop.id, email);
  };
}
