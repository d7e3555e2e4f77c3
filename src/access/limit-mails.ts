import { createCounter, type SharedCounts } from '../http/rate-limit.js';
import { hashedName } from './hashed-name.js';

/** How often an address is written to that may be a stranger's, whoever asks for it and however. */
export type MailLimit = {
  maySend(shopId: string, email: string): Promise<boolean>;
  sent(shopId: string, email: string): Promise<void>;
};

/** Enough for a mail that was lost and one that was deleted; too few to fill a mailbox. */
const MAILS_PER_DAY = 3;

export function createMailLimit(shared?: SharedCounts): MailLimit {
  const counter = createCounter({ name: 'mails', points: MAILS_PER_DAY, seconds: 24 * 3600, shared });
  const keyOf = (shopId: string, email: string) => `${shopId}/${hashedName(email.trim().toLowerCase())}`;
  return {
    maySend: async (shopId, email) => {
      const state = await counter((limiter) => limiter.get(keyOf(shopId, email)));
      return state === null || state.consumedPoints < MAILS_PER_DAY;
    },
    sent: async (shopId, email) => {
      await counter((limiter) => limiter.penalty(keyOf(shopId, email)));
    },
  };
}
