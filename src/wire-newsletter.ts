import { createMailLimit } from './access/limit-mails.js';
import { createSignedTokens } from './access/signed-tokens.js';
import { createSubscriptionLinks, type SubscriptionLinks } from './access/subscription-link.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { createMailSubscribe, MAIL_SUBSCRIBE } from './conversation/newsletter/mail-subscribe.js';
import type { SharedCounts } from './http/rate-limit.js';
import type { Parts } from './open-parts.js';

/** The links of the mails, as this server signs and reads them. */
export function newsletterLinks({ publicUrl }: Config, { secrets }: Pick<Parts, 'secrets'>): SubscriptionLinks {
  return createSubscriptionLinks(createSignedTokens(secrets.appSecret), publicUrl);
}

type Working = { clock: Clock; shared?: SharedCounts | undefined };

/** Takes the jobs that write to whoever asked for the newsletter. */
export function workNewsletter(config: Config, parts: Parts, { clock, shared }: Working): void {
  const { shops, subscriptions, jobs } = parts.stores;
  const links = newsletterLinks(config, parts);
  const limit = createMailLimit(shared);
  jobs.work(MAIL_SUBSCRIBE, createMailSubscribe({ shops, subscriptions, mailer: parts.mailer, links, limit, clock }));
}
