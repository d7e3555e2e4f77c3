import { readAmounts } from '../../../understanding/slots/read-amounts.js';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotContext, SlotReader } from './slot-reader.js';

/** An amount of money in the shop's currency; nothing is converted. */
export const amountSlot: SlotReader<ValueOf<'amount'>> = {
  read: (context) => {
    const { heard, isAsked, facts, texts, conversation } = context;
    const { currency } = facts.shop;
    const readings = heard.map(({ text }) => readAmounts(text, { currency, isAsked }));
    const [amount] = readings.flatMap((reading) => (reading.kind === 'amounts' ? reading.amounts : []));
    if (amount !== undefined) return { kind: 'filled', value: { as: 'amount', amount } };
    const [newest] = readings;
    if (newest?.kind === 'other-currency') {
      return {
        kind: 'open',
        problem: oneOf(texts.slots.otherCurrency(newest.written, exampleOf(context)), conversation),
        isAnswer: true,
      };
    }
    return isAsked ? { kind: 'open', problem: oneOf(texts.slots.amountUnread, conversation) } : { kind: 'open' };
  },
  offer: () => [],
  words: ({ amount }, { texts }) => ({ '': texts.money(amount) }),
};

/** How the shop writes money. */
function exampleOf({ texts }: SlotContext): string {
  return texts.money(10_00);
}
