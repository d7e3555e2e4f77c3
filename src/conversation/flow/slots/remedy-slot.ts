import { type Remedies, remediesFor } from '../../../shop/actions/compensate.js';
import type { RemedyKind } from '../../../shop/compensation-policy.js';
import { actionFactsFor } from '../../action-facts.js';
import { oneOf } from '../../replies/one-of.js';
import { slotOf, type ValueOf } from '../slot-value.js';
import { orderOf } from './items-slot.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';

type Value = ValueOf<'remedy'>;
type Saying = Parameters<SlotReader<Value>['words']>[1];

const SAID: [RegExp, RemedyKind][] = [
  [/\b(replacement|replace|new one|another one|again|resend)\b|补发|重发|重新发|换(一|新)/iu, 'replacement'],
  [/\b(refund|money|back)\b|退款|退钱/iu, 'refund'],
  [/\b(credit|gift ?-?card|voucher)\b|礼品卡|额度|代金券/iu, 'credit'],
];

/** What makes good for the trouble the step names, as the shop's settings say; `none` where they give nothing. */
export const remedySlot: SlotReader<Value> = {
  read: (context) => {
    const found = remediesIn(context);
    const { for: trouble = 'late' } = context.step;
    if (found.kind === 'none')
      return { kind: 'filled', value: { as: 'remedy', trouble, kind: 'none', amount: 0, why: found.reason } };
    const [only, ...others] = found.remedies;
    const chosen = others.length === 0 ? only : found.remedies.find(({ kind }) => kind === kindSaid(context));
    if (chosen !== undefined) return { kind: 'filled', value: { as: 'remedy', trouble, ...chosen } };
    return context.isAsked
      ? { kind: 'open', problem: oneOf(context.texts.amends.whichRemedy, context.conversation) }
      : { kind: 'open' };
  },
  offer: (context) => {
    const found = remediesIn(context);
    if (found.kind === 'none') return [];
    const choices = found.remedies.map(({ kind, amount }) => ({
      label: [context.texts.amends.remedy[kind], ...(amount > 0 ? [context.texts.money(amount)] : [])].join(' · '),
      choice: choiceFor(context.step, kind),
    }));
    return [{ kind: 'choices', choices }];
  },
  words: (value, context) => ({ '': remedyInWords(value, context), why: whyNot(value, context) }),
};

function remediesIn({ step, slots, facts, product }: SlotContext): Remedies {
  const order = orderOf(slots, facts.orders);
  const parts = slotOf(slots, 'items', 'items')?.parts;
  return remediesFor({ trouble: step.for ?? 'late', parts }, actionFactsFor(facts, { order, product }));
}

function kindSaid(context: SlotContext): string | undefined {
  const [newest] = context.heard;
  if (newest === undefined || !context.isAsked) return undefined;
  return pressed(context) ?? SAID.find(([pattern]) => pattern.test(newest.text))?.[1];
}

function remedyInWords(value: Value, { texts }: Saying): string {
  if (value.kind === 'none') return '';
  if (value.kind === 'replacement') return texts.amends.replacement;
  return texts.amends[value.kind](texts.money(value.amount));
}

function whyNot(value: Value, { slots, facts, texts }: Saying): string {
  if (value.why === undefined) return '';
  const order = orderOf(slots, facts.orders);
  return texts.refused[value.why](order?.id ?? '', order === undefined ? '' : texts.status[order.status]);
}
