import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotReader } from './slot-reader.js';

type Value = ValueOf<'notice-address'>;

/** Where a notice or the newsletter goes: an e-mail address that was written, or that of a customer who is known. */
export const noticeAddressSlot: SlotReader<Value> = {
  read: ({ heard, isAsked, facts, texts, conversation }) => {
    const email = heard.find(({ slots }) => slots.emails.length > 0)?.slots.emails.at(-1) ?? facts.customer?.email;
    if (email !== undefined) return { kind: 'filled', value: { as: 'notice-address', email } };
    return isAsked ? { kind: 'open', problem: oneOf(texts.slots.emailUnread, conversation) } : { kind: 'open' };
  },
  offer: () => [],
  // Whoever is known only by a claim is not told the address on file.
  words: ({ email }, { facts }) => ({ '': email === facts.customer?.email ? masked(email) : email }),
};

function masked(email: string): string {
  return email.replace(/^(.).*@/u, '$1…@');
}
