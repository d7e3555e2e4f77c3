import type { Intent } from '../../understanding/intent-catalog.js';
import { whereNamed } from './intent-left-out.js';
import type { Reading } from './reading.js';

/**
 * What a message is for that asks for an order among words which say more of the customer than of the wish: where one is
 * that it names, wants that first, however angry the rest is, and a greeting with an order in it is about that order.
 */
export function whereaboutsAsked(reading: Reading): Intent | undefined {
  const { message, understanding, intents } = reading;
  const { text, choice } = message;
  const { decision, parts } = understanding;
  if (choice !== undefined || parts.length > 0) return undefined;
  const read = decision.kind === 'confident' ? decision.intent : undefined;
  const isOpen = read === undefined || read === 'complaint';
  if (isOpen) return whereNamed(reading);
  if (read === 'thanks' && AND_MINE.test(text)) return intents.get('track_order');
  return read === 'greeting' && ABOUT_ORDER.test(text) ? intents.get('order_history') : undefined;
}

/** "Thanks, but my parcel?" */
const AND_MINE = /\b(?:but|and) (?:what about |where is )?my (?:order|parcel|package)\b|我的?(?:货|快递|包裹|订单)呢/iu;
const ABOUT_ORDER =
  /\babout (?:my|an|the|that) (?:last |latest )?(?:order|parcel|package|delivery)\b|(?:关于|咨询|问问?|说说?)(?:一下)?我?的?(?:订单|包裹|快递)/iu;
