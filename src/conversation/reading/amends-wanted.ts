import type { Intent } from '../../understanding/intent-catalog.js';
import type { Reading } from './reading.js';

/**
 * The complaint that a message holds which asks to be made good for, or which says that an order is late and was read as
 * calling it off: no intent has words for either, and the model reads anything into them.
 */
export function amendsWanted({ message, understanding: { decision }, intents }: Reading): Intent | undefined {
  if (message.choice !== undefined) return undefined;
  const read = decision.kind === 'confident' ? decision.intent : undefined;
  const isWanted = AMENDS.test(message.text) && !(read !== undefined && TROUBLES.has(read));
  const isCalledOff = read === 'cancel_order' || (decision.kind === 'ambiguous' && isEither(decision.intents));
  const isLate = isCalledOff && LATE.test(message.text) && !CANCELS.test(message.text);
  return isWanted || isLate ? intents.get('complaint') : undefined;
}

function isEither(intents: readonly string[]): boolean {
  return intents.includes('cancel_order') && intents.includes('complaint');
}

/** What went wrong is told, and made good for by itself. */
const TROUBLES: ReadonlySet<string> = new Set(['damaged_or_wrong_item', 'missing_item', 'delivered_not_received']);

const AMENDS =
  /\bcompensat\w*|\breimburse me for (?:the|this|your) (?:delay|trouble|wait\w*)|\bmake (?:it |this )?(?:up to me|good)|\bmake amends|\bgoodwill\b|\b(?:something|anything|money|credit|a discount) for (?:the|this|my) (?:delay|trouble|wait\w*|inconvenience)|[补赔]偿|赔(?:我|钱|点|付|多少|一[点些])|要赔|怎么赔|能赔/iu;
const LATE = /\b(?:late|delayed|delay|overdue|waiting|waited)\b|晚[到了]|迟到|延误|拖了|等了/iu;
const CANCELS =
  /\bcancel\w*|\bcall (?:it )?off|\b(?:do not|don['’]?t|no longer) (?:want|need)|\bstop\b|\brefund\b|取消|不要了|不想要|退/iu;
