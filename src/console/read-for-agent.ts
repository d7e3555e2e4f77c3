import { applyEvent } from '../conversation/apply-event.js';
import { emptyConversation } from '../conversation/conversation.js';
import { readPage } from '../conversation/log/read-page.js';
import { AppError } from '../errors.js';
import type { ConsoleOpened, ConsoleSlice } from '../protocol/console-events.js';
import { firstPage } from '../protocol/first-page.js';
import type { ConversationId } from '../protocol/ids.js';
import { conversationContext } from './conversation-context.js';
import type { ListDeps } from './list-lines.js';
import { toConsoleEntries } from './to-console-entries.js';

/** One conversation with all that is known beside it. @throws NOT_FOUND */
export async function openForAgent(deps: ListDeps, conversationId: ConversationId): Promise<ConsoleOpened> {
  const { shopId, shops, conversations, titleOf } = deps;
  const events = await conversations.read(shopId, conversationId, 0);
  const shop = await shops.shop(shopId);
  if (events.length === 0 || shop === undefined) throw new AppError('NOT_FOUND');
  const conversation = events.reduce(applyEvent, emptyConversation(shopId, conversationId));
  const customerId = conversation.customer?.customerId;
  const customer = customerId && (await shops.customer(shopId, customerId));
  const orders = customerId === undefined ? [] : await shops.ordersOf(shopId, customerId);
  return {
    slice: firstPage(toConsoleEntries(0, events, titleOf)),
    context: conversationContext({ shop, conversation, events, customer, orders }, titleOf),
  };
}

/** What follows `after`, as much as one answer may carry. @throws NOT_FOUND */
export async function readForAgent(
  { shopId, conversations, titleOf }: ListDeps,
  conversationId: ConversationId,
  after: number,
): Promise<ConsoleSlice> {
  const page = await readPage(conversations, shopId, conversationId, after);
  if (page.after === 0 && page.events.length === 0) throw new AppError('NOT_FOUND');
  const slice = toConsoleEntries(page.after, page.events, titleOf);
  return firstPage(page.hasMore ? { ...slice, more: true } : slice);
}
