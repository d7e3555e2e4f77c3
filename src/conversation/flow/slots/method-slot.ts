import { paidByMethod } from '../../../shop/actions/move-money.js';
import type { Customer } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { methodInWords } from '../../replies/payment-method.js';
import type { ValueOf } from '../slot-value.js';
import { atPlace } from './at-place.js';
import { orderOf } from './items-slot.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';
import { bestNamed, wordsIn } from './words.js';

type Value = ValueOf<'method'>;
type Method = Customer['paymentMethods'][number];

const ORIGINAL = /\b(original|same|(how|way|card) i paid|back to it|used)\b|原/iu;
/** In the place of a number that is not kept: which card it was is not known. */
const REDACTED = /\[[a-z-]+\]/g;
const KINDS: [RegExp, Method['kind']][] = [
  [/\bgift ?-?card|voucher\b|礼品卡/iu, 'gift-card'],
  [/\bpay ?pal\b/iu, 'paypal'],
  [/\bbank (?:transfer|account)\b|(?:银行)?转账|银行账户/iu, 'bank-transfer'],
  [/\b(credit|debit|bank)? ?card\b|visa|master ?card|信用卡|银行卡|(?<!礼品)卡/iu, 'card'],
];

/** One of the customer's payment methods; for a refund, the way the order was paid or a gift card. */
export const methodSlot: SlotReader<Value> = {
  read: (context) => {
    const methods = methodsOf(context);
    const [only, ...others] = methods;
    if (only === undefined) return { kind: 'none' };
    if (others.length === 0) return filled(only);
    const named = methods.find(({ id }) => id === pressed(context)) ?? methodSaid(context, methods);
    if (named !== undefined) return filled(named);
    if (!context.isAsked) return { kind: 'open' };
    const problem = oneOf(context.texts.flow.whichMethod, context.conversation);
    return { kind: 'open', problem, isAnswer: kindSaid(context) !== undefined };
  },
  offer: (context) => [
    {
      kind: 'choices',
      choices: methodsOf(context)
        .slice(0, 8)
        .map((method) => ({ label: labelOf(method, context), choice: choiceFor(context.step, method.id) })),
    },
  ],
  words: ({ methodId }, saying) => ({ '': methodInWords(saying, methodId) }),
};

function filled({ id }: Method) {
  return { kind: 'filled' as const, value: { as: 'method' as const, methodId: id } };
}

function methodsOf(context: SlotContext): Method[] {
  const all = context.facts.customer?.paymentMethods ?? [];
  if (context.step.other === true) return all.filter((method) => !hasPaid(context, method));
  if (context.step.refund !== true) return all;
  return all.filter((method) => method.kind === 'gift-card' || hasPaid(context, method));
}

function hasPaid({ slots, facts }: SlotContext, { id }: Method): boolean {
  const order = orderOf(slots, facts.orders);
  return order !== undefined && (paidByMethod(order).get(id) ?? 0) > 0;
}

function methodSaid(context: SlotContext, methods: Method[]): Method | undefined {
  const text = textOf(context);
  const kind = kindSaid(context);
  const ofKind = methods.filter((method) => method.kind === kind);
  if (ofKind.length === 1) return ofKind[0];
  const original = methods.filter((method) => hasPaid(context, method));
  if (ORIGINAL.test(text) && original.length === 1) return original[0];
  const placed = context.isAsked ? atPlace(methods, text) : undefined;
  return placed ?? bestNamed(methods, ({ label }) => label, new Set(wordsIn(text)));
}

function kindSaid(context: SlotContext): Method['kind'] | undefined {
  return KINDS.find(([pattern]) => pattern.test(textOf(context)))?.[1];
}

function textOf({ heard }: SlotContext): string {
  return heard.map((one) => one.text.replace(REDACTED, ' ')).join(' ');
}

function labelOf({ label, balance }: Method, { texts }: SlotContext): string {
  const name = texts.methodName(label);
  return balance === undefined ? name : `${name} · ${texts.money(balance)}`;
}
