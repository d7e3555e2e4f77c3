import type { EmailCodes } from '../../access/email-code.js';
import type { Clock } from '../../clock.js';
import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import { shopIdSchema } from '../../protocol/ids.js';
import type { Shop } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { textsFor } from '../../texts/texts.js';
import type { CodeChallenge, Conversation } from '../conversation.js';
import type { ConversationLog } from '../log/conversation-log.js';
import type { RecentConversations } from '../log/recent-conversations.js';
import type { Mailer } from '../outbox/mailer.js';
import { codeMailSchema } from '../outbox/outbox.js';
import type { JobHandler } from '../work/job-queue.js';
import { isOpen } from './code-challenge.js';
import { unsentEvents } from './unsent-events.js';

type Deps = {
  conversations: ConversationLog;
  recent: RecentConversations;
  shops: ShopStore;
  mailer: Mailer;
  codes: EmailCodes;
  clock: Clock;
  log: Log;
};

/** Somebody waits for it: after this many tries they are told to prove it another way. */
const TRIES = 2;

/**
 * Job `mail-code`: sends the code to the address on file. Where nobody was found the mail server is asked how it does
 * and nothing is sent, so that a server which is away sounds the same for every address, known or not.
 */
export function createMailCode(deps: Deps): JobHandler {
  return async ({ shopId, payload, attempt }) => {
    const { id, conversationId, challenge } = codeMailSchema.parse(payload);
    const shop = await deps.shops.shop(shopIdSchema.parse(shopId));
    if (shop === undefined) return;
    const conversation = await deps.recent(shop.id, conversationId);
    const code = awaited(conversation, challenge, deps.clock.now());
    if (code === undefined) return;
    try {
      await send(deps, { id, shop, conversation, code });
    } catch (error) {
      await onFault(deps, error, { shop, conversation, challenge, isLast: attempt >= TRIES });
    }
  };
}

/** Nothing is sent for a code that was replaced, used, or is too old by now. */
function awaited({ code }: Conversation, challenge: number, now: number): CodeChallenge | undefined {
  return code?.challenge === challenge && isOpen(code, now) ? code : undefined;
}

type Sending = { id: string; shop: Shop; conversation: Conversation; code: CodeChallenge };

async function send({ shops, mailer, codes }: Deps, { id, shop, conversation, code }: Sending): Promise<void> {
  const { customerId } = code;
  const customer = customerId === undefined ? undefined : await shops.customer(shop.id, customerId);
  if (customer === undefined) return mailer.check();
  const texts = textsFor(conversation.language, shop).code;
  const digits = codes.codeFor({ ...conversation, ...code });
  const subject = texts.mailSubject(shop.name);
  return mailer.send({ id, to: customer.email, subject, text: texts.mailText(digits, shop.name) });
}

type Fault = { shop: Shop; conversation: Conversation; challenge: number; isLast: boolean };

/** @throws what went wrong, while another try may go well */
async function onFault(deps: Deps, error: unknown, { shop, conversation, challenge, isLast }: Fault): Promise<void> {
  const { code } = toAppError(error);
  deps.log.warn({ code, conversationId: conversation.conversationId }, 'code not mailed');
  // A mailbox that is refused is silent: saying so would tell that the shop knows the address.
  if (code === 'MAIL_REFUSED' || code === 'BAD_INPUT') return;
  if (!isLast) throw error;
  await tellUnsent(deps, shop, conversation, challenge);
}

/** Whoever writes meanwhile comes first; then it is looked at again whether the code still matters. */
async function tellUnsent(deps: Deps, shop: Shop, seen: Conversation, challenge: number): Promise<void> {
  const { conversations, recent, clock } = deps;
  for (let conversation = seen; awaited(conversation, challenge, clock.now()) !== undefined; ) {
    const { conversationId, seq } = conversation;
    const events = unsentEvents(conversation, shop, challenge);
    const appended = await conversations.append(shop.id, conversationId, seq, events, { at: clock.now() });
    if (appended.kind === 'appended') return;
    conversation = await recent(shop.id, conversationId);
  }
}
