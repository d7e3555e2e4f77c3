import type { Reply, Turn } from '../turn.js';
import { orderChoices } from './order-block.js';
import { say } from './text-block.js';

/** The newest orders by number, status and date; pressing one tracks it. */
export function listOrders({ facts, texts }: Turn): Reply {
  if (facts.orders.length === 0) return { blocks: [say(texts.noOrders)] };
  const newest = facts.orders.slice(0, 8);
  return { blocks: [say(texts.yourOrders(newest.length)), orderChoices(newest, texts)] };
}
