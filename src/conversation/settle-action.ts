import { toAppError } from '../errors.js';
import type { Shop } from '../shop/shop.js';
import type { ShopActionResult } from '../shop/shop-store.js';
import { type Texts, textsFor } from '../texts/texts.js';
import type { Conversation } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { gatherFlowFacts } from './facts/gather-facts.js';
import { reportAction } from './flow/report-action.js';
import { passOn } from './pass-on.js';
import { ratingBehind } from './rating/ask-rating.js';
import type { Decision } from './turn.js';
import type { TurnDeps } from './turn-deps.js';

type SettleDeps = Pick<TurnDeps, 'conversations' | 'orderDesk' | 'clock' | 'log'> & {
  sources: Pick<TurnDeps['sources'], 'shops' | 'flows'>;
};

/**
 * Second half of a write: the request is on record, its result is not. The shop is asked by the key first, so that
 * a crash between its answer and our record never does anything twice.
 */
export async function settleAction(deps: SettleDeps, shop: Shop, conversation: Conversation): Promise<void> {
  const { openAction, shopId, conversationId, seq } = conversation;
  if (openAction === undefined) return;
  const { events, outbox } = await outcomeOf(deps, shop, { conversation, request: openAction });
  await deps.conversations.append(shopId, conversationId, seq, events, { at: deps.clock.now(), outbox });
}

type Request = NonNullable<Conversation['openAction']>;
type Settling = { conversation: Conversation; request: Request };

async function outcomeOf(deps: SettleDeps, shop: Shop, settling: Settling): Promise<Decision> {
  const { key, action } = settling.request;
  const texts = textsFor(settling.conversation.language, shop);
  try {
    const known = await deps.orderDesk.resultOf(shop.id, key);
    const result = known ?? (await deps.orderDesk.perform(shop.id, key, action, deps.clock.now()));
    return await told(deps, shop, { ...settling, texts, result });
  } catch (error) {
    const { code } = toAppError(error);
    deps.log.error({ key, code }, 'shop action failed');
    return failed({ ...settling, texts }, code);
  }
}

type Telling = Settling & { texts: Texts };

async function told(
  deps: SettleDeps,
  shop: Shop,
  { conversation, request, texts, result }: Telling & { result: ShopActionResult },
): Promise<Decision> {
  const { key, messageSeq: seq } = request;
  const facts = await gatherFlowFacts(deps.sources, { shop, conversation, now: deps.clock.now() });
  const reply = reportAction({ conversation, facts, texts }, result);
  const { events = [], question, handoff } = reply;
  const blocks = [
    ...reply.blocks,
    ...(result.kind === 'done' ? ratingBehind(conversation, reply, { shop, texts }) : []),
  ];
  const passed = handoff && passOn({ conversation, texts, seq, reason: handoff, summary: nameOf(request) });
  return {
    events: [
      recordOf(key, result),
      ...events,
      ...(question === undefined ? [] : [{ kind: 'asked' as const, question }]),
      { kind: 'bot-said', blocks: passed === undefined ? blocks : [...blocks, passed.said], answers: [seq] },
      ...(passed?.events ?? []),
    ],
    outbox: passed?.outbox ?? [],
  };
}

/** Nobody knows whether the shop has done it: a person finds out. */
function failed({ conversation, request, texts }: Telling, code: string): Decision {
  const { key, messageSeq: seq } = request;
  const summary = nameOf(request);
  const { said, events, outbox } = passOn({ conversation, texts, seq, reason: 'action-failed', summary });
  const flowEnd: ConversationEvent[] = conversation.flows.length > 0 ? [{ kind: 'flow-ended', outcome: 'failed' }] : [];
  return {
    events: [
      { kind: 'action-failed', key, reason: code },
      ...flowEnd,
      { kind: 'bot-said', blocks: [said], answers: [seq] },
      ...events,
    ],
    outbox,
  };
}

function recordOf(key: string, result: ShopActionResult): ConversationEvent {
  return result.kind === 'refused'
    ? { kind: 'action-failed', key, reason: result.reason }
    : { kind: 'action-done', key };
}

function nameOf({ action }: Request): string {
  return action.kind.replaceAll('-', ' ');
}
