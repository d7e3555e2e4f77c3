import type { SafeStorage } from './safe-storage.js';

/** A message the shopper has written and the log has not shown yet. */
export type PendingMessage = {
  clientMessageId: string;
  text: string;
  choice?: string;
  /** When it was written: milliseconds since the epoch, raised so that every later message sorts later. */
  at: number;
  /** `sent`: acknowledged, only the log's own copy is still awaited. */
  state: 'waiting' | 'sent' | 'failed';
  /** So much was written that it goes out by itself only then: milliseconds since the epoch. */
  heldUntil?: number;
  /** Refused because the shop takes nothing from this visitor. */
  isBlocked?: true;
};

export type SendOutcome =
  | { kind: 'sent' }
  /** This message can never be accepted as it is. */
  | { kind: 'refused'; code: string }
  /** The same message may be accepted after `afterMs`. */
  | { kind: 'busy'; afterMs: number; isTooMuch?: boolean }
  /** No connection: `flush` is called again once there is one. */
  | { kind: 'offline' };

type OutboxParts = {
  storage: SafeStorage;
  send(message: PendingMessage): Promise<SendOutcome>;
  wait(ms: number): Promise<void>;
  newId(): string;
  now(): number;
  onChange(): void;
};

type Busy = Extract<SendOutcome, { kind: 'busy' }>;

const KEY = 'out.';
const WORTH_A_WORD_MS = 1_500;

/**
 * Every message is stored before it is sent and keeps its id until it is acknowledged, so that a reload, a lost
 * acknowledgement or a second tab repeats the same message and the log takes it once. One key per message:
 * two tabs never overwrite each other's list.
 */
export class Outbox {
  private readonly parts: OutboxParts;
  private messages: PendingMessage[];
  private isFlushing = false;

  constructor(parts: OutboxParts) {
    this.parts = parts;
    this.messages = load(parts.storage);
  }

  pending(): readonly PendingMessage[] {
    return this.messages;
  }

  add(text: string, choice?: string): void {
    const { newId, now } = this.parts;
    // A clock set back must not put this message before the one written earlier.
    const at = Math.max(now(), (this.messages.at(-1)?.at ?? 0) + 1);
    this.put({ clientMessageId: newId(), text, ...(choice !== undefined && { choice }), at, state: 'waiting' });
    void this.flush();
  }

  /** Sends what waits, one by one and in order, until all is sent or the connection is gone. */
  async flush(): Promise<void> {
    if (this.isFlushing) return;
    this.isFlushing = true;
    for (let next = this.firstWaiting(); next; next = this.firstWaiting()) {
      const outcome = await this.parts.send(next);
      this.settleOutcome(next, outcome);
      if (outcome.kind === 'offline') break;
      if (outcome.kind === 'busy') await this.hold(next, outcome);
    }
    this.isFlushing = false;
  }

  retry(clientMessageId: string): void {
    const failed = this.messages.find((message) => message.clientMessageId === clientMessageId);
    if (failed) this.put({ ...failed, state: 'waiting' });
    void this.flush();
  }

  remove(clientMessageId: string): void {
    this.drop(new Set([clientMessageId]));
  }

  /** Forgets what the log shows. */
  settle(loggedIds: ReadonlySet<string>): void {
    if (this.messages.some((message) => loggedIds.has(message.clientMessageId))) this.drop(loggedIds);
  }

  /** Reads storage again: another tab of the same shopper wrote to it. */
  refresh(): void {
    this.change(reconcile(this.messages, load(this.parts.storage)));
  }

  /** A moment is not worth a word; longer, the shopper sees when it goes out. */
  private async hold(message: PendingMessage, { afterMs, isTooMuch }: Busy): Promise<void> {
    const isStillHere = this.messages.some((other) => other.clientMessageId === message.clientMessageId);
    if (isTooMuch && afterMs >= WORTH_A_WORD_MS && isStillHere)
      this.put({ ...message, heldUntil: this.parts.now() + afterMs });
    await this.parts.wait(afterMs);
  }

  private settleOutcome(message: PendingMessage, outcome: SendOutcome): void {
    const isStillHere = this.messages.some((other) => other.clientMessageId === message.clientMessageId);
    if (!isStillHere) return;
    if (outcome.kind === 'sent') this.put({ ...message, state: 'sent' });
    if (outcome.kind !== 'refused') return;
    // Another text went out under this id before: that one is kept, so this one needs an id of its own.
    if (outcome.code === 'MESSAGE_ID_REUSED') this.rename(message);
    else this.put({ ...message, state: 'failed', ...(outcome.code === 'BLOCKED' && { isBlocked: true }) });
  }

  private rename(message: PendingMessage): void {
    const renamed = { ...message, clientMessageId: this.parts.newId() };
    this.messages = this.messages.map((other) => (other.clientMessageId === message.clientMessageId ? renamed : other));
    this.put(renamed);
    this.parts.storage.remove(KEY + message.clientMessageId);
  }

  private put(message: PendingMessage): void {
    const { storage } = this.parts;
    if (message.state === 'sent') storage.remove(KEY + message.clientMessageId);
    else storage.write(KEY + message.clientMessageId, JSON.stringify(message));
    const others = this.messages.filter((other) => other.clientMessageId !== message.clientMessageId);
    this.change([...others, message].sort(byTime));
  }

  private drop(ids: ReadonlySet<string>): void {
    for (const id of ids) this.parts.storage.remove(KEY + id);
    this.change(this.messages.filter((message) => !ids.has(message.clientMessageId)));
  }

  private change(messages: PendingMessage[]): void {
    this.messages = messages;
    this.parts.onChange();
  }

  private firstWaiting(): PendingMessage | undefined {
    return this.messages.find((message) => message.state === 'waiting');
  }
}

/** What left storage while it waited here was acknowledged in the other tab; what had failed was removed there. */
function reconcile(known: readonly PendingMessage[], stored: PendingMessage[]): PendingMessage[] {
  const storedIds = new Set(stored.map((message) => message.clientMessageId));
  const gone = known.filter((message) => !storedIds.has(message.clientMessageId) && message.state !== 'failed');
  return [...stored, ...gone.map((message): PendingMessage => ({ ...message, state: 'sent' }))].sort(byTime);
}

function byTime(a: PendingMessage, b: PendingMessage): number {
  return a.at - b.at || (a.clientMessageId < b.clientMessageId ? -1 : 1);
}

function load(storage: SafeStorage): PendingMessage[] {
  return storage
    .keys(KEY)
    .map((key) => parse(storage.read(key)))
    .filter((message) => message !== undefined)
    .sort(byTime);
}

/** Storage belongs to the whole page: anything may stand there. */
function parse(stored: string | undefined): PendingMessage | undefined {
  try {
    const value: Partial<PendingMessage> = JSON.parse(stored ?? '{}');
    const { clientMessageId, text, choice, at } = value;
    if (typeof clientMessageId !== 'string' || typeof text !== 'string' || typeof at !== 'number') return undefined;
    const state = value.state === 'failed' ? 'failed' : 'waiting';
    return { clientMessageId, text, ...(typeof choice === 'string' && { choice }), at, state };
  } catch {
    return undefined;
  }
}
