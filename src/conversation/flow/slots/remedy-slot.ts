import { type Remedies, remediesFor } from '../../../shop/actions/compensate.js';
import type { RemedyKind } from '../../../shop/compensation-policy.js';
import { actionFactsFor } from '../../action-facts.js';
import { asksSomething } from '../../reading/asks-something.js';
import { oneOf } from '../../replies/one-of.js';
import { slotOf, type ValueOf } from '../slot-value.js';
import { orderOf } from './items-slot.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';

type Value = ValueOf<'remedy'>;
type Saying = Parameters<SlotReader<Value>['words']>[1];

const SAID: [RegExp, RemedyKind][] = [
  [/\b(replacement|replace|new one|another one|again|resend)\b|补发|重发|重新发|换(一|新)/iu, 'replacement'],
  [/\b(refund\w*|money|cash|reimburse\w*|pay (me )?back)\b|退款|退钱|钱退/iu, 'refund'],
  [/\b(credit|gift ?-?card|voucher)\b|礼品卡|额度|代金券/iu, 'credit'],
];

/** "Can I have my money back?" asks for it. */
const ASKS_FOR =
  /\b(?:can|could|may|might) (?:i|we|you|u)\b|\b(?:what|how) about\b|\bplease\b|\bpossible\b|可以|能|给我|行吗|好吗/iu;
const ASKS_HOW = /\b(?:what|which|when|where|who|why|how)\b(?! about)|多久|什么|怎么|多少|哪|几[个天时]/iu;

/** "Do I have to send it back for the refund?" is no answer to which remedy it shall be. */
function isAskedAbout(text: string): boolean {
  return asksSomething(text) && (ASKS_HOW.test(text) || !ASKS_FOR.test(text));
}

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
    return context.isAsked ? { kind: 'open', problem: problemWith(context) } : { kind: 'open' };
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
  if (pressed(context) === undefined && isAskedAbout(newest.text)) return undefined;
  return pressed(context) ?? SAID.find(([pattern]) => pattern.test(newest.text))?.[1];
}

/** Who asks about it gets no answer here, and is told who has one. */
function problemWith({ heard: [newest], texts, conversation }: SlotContext): string {
  const isQuestion = newest !== undefined && asksSomething(newest.text);
  return oneOf(isQuestion ? texts.amends.askPerson : texts.amends.whichRemedy, conversation);
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
