import { toAppError } from '../errors.js';
import type { Shop } from '../shop/shop.js';
import type { ShopActionResult } from '../shop/shop-store.js';
import { textsFor } from '../texts/texts.js';
import type { Conversation } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { reportCancel } from './replies/cancel-order.js';
import { say } from './replies/text-block.js';
import type { TurnDeps } from './turn-deps.js';

/**
 * Second half of a write: the request is on record, its result is not. The shop is asked by the key first, so that
 * a crash between its answer and our record never does anything twice.
 */
export async function settleAction(deps: TurnDeps, shop: Shop, conversation: Conversation): Promise<void> {
  const events = await outcomeOf(deps, shop, conversation);
  const { shopId, conversationId, seq } = conversation;
  await deps.conversations.append(shopId, conversationId, seq, events, { at: deps.clock.now() });
}

async function outcomeOf(deps: TurnDeps, shop: Shop, conversation: Conversation): Promise<ConversationEvent[]> {
  const request = conversation.openAction;
  if (request === undefined) return [];
  const { key, action, messageSeq } = request;
  const texts = textsFor(conversation.language, shop);
  try {
    const known = await deps.orderDesk.resultOf(shop.id, key);
    const result = known ?? (await deps.orderDesk.perform(shop.id, key, action, deps.clock.now()));
    const { blocks } = reportCancel(result, shop, texts);
    return [recordOf(key, result), { kind: 'bot-said', blocks, answers: [messageSeq] }];
  } catch (error) {
    deps.log.error({ key, code: toAppError(error).code }, 'shop action failed');
    return [
      { kind: 'action-failed', key, reason: toAppError(error).code },
      { kind: 'bot-said', blocks: [say(texts.handoff['action-failed'])], answers: [messageSeq] },
      { kind: 'handoff-requested', reason: 'action-failed', summary: `${action.kind} ${action.orderId}` },
    ];
  }
}

function recordOf(key: string, result: ShopActionResult): ConversationEvent {
  return result.kind === 'refused'
    ? { kind: 'action-failed', key, reason: result.reason }
    : { kind: 'action-done', key };
}
