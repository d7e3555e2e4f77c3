import type { ChatServerEvents, Opened, Result, Said } from '../src/protocol/chat-events.js';
import type { ConversationId } from '../src/protocol/ids.js';
import type { LogSlice } from '../src/protocol/transcript.js';
import type { PendingMessage, SendOutcome } from './outbox.js';
import type { VisitorSession } from './visitor-session.js';
import { type ChatSocket, VisitorSocket } from './visitor-socket.js';

type Parts = {
  origin: string;
  language: string;
  customerToken: string | undefined;
  session: VisitorSession;
  /** The last `seq` that is already here. */
  lastSeq(): number;
  /** Connected, with a conversation open: messages can be sent. */
  onOpened(opened: Opened): void;
  onLost(): void;
  onLog: ChatServerEvents['log'];
  onTyping: ChatServerEvents['typing'];
};

const ACK_TIMEOUT_MS = 10_000;
const BUSY_MS = 2_000;
/** These may pass when the same message is sent again; every other code is about the message itself. */
const PASSING = new Set(['TOO_MANY_REQUESTS', 'OVERLOADED', 'STORE_UNAVAILABLE']);

/** The protocol's three requests over one lasting connection. */
export class ChatClient {
  private readonly parts: Parts;
  private readonly connection: VisitorSocket;
  private conversationId: ConversationId | undefined;
  /** A conversation that is no longer there; opened again once, in case another has taken its place. */
  private goneId: ConversationId | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    const { origin, customerToken, session, onLog, onTyping } = parts;
    this.connection = new VisitorSocket({
      ...{ origin, customerToken, session, onLog, onTyping },
      onConnect: (socket) => void this.open(socket),
      onLost: () => {
        this.conversationId = undefined;
        parts.onLost();
      },
    });
  }

  connect(): void {
    this.connection.join();
  }

  /** Undefined when the connection went before the answer came. */
  async read(conversationId: ConversationId, after: number): Promise<LogSlice | undefined> {
    const result = await answered<LogSlice>(this.socket()?.emitWithAck('read', { conversationId, after }));
    return result?.ok ? result.value : undefined;
  }

  async say({ clientMessageId, text, choice }: PendingMessage): Promise<SendOutcome> {
    const { conversationId } = this;
    const socket = this.socket();
    if (!socket || conversationId === undefined) return { kind: 'offline' };
    const payload = { conversationId, clientMessageId, text, ...(choice !== undefined && { choice }) };
    const result = await answered<Said>(socket.emitWithAck('say', payload));
    if (!result) return this.connection.live ? { kind: 'busy', afterMs: BUSY_MS } : { kind: 'offline' };
    if (result.ok) {
      this.parts.onLog(conversationId, result.value.slice);
      return { kind: 'sent' };
    }
    const { code, retryAfterMs = BUSY_MS } = result.error;
    if (PASSING.has(code)) return { kind: 'busy', afterMs: retryAfterMs, isTooMuch: code === 'TOO_MANY_REQUESTS' };
    const isGone = code === 'NOT_FOUND' && this.goneId !== conversationId;
    if (code !== 'TOKEN_INVALID' && !isGone) return { kind: 'refused', code };
    if (isGone) this.goneId = conversationId;
    this.connection.turnedAway(code);
    return { kind: 'offline' };
  }

  private async open(socket: ChatSocket): Promise<void> {
    const payload = { after: this.parts.lastSeq(), language: this.parts.language.slice(0, 35) };
    const result = await answered<Opened>(this.socket()?.emitWithAck('open', payload));
    if (!socket.connected) return;
    if (!result?.ok) return this.connection.turnedAway(result?.error.code, result?.error.retryAfterMs);
    this.connection.accepted();
    this.conversationId = result.value.conversationId;
    this.parts.onOpened(result.value);
  }

  private socket() {
    return this.connection.live?.timeout(ACK_TIMEOUT_MS);
  }
}

/** The answer, or undefined when none came in time. */
async function answered<T>(request: Promise<Result<T>> | undefined): Promise<Result<T> | undefined> {
  try {
    return await request;
  } catch {
    return undefined;
  }
}
