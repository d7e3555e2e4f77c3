import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import {
  type ConversationId,
  type CustomerId,
  conversationIdSchema,
  type ShopId,
  type VisitorId,
} from '../protocol/ids.js';
import type { Conversation } from './conversation.js';
import type { ConversationLog } from './log/conversation-log.js';
import type { RecentConversations } from './log/recent-conversations.js';

type Opening = {
  shopId: ShopId;
  visitorId: VisitorId;
  language: string;
  /** Whom the shop's own token vouches for, if anyone is signed in. */
  customerId: CustomerId | undefined;
};

type Deps = { conversations: ConversationLog; recent: RecentConversations; clock: Clock };

/**
 * The visitor's conversation: the newest, or a new one where there is none or where it belongs to somebody else
 * who was signed in on this browser. One customer per conversation. Tabs that open at once, at whichever process,
 * get the same one.
 */
export async function openConversation(deps: Deps, opening: Opening): Promise<ConversationId> {
  const newest = await deps.conversations.newestOf(opening.shopId, opening.visitorId);
  if (newest !== undefined && (await isAnonymous(deps, opening, newest))) return newest;
  const conversation = newest && (await deps.recent(opening.shopId, newest));
  if (conversation === undefined || !belongsTo(conversation, opening.customerId)) return start(deps, opening, newest);
  if (opening.customerId !== undefined && conversation.customer === undefined)
    await vouch(deps, conversation, opening.customerId);
  return conversation.conversationId;
}

/** Most who come back are nobody the shop knows, in a conversation of nobody's: that shows without reading it. */
async function isAnonymous({ conversations }: Deps, { shopId, customerId }: Opening, newest: ConversationId) {
  return customerId === undefined && (await conversations.headOf(shopId, newest))?.isIdentified === false;
}

function belongsTo({ customer }: Conversation, customerId: CustomerId | undefined): boolean {
  if (customer === undefined) return true;
  if (customerId === undefined) return customer.proof !== 'signed-in';
  return customer.customerId === customerId;
}

async function start(deps: Deps, opening: Opening, before: ConversationId | undefined): Promise<ConversationId> {
  const { shopId, visitorId, language, customerId } = opening;
  const conversationId = idAfter(opening, before);
  const started = { kind: 'started', channel: 'widget', visitorId, language } as const;
  await deps.conversations.start(shopId, conversationId, started, deps.clock.now());
  if (customerId !== undefined) {
    await vouch(deps, await deps.recent(shopId, conversationId), customerId);
  }
  return conversationId;
}

/** The same for everybody who starts the visitor's next conversation at once: the log takes the first of them. */
function idAfter({ shopId, visitorId }: Opening, before = ''): ConversationId {
  const digest = createHash('sha256').update(`${shopId}/${visitorId}/${before}`, 'utf8').digest('base64url');
  return conversationIdSchema.parse(digest.replaceAll('_', '.').slice(0, 32));
}

/** A stale append means that something was written meanwhile: the next opening vouches then. */
async function vouch(deps: Deps, { shopId, conversationId, seq }: Conversation, customerId: CustomerId): Promise<void> {
  await deps.conversations.append(
    shopId,
    conversationId,
    seq,
    [{ kind: 'identified', customerId, proof: 'signed-in' }],
    {
      at: deps.clock.now(),
    },
  );
}
