import type { Opened } from '../src/protocol/chat-events.js';
import type { ConversationId } from '../src/protocol/ids.js';
import type { LogSlice } from '../src/protocol/transcript.js';
import { wait } from './back-off.js';
import { ChatClient } from './chat-client.js';
import { Outbox } from './outbox.js';
import type { SafeStorage } from './safe-storage.js';
import { TranscriptFollower } from './transcript-follower.js';
import { loggedIds, mergePending, type ThreadItem, type Transcript } from './transcript-store.js';
import type { ShopFace, VisitorSession } from './visitor-session.js';

/** `idle`: nothing was asked of the server yet. `loading`: the conversation is not here yet. */
export type Connection = 'idle' | 'loading' | 'online' | 'offline';

export type ChatState = {
  shop: ShopFace;
  connection: Connection;
  transcript: Transcript;
  items: readonly ThreadItem[];
  typing: 'bot' | 'agent' | undefined;
  /** There is a conversation, and it is not here yet. */
  isRestoring: boolean;
  /** Last `seq` the shopper has looked at, in any tab. */
  seen: number;
  /** Last `seq` whose preview was dismissed. */
  dismissed: number;
};

type Parts = {
  origin: string;
  language: string;
  customerToken: string | undefined;
  session: VisitorSession;
  storage: SafeStorage;
  shop: ShopFace;
  onChange(state: ChatState): void;
};

const TYPING_MS = 6_000;
/** Set once a conversation exists: only then is a closed widget worth a connection. */
const CONVERSATION = 'conversation';

/** What the shopper was last heard to write in. */
export const LANGUAGE = 'language';

/** One shopper's conversation: what the server's log says, joined with what is still on its way to it. */
export class Chat {
  private readonly parts: Parts;
  private readonly client: ChatClient;
  private readonly outbox: Outbox;
  private readonly follower: TranscriptFollower;
  private shop: ShopFace;
  private connection: Connection = 'idle';
  private conversationId: ConversationId | undefined;
  private typing: ChatState['typing'];
  private isRestored = false;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.shop = parts.shop;
    this.follower = new TranscriptFollower({
      read: (after) => this.readLog(after),
      onChange: () => this.logChanged(),
    });
    this.client = new ChatClient({
      ...parts,
      lastSeq: () => this.follower.transcript.upTo,
      onOpened: (opened) => this.opened(opened),
      onLost: () => this.lost(),
      onLog: (id, slice) => id === this.conversationId && this.take(slice),
      onTyping: (id, who) => id === this.conversationId && this.showTyping(who),
    });
    this.outbox = new Outbox({
      storage: parts.storage,
      send: (message) => this.client.say(message),
      wait,
      newId: randomId,
      now: () => Date.now(),
      onChange: () => this.changed(),
    });
    addEventListener('storage', ({ key }) => {
      if (key === null || key.startsWith('concierge.')) this.outbox.refresh();
    });
  }

  /** A browser without a conversation costs the server nothing until its shopper opens the chat. */
  start(): void {
    this.changed();
    const isKnown = this.parts.storage.read(CONVERSATION) !== undefined;
    if (isKnown || this.outbox.pending().length > 0) this.connect();
  }

  get state(): ChatState {
    const { shop, connection, typing } = this;
    const { transcript } = this.follower;
    const items = mergePending(transcript, this.outbox.pending());
    const isRestoring = !this.isRestored && this.parts.storage.read(CONVERSATION) !== undefined;
    const [seen, dismissed] = [this.stored('seen'), this.stored('dismissed')];
    return { shop, connection, transcript, items, typing, isRestoring, seen, dismissed };
  }

  connect(): void {
    if (this.connection !== 'idle') return;
    this.connection = 'loading';
    this.client.connect();
    this.changed();
  }

  say(text: string, choice?: string): void {
    this.connect();
    this.outbox.add(text, choice);
  }

  retry(clientMessageId: string): void {
    this.outbox.retry(clientMessageId);
  }

  remove(clientMessageId: string): void {
    this.outbox.remove(clientMessageId);
  }

  /** Everything that is here has been looked at. */
  markSeen(): void {
    this.mark('seen');
  }

  dismissPreview(): void {
    this.mark('dismissed');
  }

  showShop(shop: ShopFace): void {
    this.shop = shop;
    this.changed();
  }

  private mark(key: 'seen' | 'dismissed'): void {
    const { upTo } = this.follower.transcript;
    if (upTo <= this.stored(key)) return;
    this.parts.storage.write(key, String(upTo));
    this.changed();
  }

  private stored(key: 'seen' | 'dismissed'): number {
    return Number(this.parts.storage.read(key)) || 0;
  }

  private opened({ conversationId, slice }: Opened): void {
    const isOther = this.conversationId !== undefined && this.conversationId !== conversationId;
    this.conversationId = conversationId;
    this.connection = 'online';
    this.isRestored = true;
    if (this.parts.storage.read(CONVERSATION) !== conversationId) this.firstSeen(conversationId);
    // The slice was cut where another conversation ended, so it may lack this one's beginning.
    if (isOther) this.follower.startOver(slice.upTo);
    else this.take(slice);
    this.changed();
    void this.outbox.flush();
  }

  private firstSeen(conversationId: ConversationId): void {
    const { storage } = this.parts;
    storage.remove('seen');
    storage.remove('dismissed');
    storage.write(CONVERSATION, conversationId);
  }

  private lost(): void {
    this.connection = 'offline';
    this.typing = undefined;
    this.changed();
  }

  private take(slice: LogSlice): void {
    const { upTo } = this.follower.transcript;
    const hasReply = slice.entries.some((entry) => entry.seq > upTo && entry.kind !== 'customer');
    if (hasReply) this.typing = undefined;
    this.remember(slice);
    this.follower.take(slice);
  }

  private async readLog(after: number): Promise<LogSlice | undefined> {
    const { conversationId } = this;
    if (conversationId === undefined) return undefined;
    const slice = await this.client.read(conversationId, after);
    if (slice === undefined || conversationId !== this.conversationId) return undefined;
    this.remember(slice);
    return slice;
  }

  /** The customer's own language is that of the next page's chat, whatever the page is written in. */
  private remember({ language }: LogSlice): void {
    if (language !== undefined) this.parts.storage.write(LANGUAGE, language);
  }

  private logChanged(): void {
    this.outbox.settle(loggedIds(this.follower.transcript));
    this.changed();
  }

  private showTyping(who: 'bot' | 'agent'): void {
    this.typing = who;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => {
      this.typing = undefined;
      this.changed();
    }, TYPING_MS);
    this.changed();
  }

  private changed(): void {
    this.parts.onChange(this.state);
  }
}

/** 128 random bits. `crypto.randomUUID` is missing on plain http pages. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
