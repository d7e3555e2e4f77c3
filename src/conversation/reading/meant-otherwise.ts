import type { Intent } from '../../understanding/intent-catalog.js';
import type { Reading } from './reading.js';
import { onlyHolds } from './yes-or-no.js';

/**
 * What is meant where the words turn round what the model hears: "don't cancel my order" wants nothing cancelled, "cheers for
 * nothing" is no thanks, "hold off" is no goodbye, and "who is delivering it" asks for the carrier and misses no parcel.
 */
export function meantOtherwise({ message: { text, choice }, understanding, intents }: Reading): Intent | undefined {
  const { decision, parts, slots } = understanding;
  if (choice !== undefined || parts.length > 0 || decision.kind !== 'confident') return undefined;
  if (HEARD_IN_HOLD.has(decision.intent) && onlyHolds(text)) return intents.get('deny');
  if (decision.intent === 'cancel_order') return FORBIDS.test(text.trim()) ? intents.get('deny') : undefined;
  if (decision.intent === 'thanks') return SCORNS.test(text) ? intents.get('complaint') : undefined;
  const isOfParcel = OF_PARCEL.has(decision.intent) && slots.orderNumbers.length === 0;
  return isOfParcel && CARRIER.test(text) ? intents.get('delivery_time') : undefined;
}

const HEARD_IN_HOLD: ReadonlySet<string> = new Set(['goodbye', 'affirm']);

/** With no other wish behind it. */
const FORBIDS =
  /^(?:please |no,? )?(?:don['’]?t|do not|never) cancel(?: (?:it|that|my order|the order|anything|order [\w-]{3,20}|[\w-]{3,20}))?(?:,? please)?[.!]*$|^(?:请|還是|还是|先|千万)?(?:别|不要|唔好|唔要|勿)(?:帮我|给我)?取消(?:了|我?[的張张]?(?:订单|訂單|单|單))?[吧啊。！!]*$/iu;

const SCORNS =
  /\bfor nothing\b|\b(?:broken|wrong|missing|useless|no parcel)\b|\b(?:did not|didn['’]?t|does not|doesn['’]?t|not|no|of no) (?:any )?help(?:ed|ful|ing)?\b|没用|没帮|没解决|坏了|没到/iu;

const OF_PARCEL: ReadonlySet<string> = new Set(['delivered_not_received', 'track_order']);
const CARRIER =
  /\b(?:who(?:['’]?s| is| will be| are you)|which (?:carrier|courier|company)|what (?:carrier|courier)) .{0,20}\b(?:deliver\w*|shipp?\w*|bring\w*|carry\w*)/iu;
