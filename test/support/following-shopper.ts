import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { createVisitorTokens } from '../../src/access/visitor-token.js';
import {
  CHAT_NAMESPACE,
  type ChatClientEvents,
  type ChatServerEvents,
  type Opened,
  type Result,
  type Said,
} from '../../src/protocol/chat-events.js';
import { type ConversationId, type ShopId, visitorIdSchema } from '../../src/protocol/ids.js';
import { SliceFollower } from '../../src/protocol/slice-follower.js';
import type { LogSlice, TranscriptEntry } from '../../src/protocol/transcript.js';

type Options = { visitorToken: string; transports?: ('polling' | 'websocket')[] };

/**
 * A shopper as the widget is one, without its page: stays connected, asks for the gap, moves when told to, and sends
 * again under the same id what was not acknowledged. Many of them fit into one process.
 */
export class FollowingShopper {
  readonly socket: Socket<ChatServerEvents, ChatClientEvents>;
  readonly follower: SliceFollower<TranscriptEntry>;
  /** When each connection was opened, by `performance.now()`. */
  readonly openedAt: number[] = [];
  conversationId: ConversationId | undefined;

  constructor(address: string, { visitorToken, transports = ['websocket'] }: Options) {
    this.socket = io(address + CHAT_NAMESPACE, {
      auth: { visitorToken },
      transports,
      forceNew: true,
      reconnectionDelay: 700,
      reconnectionDelayMax: 7_500,
      randomizationFactor: 1,
    });
    this.follower = new SliceFollower<TranscriptEntry>({
      read: (after) => this.read(after),
      onChange: () => undefined,
    });
    this.socket.on('connect', () => void this.open());
    this.socket.on('disconnect', (reason) => reason === 'io server disconnect' && this.socket.connect());
    this.socket.on('log', (_conversationId, slice) => this.follower.take(slice));
    this.socket.on('moving', (withinMs) => {
      setTimeout(() => this.socket.connected && this.socket.disconnect().connect(), Math.random() * withinMs);
    });
  }

  get entries(): readonly TranscriptEntry[] {
    return this.follower.transcript.entries;
  }

  /** Says it until it is acknowledged, over any number of connections. */
  async insist(text: string, clientMessageId: string = randomUUID()): Promise<number> {
    for (;;) {
      const said = await this.say(text, clientMessageId);
      if (said?.ok) return said.value.seq;
      await new Promise((resolve) => setTimeout(resolve, said?.error.retryAfterMs ?? 50));
    }
  }

  /** Undefined when nobody knows whether it arrived. */
  async say(text: string, clientMessageId: string = randomUUID()): Promise<Result<Said> | undefined> {
    const { conversationId } = this;
    if (conversationId === undefined || !this.socket.connected) return undefined;
    const payload = { conversationId, clientMessageId, text };
    const said: Result<Said> | undefined = await this.socket
      .timeout(10_000)
      .emitWithAck('say', payload)
      .catch(() => undefined);
    if (said?.ok) this.follower.take(said.value.slice);
    return said;
  }

  leave(): void {
    this.socket.disconnect();
  }

  private async open(): Promise<void> {
    const { upTo } = this.follower.transcript;
    const opened: Result<Opened> | undefined = await this.socket
      .timeout(10_000)
      .emitWithAck('open', { after: upTo })
      .catch(() => undefined);
    if (opened === undefined) return;
    if (!opened.ok) {
      setTimeout(() => this.socket.connected && void this.open(), opened.error.retryAfterMs ?? 500);
      return;
    }
    this.conversationId = opened.value.conversationId;
    this.openedAt.push(performance.now());
    this.follower.take(opened.value.slice);
  }

  private async read(after: number): Promise<LogSlice | undefined> {
    const { conversationId } = this;
    if (conversationId === undefined) return undefined;
    const slice: Result<LogSlice> | undefined = await this.socket
      .timeout(10_000)
      .emitWithAck('read', { conversationId, after })
      .catch(() => undefined);
    return slice?.ok ? slice.value : undefined;
  }
}

/** Tokens of visitors who have never been here, as the server with this secret would issue them. */
export function visitorTokens(secret: string, shopId: ShopId, count: number): string[] {
  const tokens = createVisitorTokens(secret);
  return Array.from({ length: count }, () => tokens.issue(shopId, visitorIdSchema.parse(randomUUID())));
}
