import type { EmailCodes } from '../access/email-code.js';
import type { Clock } from '../clock.js';
import { AppError } from '../errors.js';
import { jittered } from '../http/jittered.js';
import type { Fingerprint } from '../privacy/fingerprint.js';
import { redact } from '../privacy/redact.js';
import { MAX_MESSAGE_LENGTH } from '../protocol/chat-events.js';
import type { ClientMessageId, ConversationId, ShopId } from '../protocol/ids.js';
import { type HiddenCode, hideCode, mayHoldCode } from './code/hide-code.js';
import type { ConversationLog } from './log/conversation-log.js';
import type { RecentConversations } from './log/recent-conversations.js';
import type { TurnRunner } from './turns/turn-runner.js';

export type ReceiveDeps = {
  conversations: ConversationLog;
  recent: RecentConversations;
  turns: TurnRunner;
  fingerprint: Fingerprint;
  codes: EmailCodes;
  clock: Clock;
  /** Turns that may wait before new messages are refused. */
  backlogLimit: number;
};

type Incoming = {
  shopId: ShopId;
  conversationId: ConversationId;
  clientMessageId: ClientMessageId;
  text: string;
  choice?: string | undefined;
};

const BUSY_MS = 2_000;

/**
 * Takes a customer's message. When this resolves, the message is on disk under `seq` and its answer is owed.
 * @throws MESSAGE_EMPTY, MESSAGE_TOO_LONG; OVERLOADED with `retryAfterMs`, nothing stored; MESSAGE_ID_REUSED, the first kept
 */
export async function receiveMessage(deps: ReceiveDeps, incoming: Incoming): Promise<{ seq: number }> {
  const { shopId, conversationId, clientMessageId, choice } = incoming;
  const text = cleanText(incoming.text);
  if (deps.turns.backlog() >= deps.backlogLimit) throw new AppError('OVERLOADED', { retryAfterMs: jittered(BUSY_MS) });
  const redacted = redact(text);
  const kept = await withoutCode(deps, incoming, redacted.text);
  const received = await deps.conversations.receive(
    shopId,
    conversationId,
    {
      clientMessageId,
      fingerprint: deps.fingerprint(`${text}\u0000${choice ?? ''}`),
      event: {
        kind: 'customer-said',
        clientMessageId,
        ...kept,
        redacted: redacted.kinds,
        ...(choice !== undefined && { choice }),
      },
    },
    deps.clock.now(),
  );
  if (received.kind === 'conflict') throw new AppError('MESSAGE_ID_REUSED');
  if (received.kind === 'no-conversation') throw new AppError('NOT_FOUND');
  if (received.owed) deps.turns.wake(shopId, conversationId);
  return { seq: received.seq };
}

/** Only a text with six digits by themselves is worth asking whether they are a code. */
async function withoutCode(deps: ReceiveDeps, incoming: Incoming, text: string): Promise<HiddenCode> {
  if (!mayHoldCode(text)) return { text };
  const conversation = await deps.recent(incoming.shopId, incoming.conversationId);
  return hideCode(deps.codes, conversation, { text, now: deps.clock.now() });
}

/** Whole Unicode, no control characters but line breaks and tabs: what every store and reader can hold. */
function cleanText(raw: string): string {
  if (raw.length > MAX_MESSAGE_LENGTH) throw new AppError('MESSAGE_TOO_LONG');
  const text = raw
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
    .trim();
  if (text === '') throw new AppError('MESSAGE_EMPTY');
  return text;
}
