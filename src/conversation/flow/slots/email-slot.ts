import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotReader } from './slot-reader.js';

/** An e-mail address; the last of several in one message, as in "not old@…, new@…". */
export const emailSlot: SlotReader<ValueOf<'email'>> = {
  read: ({ heard, isAsked, texts, conversation }) => {
    const email = heard.find(({ slots }) => slots.emails.length > 0)?.slots.emails.at(-1);
    if (email !== undefined) return { kind: 'filled', value: { as: 'email', email } };
    return isAsked ? { kind: 'open', problem: oneOf(texts.slots.emailUnread, conversation) } : { kind: 'open' };
  },
  offer: () => [],
  words: ({ email }) => ({ '': email }),
};
