import { vouchersOpenTo } from '../../shop/voucher.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Asked } from '../facts/asked.js';
import { findCode } from './find-code.js';

type Reading = Omit<Asked, 'now' | 'lead'>;

/**
 * The purpose of a message that names a voucher code and could not be understood for sure, or asks about discounts: what the
 * shop knows of the code is said. Whether there is such a code makes no difference, so that none can be guessed this way.
 */
export function orNamedCode(reading: Reading, intents: ReadonlyMap<string, Intent>): Asked['purpose'] {
  const { shop, conversation, message, understanding, purpose } = reading;
  const intent = intents.get(CODE_PROBLEM);
  if (intent === undefined || message.choice !== undefined || shop.vouchers.length === 0) return purpose;
  const known = vouchersOpenTo(shop.vouchers, conversation.customer?.customerId);
  const { orderNumbers } = understanding.slots;
  const code = findCode(message.text, { known, isAsked: false, orderNumbers });
  return code !== undefined && isMeant(reading, code)
    ? { kind: 'serve', intent, orderNumber: orderNumbers[0] }
    : purpose;
}

const CODE_PROBLEM = 'voucher_problem';
/** Among so many of the likeliest intents. */
const LIKELY = 3;

function isMeant({ purpose, understanding: { ranking } }: Reading, code: string): boolean {
  switch (purpose.kind) {
    case 'unsure':
    case 'ambiguous':
    case 'out-of-scope':
      return ranking.slice(0, LIKELY).some(({ intent }) => intent === CODE_PROBLEM);
    case 'serve':
      // "A discount for STUDENTS" names none.
      return purpose.intent.intent === 'discounts' && /\p{N}/u.test(code);
    default:
      return false;
  }
}
