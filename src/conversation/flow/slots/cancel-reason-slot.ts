import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';
import { bestNamed, wordsIn } from './words.js';

type Value = ValueOf<'cancel-reason'>;

/** One of the shop's reasons for cancelling; a shop that names none asks for none. */
export const cancelReasonSlot: SlotReader<Value> = {
  read: (context) => {
    const reasons = reasonsOf(context);
    if (reasons.length === 0) return { kind: 'filled', value: { as: 'cancel-reason' } };
    const choice = pressed(context);
    const said = new Set(context.heard.flatMap(({ text }) => wordsIn(text)));
    const reason = reasons.find((one) => one === choice) ?? bestNamed(reasons, (one) => one, said);
    if (reason !== undefined) return { kind: 'filled', value: { as: 'cancel-reason', reason } };
    return context.isAsked
      ? {
          kind: 'open',
          problem: oneOf(context.texts.flow.reasonNotAccepted(reasons.join(context.texts.or)), context.conversation),
        }
      : { kind: 'open' };
  },
  offer: (context) => [
    {
      kind: 'choices',
      choices: reasonsOf(context)
        .slice(0, 8)
        .map((reason) => ({ label: reason, choice: choiceFor(context.step, reason) })),
    },
  ],
  words: ({ reason = '' }) => ({ '': reason }),
};

function reasonsOf({ facts }: SlotContext): string[] {
  return facts.shop.policy.cancelReasons;
}
