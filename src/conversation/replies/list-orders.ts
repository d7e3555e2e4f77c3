import type { Reply, Turn } from '../turn.js';
import { orderChoices } from './order-block.js';
import { say, sayOneOf } from './text-block.js';

/** The newest orders by number, status and date; pressing one tracks it. */
export function listOrders(turn: Turn): Reply {
  const { facts, texts } = turn;
  if (facts.orders.length === 0) return { blocks: [sayOneOf(texts.noOrders, turn)] };
  const newest = facts.orders.slice(0, 8);
  return { blocks: [say(texts.yourOrders(newest.length)), orderChoices(newest, texts)] };
}
