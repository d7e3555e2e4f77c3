import type { InFlow } from '../reading/purpose.js';
import { sameNumber } from '../replies/pick-order.js';
import type { Reply, Turn } from '../turn.js';
import { allSteps } from './flow.js';
import type { FlowFrame } from './flow-frame.js';
import { heardBefore, withoutQuestion } from './play-flow.js';
import { runFlow } from './run-flow.js';
import { nothingSaid, startFlows, waitWith } from './start-flows.js';

/**
 * "TS-1 and TS-2", where one order was asked for: each gets a flow of its own, in the order they were named. The one under
 * way waits with the last of them. Undefined where the message is no such answer.
 */
export function oneEach(turn: Turn, { frame, other, isDropped }: InFlow): Reply | undefined {
  const isAnswer = other === undefined && !isDropped && asksForOrder(turn, frame);
  const numbers = isAnswer ? ordersNamed(turn) : [];
  const last = numbers.at(-1);
  if (last === undefined || numbers.length < 2) return undefined;
  const outcome = runFlow({
    frame,
    turn: withoutQuestion(turn),
    heard: [heardBefore({ text: last, choice: undefined })],
  });
  const { flow, intent } = frame;
  const wishes = numbers.slice(0, -1).map((text) => ({ kind: 'flow' as const, intent: { intent }, flow, text }));
  return startFlows(turn, wishes, waitWith(outcome, [], nothingSaid(turn)));
}

function asksForOrder({ conversation: { question } }: Turn, { flow }: FlowFrame): boolean {
  if (question?.kind !== 'flow-slot') return false;
  return allSteps(flow.steps).some((step) => 'ask' in step && step.ask === question.slot && step.as === 'order');
}

/** Those of the customer's own, each once. */
function ordersNamed({ facts, understanding }: Turn): string[] {
  const ids = understanding.slots.orderNumbers.flatMap(
    (number) => facts.orders.find(({ id }) => sameNumber(id, number))?.id ?? [],
  );
  return [...new Set(ids)];
}
