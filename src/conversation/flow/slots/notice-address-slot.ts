import { z } from 'zod';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotReader } from './slot-reader.js';

type Value = ValueOf<'notice-address'>;

/** Where a notice or the newsletter goes: an e-mail address that was written, or that of a customer who is known. */
export const noticeAddressSlot: SlotReader<Value> = {
  read: ({ heard, isAsked, facts, texts, conversation }) => {
    const written = heard.find(({ slots }) => slots.emails.length > 0)?.slots.emails.at(-1);
    if (written !== undefined && isAddress(written))
      return { kind: 'filled', value: { as: 'notice-address', email: written } };
    const onFile = facts.customer?.email;
    if (written === undefined && onFile !== undefined)
      return { kind: 'filled', value: { as: 'notice-address', email: onFile, isOnFile: true } };
    return isAsked || written !== undefined
      ? { kind: 'open', problem: oneOf(texts.slots.emailUnread, conversation) }
      : { kind: 'open' };
  },
  offer: () => [],
  // Whoever is known only by a claim is not told the address on file, nor whether they have guessed it.
  words: ({ email, isOnFile }) => ({ '': isOnFile === true ? masked(email) : email }),
};

/** What the mail server would refuse is asked for again here, while somebody can mend it. */
function isAddress(text: string): boolean {
  return z.email().max(254).safeParse(text).success;
}

function masked(email: string): string {
  return email.replace(/^(.).*@/u, '$1…@');
}
