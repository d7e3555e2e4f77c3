import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CHAT_NAMESPACE, type Opened, type Result, type Said } from '../../src/protocol/chat-events.js';
import { SliceFollower } from '../../src/protocol/slice-follower.js';
import type { LogSlice, TranscriptEntry } from '../../src/protocol/transcript.js';
import { backOffMs } from '../../widget/back-off.js';
import { Outbox, type PendingMessage, type SendOutcome } from '../../widget/outbox.js';
import { createSafeStorage } from '../../widget/safe-storage.js';
import { LeanClient } from '../bench/load/lean-client.js';
import type { Reader } from './checker.js';
import { type Clock, Journal } from './journal.js';

type Options = {
  name: string;
  port: number;
  visitorToken: string;
  clock: Clock;
  /** How long it waits before try number `attempt` to come back. */
  backOff?: (attempt: number) => number;
};

/** Silence after which a connection is given up: twice what a slow answer takes. */
const ANSWER_MS = 10_000;

/**
 * A shopper who does not give up: the widget's own outbox, follower and back-off over a lean connection, with a journal of
 * what was asked for and a record of what was shown, in the order it was shown.
 */
export class StubbornClient {
  readonly journal: Journal;
  /** Per connection that had something to bring: ms from being let in to having it all. */
  readonly replayMs: number[] = [];
  /** When each connection was opened, by `performance.now()`. */
  readonly openedAt: number[] = [];
  /** Messages whose first sending was acknowledged. */
  firstTries = 0;
  conversationId = '';
  private readonly options: Options;
  private readonly follower: SliceFollower<TranscriptEntry>;
  private readonly outbox: Outbox;
  private readonly shown: TranscriptEntry[] = [];
  private readonly tried = new Set<string>();
  private client: LeanClient | undefined;
  private isLeaving = false;

  constructor(options: Options) {
    this.options = options;
    this.journal = new Journal(options.name, options.clock);
    this.follower = new SliceFollower<TranscriptEntry>({
      read: (after) => this.read(after),
      onChange: () => this.shown.push(...this.follower.transcript.entries.slice(this.shown.length)),
    });
    this.outbox = new Outbox({
      storage: inMemory(),
      send: (message) => this.send(message),
      wait: pause,
      newId: randomUUID,
      now: Date.now,
      onChange: () => undefined,
    });
  }

  /** Comes back for as long as it has not left. Resolves once it is there for the first time. */
  async arrive(): Promise<void> {
    const first = new Promise<void>((resolve) => void this.stay(resolve));
    await first;
  }

  say(text: string): void {
    this.outbox.add(text);
  }

  get isConnected(): boolean {
    return this.client?.isConnected === true;
  }

  /** Nothing waits to be acknowledged. */
  get isSettled(): boolean {
    return this.outbox.pending().every(({ state }) => state !== 'waiting');
  }

  get upTo(): number {
    return this.follower.transcript.upTo;
  }

  reader(): Reader {
    const { conversationId, upTo } = this;
    return { name: this.options.name, conversation: conversationId, upTo, entries: this.shown.map(toEntry) };
  }

  leave(): void {
    this.isLeaving = true;
    this.client?.cut();
  }

  private async stay(onFirst: () => void): Promise<void> {
    for (let attempt = 0; !this.isLeaving; attempt++) {
      const connection = await this.connect().catch(() => undefined);
      if (connection !== undefined) {
        onFirst();
        await connection.ended;
        attempt = 0;
      }
      if (!this.isLeaving) await pause((this.options.backOff ?? backOffMs)(attempt));
    }
  }

  /** Resolves once the conversation is open, with a promise of the end of the connection. */
  private async connect(): Promise<{ ended: Promise<void> } | undefined> {
    const { port, visitorToken } = this.options;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const client = await LeanClient.connect(
      { port, namespace: CHAT_NAMESPACE, auth: { visitorToken }, timeoutMs: ANSWER_MS },
      { onEvent: (json) => this.hear(json), onGone: end },
    );
    this.client = client;
    const startedAt = performance.now();
    const opened = await this.ask<Opened>('open', { after: this.upTo });
    if (opened?.ok !== true) {
      client.cut();
      return undefined;
    }
    this.conversationId = opened.value.conversationId;
    this.openedAt.push(performance.now());
    const isBehind = opened.value.slice.upTo > this.upTo;
    this.follower.take(opened.value.slice);
    if (isBehind) this.replayMs.push(performance.now() - startedAt);
    void this.outbox.flush();
    return { ended };
  }

  private hear(json: string): void {
    const [event, conversationId, slice] = JSON.parse(json);
    if (event === 'log' && conversationId === this.conversationId) this.follower.take(slice);
  }

  private async send(message: PendingMessage): Promise<SendOutcome> {
    const { conversationId } = this;
    const { clientMessageId, text } = message;
    if (!this.isConnected || conversationId === '') return { kind: 'offline' };
    const isFirst = !this.tried.has(clientMessageId);
    this.tried.add(clientMessageId);
    this.journal.invoked(conversationId, clientMessageId);
    const said = await this.ask<Said>('say', { conversationId, clientMessageId, text });
    if (said === undefined) return { kind: 'offline' };
    if (!said.ok) return { kind: 'busy', afterMs: said.error.retryAfterMs ?? 500 };
    this.journal.acked(clientMessageId, said.value.seq);
    if (isFirst) this.firstTries += 1;
    this.follower.take(said.value.slice);
    return { kind: 'sent' };
  }

  private async read(after: number): Promise<LogSlice | undefined> {
    const slice = await this.ask<LogSlice>('read', { conversationId: this.conversationId, after });
    return slice?.ok ? slice.value : undefined;
  }

  /** Undefined when no answer came; a connection that gives none is given up. */
  private async ask<T>(event: string, payload: object): Promise<Result<T> | undefined> {
    const { client } = this;
    if (client === undefined) return undefined;
    const silence = setTimeout(() => client.cut(), ANSWER_MS);
    try {
      const [result] = JSON.parse(await client.ask(event, payload));
      return result;
    } catch {
      return undefined;
    } finally {
      clearTimeout(silence);
    }
  }
}

/** What the readers of one log can compare: everything but who is reading. */
export function toEntry({ seq, at, kind, ...content }: TranscriptEntry): Reader['entries'][number] {
  const { clientMessageId: message, ...said } = { clientMessageId: undefined, ...content };
  return { seq, content: JSON.stringify({ at, kind, ...said }), ...(message !== undefined && { message }) };
}

function inMemory() {
  return createSafeStorage(() => {
    throw new Error('there is no browser here');
  }, '');
}
