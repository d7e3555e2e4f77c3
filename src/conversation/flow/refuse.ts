import { decideAction } from '../../shop/actions/decide-action.js';
import { isOrderAction, type Refusal } from '../../shop/actions/shop-action.js';
import { say } from '../replies/text-block.js';
import { actionOf } from './flow.js';
import { askerOf, earlyRefusal, slotBehind, toAction } from './flow-action.js';
import { actionFacts, end, type FlowOutcome, valuesOf, type Walk } from './flow-walk.js';
import { isLedOn } from './lead-on.js';
import { refusalInWords } from './refusal-in-words.js';

/** As soon as the order is known: nothing is asked that would be in vain. */
export function refuseEarly(walk: Walk): FlowOutcome | undefined {
  const action = actionOf(walk.frame().flow);
  const facts = actionFacts(walk);
  if (action === undefined || facts.order === undefined) return undefined;
  const reason = earlyRefusal(action, facts);
  if (reason === undefined || isLedOn(walk, facts)) return undefined;
  return refuse(walk, reason);
}

/** What stands against what the slots hold, if they are full. */
export function refusalOf(walk: Walk): Refusal | undefined {
  const name = actionOf(walk.frame().flow);
  const action = name && toAction(name, walk.frame().slots, askerOf(walk.run.turn));
  const decided = action && isOrderAction(action) ? decideAction(action, actionFacts(walk)) : undefined;
  return decided?.kind === 'refused' ? decided.reason : undefined;
}

/** Says why; asks again for what another answer could mend, otherwise it is over. */
export function refuse(walk: Walk, reason: Refusal): FlowOutcome | undefined {
  const words = inWords(walk, reason);
  walk.blocks.push(say(words));
  const slot = slotBehind(reason);
  const isMendable = slot !== undefined && walk.frame().slots[slot] !== undefined && !walk.refusals.has(reason);
  if (!isMendable) return end(walk, 'refused', words);
  walk.refusals.add(reason);
  walk.run = { ...walk.run, heard: [], answer: undefined };
  walk.add({ kind: 'slot-cleared', slot });
  return undefined;
}

/** What stands against a code is told with its date, its sum or its order. */
function inWords(walk: Walk, reason: Refusal): string {
  const { texts } = walk.run.turn;
  const { order } = actionFacts(walk);
  const verdict = slotBehind(reason) === 'code' ? valuesOf(walk)['code.verdict'] : undefined;
  return verdict ?? refusalInWords(reason, order, texts);
}
