import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Block } from '../../src/protocol/block.js';
import {
  CHAT_NAMESPACE,
  type ChatClientEvents,
  type ChatServerEvents,
  type Opened,
  type Result,
  type Said,
  type VisitorResponse,
} from '../../src/protocol/chat-events.js';
import type { ConversationId } from '../../src/protocol/ids.js';
import type { LogSlice, TranscriptEntry } from '../../src/protocol/transcript.js';

type ShopperSocket = Socket<ChatServerEvents, ChatClientEvents>;

/** A shopper with a real socket, without a browser: sends, keeps what arrives by seq, reads gaps. */
export class Shopper {
  readonly socket: ShopperSocket;
  readonly conversationId: ConversationId;
  readonly visitorToken: string;
  private readonly seen = new Map<number, TranscriptEntry>();
  private upTo = 0;

  private constructor(socket: ShopperSocket, visitorToken: string, opened: Opened) {
    this.socket = socket;
    this.visitorToken = visitorToken;
    this.conversationId = opened.conversationId;
    this.take(opened.slice);
    socket.on('log', (_conversationId, slice) => this.take(slice));
  }

  static async arrive(
    address: string,
    known: { visitorToken?: string; customerToken?: string; language?: string } = {},
  ): Promise<Shopper> {
    const visitorToken = known.visitorToken ?? (await newVisitor(address)).visitorToken;
    const auth = { visitorToken, ...(known.customerToken !== undefined && { customerToken: known.customerToken }) };
    const socket: ShopperSocket = io(address + CHAT_NAMESPACE, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
      // A server that dies between the two handshakes ends the connection without an error.
      socket.io.once('close', () => reject(new Error('the connection went while it was made')));
    });
    const cut = new Promise<never>((_resolve, reject) => socket.once('disconnect', () => reject(new Error('cut off'))));
    const opening = { after: 0, ...(known.language !== undefined && { language: known.language }) };
    const opened: Result<Opened> = await Promise.race([socket.timeout(10_000).emitWithAck('open', opening), cut]);
    if (!opened.ok) throw new Error(opened.error.code);
    return new Shopper(socket, visitorToken, opened.value);
  }

  get transcript(): TranscriptEntry[] {
    return [...this.seen.values()].sort((left, right) => left.seq - right.seq);
  }

  async say(text: string, choice?: string, clientMessageId: string = randomUUID()): Promise<Result<Said>> {
    const payload = {
      conversationId: this.conversationId,
      clientMessageId,
      text,
      ...(choice !== undefined && { choice }),
    };
    const said: Result<Said> = await this.socket.timeout(15_000).emitWithAck('say', payload as never);
    if (said.ok) this.take(said.value.slice);
    return said;
  }

  /** Says something and waits for what the bot answers to it. */
  async ask(text: string, choice?: string): Promise<Block[]> {
    const said = await this.say(text, choice);
    if (!said.ok) throw new Error(said.error.code);
    const entry = await this.waitFor((one) => one.kind === 'bot' && one.seq > said.value.seq);
    return entry.kind === 'bot' ? entry.blocks : [];
  }

  async waitFor(isIt: (entry: TranscriptEntry) => boolean, timeoutMs = 15_000): Promise<TranscriptEntry> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.transcript.find(isIt);
      if (found !== undefined) return found;
      if (Date.now() > deadline)
        throw new Error(`nothing came in ${timeoutMs} ms; transcript: ${JSON.stringify(this.transcript)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The whole log as the server tells it now, page by page. */
  async readAll(): Promise<LogSlice> {
    const entries: TranscriptEntry[] = [];
    for (let after = 0; ; ) {
      const page = await this.read(after);
      entries.push(...page.entries);
      after = page.upTo;
      if (!page.more) return { after: 0, upTo: page.upTo, entries };
    }
  }

  private async read(after: number): Promise<LogSlice> {
    const result: Result<LogSlice> = await this.socket
      .timeout(10_000)
      .emitWithAck('read', { conversationId: this.conversationId, after });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  }

  leave(): void {
    this.socket.disconnect();
  }

  private take({ after, upTo, entries, more }: LogSlice): void {
    const isGap = after > this.upTo;
    if (isGap || more) this.readOn(isGap ? this.upTo : upTo);
    if (isGap) return;
    for (const entry of entries) this.seen.set(entry.seq, entry);
    this.upTo = Math.max(this.upTo, upTo);
  }

  /** A reader who is cut meanwhile reads on when it comes back. */
  private readOn(after: number): void {
    this.read(after).then(
      (page) => this.take(page),
      () => undefined,
    );
  }
}

export async function newVisitor(address: string): Promise<VisitorResponse> {
  const response = await fetch(`${address}/chat/visitor`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return (await response.json()) as VisitorResponse;
}

/** All the words of a reply in one string. */
export function wordsOf(blocks: Block[]): string {
  return blocks.map(blockWords).join('\n');
}

function blockWords(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'quote':
      return `${block.text} [${block.source.title}]`;
    case 'products':
      return block.products.map(({ title, reason }) => `${title}: ${reason}`).join('\n');
    case 'order':
      return `${block.orderId} ${block.statusText} ${block.items.map(({ title }) => title).join(', ')}`;
    case 'link':
      return `[${block.label}]`;
    case 'choices':
    case 'rating':
      return block.choices.map(({ label }) => `(${label})`).join(' ');
  }
}
