import type { Order } from '../../shop/shop.js';
import type { Reply, Turn } from '../turn.js';
import { quoteBlocks } from './answer-from-policy.js';
import { orderBlock } from './order-block.js';
import { say } from './text-block.js';

const DAY_MS = 86_400_000;

/** Which delivered orders are still in time for a return, the rule that says so, and the way on to a person. */
export function returnHelp({ facts, texts }: Turn): Reply {
  const days = facts.shop.policy.returnDays;
  const inTime = facts.orders.filter((order) => isInTime(order, facts.now, days)).slice(0, 3);
  const orders = inTime.map((order) => orderBlock(order, facts.shop, texts));
  return {
    blocks: [
      say(inTime.length === 0 ? texts.notReturnable(days) : texts.returnable(days)),
      ...orders,
      ...quoteBlocks(facts.passages.slice(0, 1)),
      say(texts.startReturn),
      { kind: 'choices', choices: [{ label: texts.handoffOffer, choice: 'intent:human_agent' }] },
    ],
  };
}

function isInTime({ status, deliveredAt }: Order, now: number, days: number): boolean {
  return status === 'delivered' && (deliveredAt === undefined || now - Date.parse(deliveredAt) <= days * DAY_MS);
}
