import type { ActionFacts } from '../../shop/actions/shop-action.js';
import { say } from '../replies/text-block.js';
import { actionOf, type Flow } from './flow.js';
import { earlyRefusal } from './flow-action.js';
import { spoken, type Walk } from './flow-walk.js';

/**
 * Goes on with another flow, about the same order, where that serves it and this one cannot: what is still pending is
 * changed, what has arrived is exchanged, whichever word was used. Says so. False where there is none.
 */
export function isLedOn(walk: Walk, facts: ActionFacts): boolean {
  const { flow, intent, slots } = walk.frame();
  const { order } = slots;
  const instead = flow.instead?.find(
    ({ statuses }) => facts.order !== undefined && statuses.includes(facts.order.status),
  );
  const other = walk.run.turn.facts.flows.get(instead?.flow ?? '');
  if (instead === undefined || other === undefined || order === undefined || !serves(other, facts)) return false;
  walk.blocks.push(say(spoken(walk, instead.say, 'instead')));
  walk.add({ kind: 'flow-ended', outcome: 'replaced' });
  walk.add({ kind: 'flow-started', flow: other, intent });
  walk.add({ kind: 'slot-filled', slot: 'order', value: order, isPart: false });
  return true;
}

function serves(flow: Flow, facts: ActionFacts): boolean {
  const action = actionOf(flow);
  return action !== undefined && earlyRefusal(action, facts) === undefined;
}
