import type { ConversationId, ShopId } from '../protocol/ids.js';
import { textsFor } from '../texts/texts.js';
import type { ConversationEvent } from './conversation-event.js';
import { passOn } from './pass-on.js';
import type { TurnDeps } from './turn-deps.js';

type Deps = Pick<TurnDeps, 'conversations' | 'recent' | 'clock'> & { sources: Pick<TurnDeps['sources'], 'shops'> };

/**
 * A fault of ours stands in the way of an answer, whatever is tried: a person gets what is owed. Looks up as little as it
 * can, so that the same fault is not met here. Of an action that was asked for nobody knows whether it was done.
 */
export async function giveUpOnTurn(deps: Deps, shopId: ShopId, conversationId: ConversationId): Promise<void> {
  const conversation = await deps.recent(shopId, conversationId);
  const shop = await deps.sources.shops.shop(shopId);
  const { openAction, owed, owedResume, holder, flows } = conversation;
  const answers = [...owed.map(({ seq }) => seq), owedResume ?? [], openAction?.messageSeq ?? []].flat();
  const seq = answers.at(-1);
  if (shop === undefined || seq === undefined) return;
  const undone: ConversationEvent[] =
    openAction === undefined
      ? []
      : [
          { kind: 'action-failed', key: openAction.key, reason: 'INTERNAL' },
          ...(flows.length > 0 ? [{ kind: 'flow-ended' as const, outcome: 'failed' as const }] : []),
        ];
  const reason = openAction === undefined ? 'not-understood' : 'action-failed';
  const texts = textsFor(conversation.language, shop);
  const { said, events, outbox } = passOn({ conversation, texts, seq, reason, summary: '' });
  const told: ConversationEvent[] =
    holder === 'agent'
      ? [{ kind: 'turn-waived', answers }]
      : [{ kind: 'bot-said', blocks: [said], answers }, ...events];
  await deps.conversations.append(shopId, conversationId, conversation.seq, [...undone, ...told], {
    at: deps.clock.now(),
    outbox: holder === 'agent' ? [] : outbox,
  });
}
