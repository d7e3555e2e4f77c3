import type { Intent } from '../../understanding/intent-catalog.js';
import { asksSomething } from './asks-something.js';
import type { Reading } from './reading.js';

/**
 * Which of two intents the model is torn between, where the words say one of them outright and not the other: who writes
 * 退货 wants nothing changed. Undefined where the words say neither, or both, or one has no words of its own.
 */
export function saidOutright(text: string, [first, second]: readonly [Intent, Intent]): Intent | undefined {
  const [isFirst, isSecond] = [first, second].map(({ intent }) => OWN_WORDS[intent]?.test(text));
  if (isFirst === undefined || isSecond === undefined || isFirst === isSecond) return undefined;
  return isFirst ? first : second;
}

/**
 * What came broken of an order that is named or talked about, where the model hears a change or the warranty in it, or
 * nothing: "那条毯子坏了" beside a delivered order. Undefined where the words say that other thing too.
 */
export function brokenOutright({ conversation, message, understanding, intents }: Reading): Intent | undefined {
  const { decision, slots, parts } = understanding;
  if (message.choice !== undefined || parts.length > 0 || asksSomething(message.text)) return undefined;
  if (slots.orderNumbers.length === 0 && conversation.orderInFocus === undefined) return undefined;
  const read = decision.kind === 'confident' ? decision.intent : undefined;
  const isMisread = read === undefined ? decision.kind === 'unsure' : MISREAD.has(read) && !says(message.text, read);
  return isMisread && says(message.text, BROKEN) ? intents.get(BROKEN) : undefined;
}

const BROKEN = 'damaged_or_wrong_item';
const MISREAD: ReadonlySet<string> = new Set(['warranty', 'change_items']);

function says(text: string, intent: string): boolean {
  return OWN_WORDS[intent]?.test(text) === true;
}

/** Warranty is what a thing has been used for; an exchange and a change are told apart by how far the order has come. */
const OWN_WORDS: Record<string, RegExp> = {
  return_item: /\breturn(?:ing)?\b|\bsend(?:ing)? (?:it|them|this|that|the .{1,40}?) back\b|退(?![款钱]|给|到)/iu,
  exchange_item: /\bexchang|\bswap|换货/iu,
  change_items: /\bchang|[改换](?!货)/iu,
  cancel_order: /\bcancel|取消/iu,
  change_address: /\baddress|地址/iu,
  refund_status: /\b(?:where|when|status|yet|still|got|received|waiting)\b|退款|退钱|到账/iu,
  damaged_or_wrong_item:
    /\b(?:broken|damaged|crack\w*|chipp?\w*|smashed|shattered|dented|torn|ripped|faulty|defective|wrong)\b|坏|碎|裂|破损|破了|弄脏|发错|寄错/iu,
  missing_item: /\bmissing\b|\bnot in (?:the|my) (?:box|parcel|package)\b|少了|少发|漏了|漏发|缺了/iu,
  warranty:
    /\bwarrant|\bguarant|\b(?:after|since|years?|months?|worn?|wore|used|stopped|still)\b|\brepair|保修|质保|[年月]|修/iu,
};
