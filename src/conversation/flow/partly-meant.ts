import { allSteps } from './flow.js';
import { actionFacts, type Walk } from './flow-walk.js';
import { itemsNamed } from './slots/items-named.js';
import { isOnly } from './slots/meant-and-not.js';

/** Whether somebody who cancels an order speaks of some of it only: "just the socks, keep the rest". */
export function isPartlyMeant(walk: Walk): boolean {
  const { order } = actionFacts(walk);
  const cancels = allSteps(walk.frame().flow.steps).some((step) => 'do' in step && step.do === 'cancel-order');
  if (!cancels || order === undefined) return false;
  return walk.run.heard.some(({ text }) => {
    if (!isOnly(text) && !LEAVES_REST.test(text) && !OUT_OF_ORDER.test(text)) return false;
    const named = itemsNamed(order, text, { isAsked: true });
    return named.kind === 'parts' && named.parts.length < order.items.length;
  });
}

/** "The bottles in order HL-1"; an order that is called by what it holds, "my bottle order", is meant as a whole. */
const OUT_OF_ORDER =
  /\b(?:in|from|of|out of) (?:(?:my|the|this|that) )?(?:order\b|#?[a-z]{1,3}-?\d{4,10})|[里中](?:面|边|头)?的/iu;
const LEAVES_REST =
  /\b(?:the rest|the others?|everything else|keep|except|not all|part of)\b|别的|其他|其余|剩下|留着|保留|部分/iu;
