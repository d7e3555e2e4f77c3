import { readFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { PublicError } from '../../src/errors.js';
import type { Block } from '../../src/protocol/block.js';
import {
  CHAT_NAMESPACE,
  type ChatClientEvents,
  type ChatServerEvents,
  chatAuthSchema,
  openSchema,
  type Result,
  readSchema,
  type Said,
  saySchema,
  type VisitorResponse,
  visitorRequestSchema,
} from '../../src/protocol/chat-events.js';
import { type ConversationId, conversationIdSchema } from '../../src/protocol/ids.js';
import type { LogSlice, TranscriptEntry } from '../../src/protocol/transcript.js';

type Unnumbered = TranscriptEntry extends infer E ? (E extends TranscriptEntry ? Omit<E, 'seq' | 'at'> : never) : never;
type ChatSocket = Socket<ChatClientEvents, ChatServerEvents>;

const SHOP = { name: 'Harbour & Pine', language: 'en', currency: 'EUR', accent: '#2f5d50' };

/**
 * A server that speaks the widget's protocol over a log in memory. The log outlives `stop` and `start`,
 * as a stored one outlives its process.
 */
export class ChatRig {
  shop: VisitorResponse['shop'] = SHOP;
  /** The customer’s, as the log would tell it. */
  language: string | undefined;
  /** What the bot answers; an empty list answers nothing. */
  answer: (text: string, choice: string | undefined) => Block[] = (text) => [
    { kind: 'text', text: `You said: ${text}` },
  ];
  /** Takes a `say` before the log sees it: a fault refuses it, `lose` logs it but never acknowledges. */
  intercept: (text: string) => PublicError | 'lose' | undefined = () => undefined;
  pages = new Map<string, { html: string; headers?: Record<string, string> }>();
  readonly transports: string[] = [];
  readonly said: string[] = [];
  readonly auths: { visitorToken: string; customerToken?: string | undefined }[] = [];
  allowsWebSocket = true;
  private readonly logs = new Map<ConversationId, TranscriptEntry[]>();
  private readonly visitors = new Map<string, ConversationId>();
  private readonly valid = new Set<string>();
  private tokens = 0;
  private http: HttpServer | undefined;
  private io: Server<ChatClientEvents, ChatServerEvents> | undefined;
  private port = 0;
  private readonly script: string;

  constructor(script: string) {
    this.script = script;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const http = createServer((request, response) => void this.serve(request, response));
    const transports: ('polling' | 'websocket')[] = this.allowsWebSocket ? ['polling', 'websocket'] : ['polling'];
    const io = new Server<ChatClientEvents, ChatServerEvents>(http, { cors: { origin: '*' }, transports });
    const chat = io.of(CHAT_NAMESPACE);
    chat.use((socket, next) => {
      const auth = chatAuthSchema.parse(socket.handshake.auth);
      this.auths.push(auth);
      const isWelcome = this.valid.has(auth.visitorToken) && auth.customerToken !== 'expired';
      next(isWelcome ? undefined : Object.assign(new Error('refused'), { data: fault('TOKEN_INVALID') }));
    });
    chat.on('connection', (socket) => this.connected(socket));
    this.http = http;
    this.io = io;
    await new Promise<void>((resolve) => http.listen(this.port, '127.0.0.1', resolve));
    this.port = (http.address() as AddressInfo).port;
  }

  /** Cuts every connection, as a killed process does. */
  async stop(): Promise<void> {
    this.http?.closeAllConnections();
    await this.io?.close();
  }

  /** No token given so far is taken any more; each can still be renewed. */
  expireTokens(): void {
    this.valid.clear();
  }

  /** Nobody who was here before is known any more. */
  forgetVisitors(): void {
    this.valid.clear();
    this.visitors.clear();
  }

  get conversations(): ConversationId[] {
    return [...this.logs.keys()];
  }

  entries(id = this.newest()): TranscriptEntry[] {
    return this.logs.get(id) ?? [];
  }

  texts(id = this.newest()): string[] {
    return this.entries(id).map((entry) => ('text' in entry ? entry.text : entry.kind));
  }

  append(entry: Unnumbered, at = Date.now(), id = this.newest()): void {
    const log = this.entries(id);
    // Numbers in between stand for events that a shopper does not see.
    const seq = (log.at(-1)?.seq ?? 0) + 2;
    log.push({ ...entry, seq, at } as TranscriptEntry);
    this.io
      ?.of(CHAT_NAMESPACE)
      .to(id)
      .emit('log', id, this.slice(id, seq - 2));
  }

  bot(...blocks: Block[]): void {
    this.append({ kind: 'bot', blocks });
  }

  typing(who: 'bot' | 'agent'): void {
    const id = this.newest();
    this.io?.of(CHAT_NAMESPACE).to(id).emit('typing', id, who);
  }

  /** Tells every shopper to connect anew, as a gateway does that is about to stop. */
  sendElsewhere(withinMs: number): void {
    this.io?.of(CHAT_NAMESPACE).emit('moving', withinMs);
  }

  private newest(): ConversationId {
    const id = this.conversations.at(-1);
    if (!id) throw new Error('no conversation yet');
    return id;
  }

  private slice(id: ConversationId, after: number): LogSlice {
    const log = this.entries(id);
    const upTo = Math.max(after, log.at(-1)?.seq ?? 0);
    const { language } = this;
    return { after, upTo, entries: log.filter((entry) => entry.seq > after), ...(language && { language }) };
  }

  private connected(socket: ChatSocket): void {
    this.transports.push(socket.conn.transport.name);
    const { visitorToken } = chatAuthSchema.parse(socket.handshake.auth);
    socket.on('open', (payload, ack) => {
      const { after } = openSchema.parse(payload);
      const conversationId = this.conversationOf(visitorToken);
      void socket.join(conversationId);
      ack({ ok: true, value: { conversationId, slice: this.slice(conversationId, after) } });
    });
    socket.on('read', (payload, ack) => {
      const { conversationId, after } = readSchema.parse(payload);
      ack({ ok: true, value: this.slice(conversationId, after) });
    });
    socket.on('say', (payload, ack) => this.say(payload, ack));
  }

  private welcome(request: unknown): string {
    const { visitorToken: old } = visitorRequestSchema.parse(request);
    const token = `token-${++this.tokens}`;
    const conversation = old && this.visitors.get(old);
    if (conversation) this.visitors.set(token, conversation);
    this.valid.add(token);
    return token;
  }

  private conversationOf(visitorToken: string): ConversationId {
    const known = this.visitors.get(visitorToken);
    if (known) return known;
    const id = conversationIdSchema.parse(`c${this.logs.size + 1}`);
    this.visitors.set(visitorToken, id);
    this.logs.set(id, []);
    return id;
  }

  private say(...[payload, ack]: Parameters<ChatClientEvents['say']>): void {
    const { text } = payload;
    this.said.push(text);
    const verdict = this.intercept(text);
    const result = typeof verdict === 'object' ? ({ ok: false, error: verdict } as const) : this.receive(payload);
    if (verdict !== 'lose') ack(result);
  }

  private receive(payload: unknown): Result<Said> {
    const { conversationId: id, clientMessageId, text, choice } = saySchema.parse(payload);
    const isSame = (entry: TranscriptEntry) => 'clientMessageId' in entry && entry.clientMessageId === clientMessageId;
    const known = this.entries(id).find(isSame);
    if (known && 'text' in known && known.text !== text) return { ok: false, error: fault('MESSAGE_ID_REUSED') };
    if (known) return said(known.seq);
    this.append({ kind: 'customer', clientMessageId, text }, Date.now(), id);
    const seq = this.entries(id).at(-1)?.seq ?? 0;
    const blocks = this.answer(text, choice);
    if (blocks.length > 0) this.append({ kind: 'bot', blocks }, Date.now(), id);
    return said(seq);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.origin).pathname;
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type');
    const page = this.pages.get(path);
    if (path.startsWith('/socket.io/')) return;
    if (path === '/widget.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(await readFile(this.script));
    } else if (path === '/chat/visitor') {
      const body = await textOf(request);
      const visitorToken = request.method === 'POST' ? this.welcome(JSON.parse(body)) : '';
      response.end(JSON.stringify({ visitorToken, shop: this.shop } satisfies VisitorResponse));
    } else if (page) {
      for (const [name, value] of Object.entries(page.headers ?? {})) response.setHeader(name, value);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page.html);
    } else if (path.endsWith('.svg')) {
      response.setHeader('content-type', 'image/svg+xml');
      response.end(picture(path));
    } else {
      response.statusCode = 404;
      response.end();
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The rig tells the sender by `log` as it does everybody else. */
function said(seq: number): Result<Said> {
  return { ok: true, value: { seq, slice: { after: seq, upTo: seq, entries: [] } } };
}

export function fault(code: PublicError['code']): PublicError {
  return { code, message: code };
}

/** A plain stand-in for a product's picture; the path chooses its hue. */
function picture(path: string): string {
  const hue = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
    <defs><radialGradient id="g" cx=".35" cy=".25" r="1"><stop stop-color="hsl(${hue} 30% 94%)"/><stop offset="1" stop-color="hsl(${hue} 25% 78%)"/></radialGradient>
    <linearGradient id="b" x2=".4" y2="1"><stop stop-color="hsl(${hue} 45% 52%)"/><stop offset="1" stop-color="hsl(${hue} 50% 30%)"/></linearGradient></defs>
    <rect width="400" height="300" fill="url(#g)"/><ellipse cx="205" cy="252" rx="92" ry="12" fill="hsl(${hue} 30% 25% / .25)"/>
    <path d="M150 90 q50 26 100 0 l46 34 -20 38 -22 -12 v96 q-54 14 -108 0 v-96 l-22 12 -20 -38z" fill="url(#b)"/></svg>`;
}
