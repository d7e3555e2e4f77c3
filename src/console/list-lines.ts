import type { ConversationLog, ConversationRow, Holder } from '../conversation/log/conversation-log.js';
import type { RecentConversations } from '../conversation/log/recent-conversations.js';
import type { ConversationLine } from '../protocol/console-events.js';
import type { AgentId, ConversationId, ShopId } from '../protocol/ids.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { IntentTitle } from './agent-texts.js';
import { compareLines, conversationLine } from './conversation-line.js';

export type ListDeps = {
  shopId: ShopId;
  shops: ShopStore;
  conversations: ConversationLog;
  recent: RecentConversations;
  titleOf: IntentTitle;
};

export type ListName = 'waiting' | 'mine' | 'open' | 'closed';

const MAX_LINES = 200;
/** Rows are cheap, and the longest waiting ones are the last of them. */
const MAX_ROWS = 1000;

const OTHERS: Record<ListName, Holder[]> = {
  waiting: [],
  mine: ['agent'],
  open: ['bot', 'agent'],
  closed: ['closed'],
};

/** One list of the console, and how many customers wait for a person in all. */
export async function listLines(
  deps: ListDeps,
  filter: ListName,
  agentId: AgentId,
): Promise<{ lines: ConversationLine[]; waiting: number }> {
  const waiting = (await rowsOf(deps, ['waiting'])).sort((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0));
  const others = await rowsOf(deps, OTHERS[filter]);
  const rows = [
    ...(filter === 'waiting' || filter === 'open' ? waiting : []),
    ...(filter === 'mine' ? others.filter((row) => row.agentId === agentId) : others),
  ];
  return { lines: (await firstLines(deps, rows)).sort(compareLines), waiting: waiting.length };
}

/** The line of one conversation; undefined until the customer has said something. */
export async function lineOf(deps: ListDeps, conversationId: ConversationId): Promise<ConversationLine | undefined> {
  const conversation = await deps.recent(deps.shopId, conversationId);
  if (conversation.lastWords === '') return undefined;
  const customerId = conversation.customer?.customerId;
  const customer = customerId && (await deps.shops.customer(deps.shopId, customerId));
  return conversationLine(conversation, customer, deps.titleOf);
}

function rowsOf(deps: ListDeps, holders: Holder[]): Promise<ConversationRow[]> {
  return holders.length === 0
    ? Promise.resolve([])
    : deps.conversations.list(deps.shopId, { holders, limit: MAX_ROWS });
}

async function firstLines(deps: ListDeps, rows: ConversationRow[]): Promise<ConversationLine[]> {
  const lines: ConversationLine[] = [];
  for (const row of rows) {
    if (lines.length === MAX_LINES) break;
    // A log of one event has only been opened.
    const line = row.seq > 1 ? await lineOf(deps, row.conversationId) : undefined;
    if (line !== undefined) lines.push(line);
  }
  return lines;
}
