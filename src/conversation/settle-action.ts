import { toAppError } from '../errors.js';
import type { Shop } from '../shop/shop.js';
import type { ShopActionResult } from '../shop/shop-store.js';
import { textsFor } from '../texts/texts.js';
import type { Conversation } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { reportAction } from './flow/report-action.js';
import { gatherFlowFacts } from './gather-facts.js';
import { sayOneOf } from './replies/text-block.js';
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
  const answers = [messageSeq];
  try {
    const known = await deps.orderDesk.resultOf(shop.id, key);
    const result = known ?? (await deps.orderDesk.perform(shop.id, key, action, deps.clock.now()));
    const facts = await gatherFlowFacts(deps.sources, { shop, conversation, now: deps.clock.now() });
    const { blocks, events = [], question } = reportAction({ conversation, facts, texts }, result);
    return [
      recordOf(key, result),
      ...events,
      ...(question === undefined ? [] : [{ kind: 'asked' as const, question }]),
      { kind: 'bot-said', blocks, answers },
    ];
  } catch (error) {
    deps.log.error({ key, code: toAppError(error).code }, 'shop action failed');
    const flowEnd: ConversationEvent[] =
      conversation.flows.length > 0 ? [{ kind: 'flow-ended', outcome: 'failed' }] : [];
    return [
      { kind: 'action-failed', key, reason: toAppError(error).code },
      ...flowEnd,
      { kind: 'bot-said', blocks: [sayOneOf(texts.handoff['action-failed'], { conversation })], answers },
      { kind: 'handoff-requested', reason: 'action-failed', summary: action.kind.replaceAll('-', ' ') },
    ];
  }
}

function recordOf(key: string, result: ShopActionResult): ConversationEvent {
  return result.kind === 'refused'
    ? { kind: 'action-failed', key, reason: result.reason }
    : { kind: 'action-done', key };
}
