import { AppError } from '../errors.js';
import type { ClientMessageId, ConversationId, ShopId } from '../protocol/ids.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { Conversation } from './conversation.js';
import type { Agent } from './conversation-event.js';
import { type DecideDeps, decideOnLog } from './log/decide-on-log.js';
import { ratingBehindAgent } from './rating/ask-rating.js';
import type { TurnRunner } from './turns/turn-runner.js';

type Deps = DecideDeps & { shops: Pick<ShopStore, 'shop'>; turns: TurnRunner };

/** One agent at one conversation. `seen` is the last seq the agent's screen showed. */
export type AgentMove = { shopId: ShopId; conversationId: ConversationId; agent: Agent };

export type AgentDesk = {
  /** @throws CONVERSATION_TAKEN when another agent holds it, NOT_FOUND */
  take(move: AgentMove): Promise<void>;
  /** @throws CONVERSATION_CHANGED when bot or another agent wrote after `seen`; FORBIDDEN when not held by this agent */
  say(move: AgentMove & { clientMessageId: ClientMessageId; text: string; seen: number }): Promise<{ seq: number }>;
  /** The bot goes on where it stood, at once. */
  giveBack(move: AgentMove): Promise<void>;
  /** Whoever was helped by a person is asked how it was, where the shop does so. */
  close(move: AgentMove): Promise<void>;
};

/** What people do in a conversation. Every move is decided on the folded log and appended at the seq it was decided on. */
export function createAgentDesk({ shops, turns, ...deps }: Deps): AgentDesk {
  return {
    take: async (move) => {
      await decideOnLog(deps, move, (conversation) => {
        if (conversation.holder === 'agent' && !isHeldBy(conversation, move.agent))
          throw new AppError('CONVERSATION_TAKEN');
        return conversation.holder === 'agent' ? [] : [{ kind: 'agent-took', agent: move.agent }];
      });
    },
    say: async ({ clientMessageId, text, seen, ...move }) => {
      const seq = await decideOnLog(deps, move, (conversation) => {
        if (conversation.agentMessageIds.has(clientMessageId)) return [];
        requireHeld(conversation, move.agent);
        if (conversation.lastReplySeq > seen) throw new AppError('CONVERSATION_CHANGED');
        return [
          {
            kind: 'agent-said',
            agent: move.agent,
            clientMessageId,
            text,
            answers: debtsOf(conversation),
          },
        ];
      });
      return { seq };
    },
    giveBack: async (move) => {
      await decideOnLog(deps, move, (conversation) => {
        requireHeld(conversation, move.agent);
        return [{ kind: 'agent-gave-back', agent: move.agent, resumes: conversation.flows.length > 0 }];
      });
      turns.wake(move.shopId, move.conversationId);
    },
    close: async (move) => {
      const shop = await shops.shop(move.shopId);
      await decideOnLog(deps, move, (conversation) => {
        if (conversation.holder === 'closed') return [];
        if (conversation.holder === 'agent') requireHeld(conversation, move.agent);
        return [
          { kind: 'closed', by: move.agent },
          ...(shop === undefined ? [] : ratingBehindAgent(conversation, shop)),
        ];
      });
    },
  };
}

/** Numbers of what an answer settles: messages, and a flow that was to be taken up again. */
function debtsOf({ owed, owedResume }: Conversation): number[] {
  return [...owed.map(({ seq }) => seq), ...(owedResume === undefined ? [] : [owedResume])];
}

function isHeldBy({ agent }: Conversation, { agentId }: Agent): boolean {
  return agent?.agentId === agentId;
}

function requireHeld(conversation: Conversation, agent: Agent): void {
  if (conversation.holder === 'agent' && isHeldBy(conversation, agent)) return;
  throw new AppError(conversation.holder === 'agent' ? 'CONVERSATION_TAKEN' : 'FORBIDDEN');
}
