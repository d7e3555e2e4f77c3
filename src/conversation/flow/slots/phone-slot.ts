import { countryCode } from '../../../understanding/slots/country-code.js';
import { phoneInWords, readPhone } from '../../../understanding/slots/read-phone.js';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotContext, SlotReader } from './slot-reader.js';

/** A phone number that is one, as E.164 has it; without a prefix it is of the country where the customer lives. */
export const phoneSlot: SlotReader<ValueOf<'phone'>> = {
  read: (context) => {
    const readings = context.heard.map(({ text }) => readPhone(text, countryOf(context)));
    const [found] = readings.flatMap((reading) => (reading.kind === 'phone' ? [reading] : []));
    if (found !== undefined) return { kind: 'filled', value: { as: 'phone', e164: found.e164 } };
    const [newest] = readings;
    const { texts, conversation, isAsked } = context;
    if (newest?.kind === 'invalid') {
      return { kind: 'open', problem: oneOf(texts.slots.phone[newest.why], conversation), isAnswer: true };
    }
    return isAsked ? { kind: 'open', problem: oneOf(texts.slots.phone.unread, conversation) } : { kind: 'open' };
  },
  offer: () => [],
  words: ({ e164 }) => ({ '': phoneInWords(e164) }),
};

function countryOf({ facts }: SlotContext) {
  const written = facts.customer?.address.country ?? facts.orders[0]?.address.country;
  return written === undefined ? undefined : countryCode(written);
}
