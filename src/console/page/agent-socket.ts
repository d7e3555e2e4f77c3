import { io, type Socket } from 'socket.io-client';
import type { PublicError } from '../../errors.js';
import type { Result } from '../../protocol/chat-events.js';
import type {
  ConsoleClientEvents,
  ConsoleOpened,
  ConsoleServerEvents,
  ConsoleSlice,
  ConversationLine,
  DraftedReply,
  SearchHit,
} from '../../protocol/console-events.js';
import type { ConversationId } from '../../protocol/ids.js';
import type { Tab } from './lines.js';
import type { PendingReply } from './reply-queue.js';
import { WIRE } from './wire.js';

export type Answer<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'refused'; error: PublicError }
  /** Nobody knows whether it arrived. */
  | { kind: 'offline' };

export type Move = 'take' | 'give-back' | 'close' | 'unblock';

type Parts = {
  /** Connected and signed in; called again after every reconnection. */
  onLive(): void;
  onLost(): void;
  onSignedOut(): void;
  onLog: ConsoleServerEvents['log'];
  onLine: ConsoleServerEvents['line'];
};

const ANSWER_MS = 10_000;
/** A draft takes its time. */
const DRAFT_MS = 25_000;
const AGAIN_MS = 2000;
/** How long a change of servers may take before it counts as a lost connection. */
const MOVING_MS = 1500;

/** The agent's connection: stays up by itself, and says so when it cannot. */
export class AgentSocket {
  private readonly parts: Parts;
  private readonly socket: Socket<ConsoleServerEvents, ConsoleClientEvents>;
  private isLeaving = false;
  private isMoving = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.socket = io(WIRE.namespace, {
      transports: ['websocket', 'polling'],
      // Long polling only where a proxy lets no WebSocket through.
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      // From nothing to twice the delay: after a restart not all come back together.
      randomizationFactor: 1,
      forceNew: true,
    });
    this.socket.on('connect', () => {
      this.isMoving = false;
      parts.onLive();
    });
    this.socket.on('connect_error', (error) => this.refused(error));
    this.socket.on('disconnect', (reason) => this.lost(reason));
    this.socket.on('log', parts.onLog);
    this.socket.on('line', parts.onLine);
    this.socket.on('moving', (withinMs) => void setTimeout(() => this.changeServer(), Math.random() * withinMs));
    addEventListener('online', this.hurry);
  }

  list(filter: Tab): Promise<Answer<{ lines: ConversationLine[]; waiting: number }>> {
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck('list', { filter }));
  }

  open(conversationId: ConversationId): Promise<Answer<ConsoleOpened>> {
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck('open', { conversationId }));
  }

  read(conversationId: ConversationId, after: number): Promise<Answer<ConsoleSlice>> {
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck('read', { conversationId, after }));
  }

  say(conversationId: ConversationId, { clientMessageId, text, seen }: PendingReply): Promise<Answer<{ seq: number }>> {
    const payload = { conversationId, clientMessageId, text, seen };
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck('say', payload));
  }

  draft(conversationId: ConversationId): Promise<Answer<DraftedReply | null>> {
    return this.ask(() => this.socket.timeout(DRAFT_MS).emitWithAck('draft', { conversationId }));
  }

  move(kind: Move, conversationId: ConversationId): Promise<Answer<null>> {
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck(kind, { conversationId }));
  }

  block(conversationId: ConversationId, reason: string): Promise<Answer<null>> {
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck('block', { conversationId, reason }));
  }

  search(query: string, before: string | undefined): Promise<Answer<{ hits: SearchHit[] }>> {
    const payload = { query, ...(before !== undefined && { before }) };
    return this.ask(() => this.socket.timeout(ANSWER_MS).emitWithAck('search', payload));
  }

  leave(): void {
    this.isLeaving = true;
    removeEventListener('online', this.hurry);
    this.socket.disconnect();
  }

  /** Nothing is buffered by the socket: what could not be asked is asked again by whoever wanted it. */
  private async ask<T>(emit: () => Promise<Result<T>>): Promise<Answer<T>> {
    if (!this.socket.connected) return { kind: 'offline' };
    try {
      const result = await emit();
      return result.ok ? { kind: 'ok', value: result.value } : { kind: 'refused', error: result.error };
    } catch {
      return { kind: 'offline' };
    }
  }

  private refused(error: Error & { data?: PublicError }): void {
    if (error.data?.code === 'NOT_SIGNED_IN') {
      this.parts.onSignedOut();
      return;
    }
    if (!this.isMoving) this.parts.onLost();
    // A socket that the server turned away does not try again by itself.
    if (!this.socket.active) this.again();
  }

  private lost(reason: Socket.DisconnectReason): void {
    if (this.isLeaving || this.isMoving) return;
    this.parts.onLost();
    // The server closes a socket whose session has ended: the next handshake tells.
    if (reason === 'io server disconnect') this.socket.connect();
  }

  /** The server stops, another takes over: nothing the agent needs to hear of, unless there is no other. */
  private changeServer(): void {
    if (this.isLeaving || !this.socket.connected) return;
    this.isMoving = true;
    setTimeout(() => {
      if (this.isMoving) this.parts.onLost();
      this.isMoving = false;
    }, MOVING_MS);
    this.socket.disconnect().connect();
  }

  private again(): void {
    setTimeout(() => {
      if (!this.isLeaving) this.socket.connect();
    }, AGAIN_MS);
  }

  /** Back-off may still have seconds to go when the network is known to be back. */
  private readonly hurry = (): void => {
    if (!this.socket.connected) this.socket.disconnect().connect();
  };
}
