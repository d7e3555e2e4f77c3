import type { Intent } from '../../understanding/intent-catalog.js';
import { actionOf } from '../flow/flow.js';
import type { FlowFrame } from '../flow/flow-frame.js';
import type { Reading } from './reading.js';

/** Who pays the postage, right after something goes back: that of the way back, which is asked of the rules for returns. */
export function postageLeftOut(reading: Reading): Intent | undefined {
  return SENDS_BACK.has(reading.conversation.lastIntent ?? '') ? rulesFor(reading) : undefined;
}

/** The same beside the flow that sends it back. */
export function postageBeside(reading: Reading, { flow }: FlowFrame): Intent | undefined {
  const action = actionOf(flow);
  return action === 'return-items' || action === 'exchange-items' ? rulesFor(reading) : undefined;
}

const SENDS_BACK = new Set(['return_item', 'exchange_item']);

function rulesFor({ message: { text, choice }, understanding, intents }: Reading): Intent | undefined {
  if (choice !== undefined || text.length > LONGEST || understanding.parts.length > 0) return undefined;
  return POSTAGE.test(text) && !NEW_ORDER.test(text) ? intents.get('return_policy') : undefined;
}

/** Longer texts say what they want. */
const LONGEST = 80;
const POSTAGE =
  /\b(?:postage|(?:return|shipping|delivery) (?:costs?|fees?|label)|pay (?:for )?(?:the )?(?:shipping|delivery|return))\b|[邮运]费|快递费/iu;
const NEW_ORDER = /\b(?:new|another|next|other) order\b|\bto (?:[A-Z]\w+)|free (?:from|over|above)|下单|新订单|满多少/u;
