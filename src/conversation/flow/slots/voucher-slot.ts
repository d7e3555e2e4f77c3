import { voucherKey, vouchersOpenTo } from '../../../shop/voucher.js';
import { oneOf } from '../../replies/one-of.js';
import { personChoice } from '../../replies/person-choice.js';
import { findCode } from '../../voucher/find-code.js';
import { amountOffInWords, verdictInWords } from '../../voucher/verdict-in-words.js';
import type { ValueOf } from '../slot-value.js';
import { orderOf } from './items-slot.js';
import type { SlotContext, SlotReader } from './slot-reader.js';

type Value = ValueOf<'voucher'>;

/** A voucher code. One that does not exist is taken as well: what the shop says of it is the same as of somebody else's. */
export const voucherSlot: SlotReader<Value> = {
  read: (context) => {
    const { texts, conversation, isAsked, facts } = context;
    const code = codeIn(context);
    if (facts.codes?.areBlocked === true && (isAsked || code !== undefined)) {
      return { kind: 'open', problem: oneOf(texts.voucher.tooMany, conversation) };
    }
    if (code !== undefined) return { kind: 'filled', value: { as: 'voucher', code } };
    return isAsked ? { kind: 'open', problem: oneOf(texts.voucher.whichCode, conversation) } : { kind: 'open' };
  },
  offer: ({ facts, texts }) =>
    facts.codes?.areBlocked === true
      ? [
          {
            kind: 'choices',
            choices: [personChoice(texts), { label: texts.flow.drop, choice: 'flow:drop' }],
          },
        ]
      : [],
  words: ({ code }, context) => {
    const order = orderOf(context.slots, context.facts.orders);
    const telling = { ...context, code, order };
    return { '': code, verdict: verdictInWords(telling), off: amountOffInWords(telling) };
  },
};

function codeIn({ heard, isAsked, facts }: SlotContext): string | undefined {
  const known = vouchersOpenTo(facts.shop.vouchers, facts.customer?.id);
  const codes = heard.flatMap(({ text, slots: { orderNumbers }, choice }, at) => {
    const answers = isAsked && at === 0 && choice === undefined;
    return findCode(text, { known, isAsked: answers, orderNumbers }) ?? [];
  });
  // A code that exists is meant rather than something that only looks like one.
  return codes.find((code) => known.some((one) => voucherKey(one.code) === voucherKey(code))) ?? codes[0];
}
