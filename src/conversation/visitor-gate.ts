import type { BlockList } from '../access/block-list.js';
import { AppError } from '../errors.js';
import type { VisitorId } from '../protocol/ids.js';
import type { Shop } from '../shop/shop.js';
import type { ShopStore } from '../shop/shop-store.js';
import { textsFor } from '../texts/texts.js';
import type { AgentMove } from './agent-desk.js';
import type { Conversation } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { type DecideDeps, decideOnLog } from './log/decide-on-log.js';
import { sayOneOf } from './replies/text-block.js';

/** Who may write at all. The list is what counts; the log holds who decided it and why, and tells the visitor. */
export type VisitorGate = {
  /** The visitor may not write any more, here or in another conversation. @throws NOT_FOUND */
  block(move: AgentMove & { reason: string }): Promise<void>;
  /** @throws NOT_FOUND */
  unblock(move: AgentMove): Promise<void>;
};

type Deps = DecideDeps & { blocks: BlockList; shops: Pick<ShopStore, 'shop'> };

/** The list first: cut off in between, the move is made again and finds the log as it was. */
export function createVisitorGate(deps: Deps): VisitorGate {
  return {
    block: async ({ reason, ...move }) => {
      const { shop, visitorId } = await whoseIt(deps, move);
      await deps.blocks.block(move.shopId, visitorId, deps.clock.now());
      await decideOnLog(deps, move, (conversation) =>
        conversation.isBlocked
          ? []
          : [{ kind: 'visitor-blocked', agent: move.agent, reason }, farewell(shop, conversation)],
      );
    },
    unblock: async (move) => {
      const { shop, visitorId } = await whoseIt(deps, move);
      await deps.blocks.unblock(move.shopId, visitorId);
      await decideOnLog(deps, move, (conversation) =>
        conversation.isBlocked ? [{ kind: 'visitor-unblocked', agent: move.agent }, welcome(shop, conversation)] : [],
      );
    },
  };
}

async function whoseIt(
  { recent, shops }: Deps,
  { shopId, conversationId }: AgentMove,
): Promise<{ shop: Shop; visitorId: VisitorId }> {
  const { visitorId } = await recent(shopId, conversationId);
  const shop = await shops.shop(shopId);
  if (visitorId === undefined || shop === undefined) throw new AppError('NOT_FOUND');
  return { shop, visitorId };
}

/** In the customer's language; what they wrote last needs no other answer. */
function farewell(shop: Shop, conversation: Conversation): ConversationEvent {
  const { blocked } = textsFor(conversation.language, shop).block;
  const said = sayOneOf(blocked(shop.name, shop.supportEmail ?? ''), { conversation });
  return { kind: 'bot-said', blocks: [said], answers: conversation.owed.map(({ seq }) => seq) };
}

function welcome(shop: Shop, conversation: Conversation): ConversationEvent {
  const { unblocked } = textsFor(conversation.language, shop).block;
  return { kind: 'bot-said', blocks: [sayOneOf(unblocked, { conversation })], answers: [] };
}
