import type { ConsoleSlice, ConversationLine, Me } from '../../protocol/console-events.js';
import type { ConversationId } from '../../protocol/ids.js';
import { AgentSocket, type Move } from './agent-socket.js';
import { Finder } from './finder.js';
import { Inbox } from './inbox.js';
import type { Kept } from './kept.js';
import { TABS, type Tab } from './lines.js';
import { OpenConversation } from './open-conversation.js';
import { Outbox } from './outbox.js';
import type { PendingReply, ReplyOutcome } from './reply-queue.js';
import { TEXTS } from './texts.js';

export type Toast = { text: string; action: { label: string; press(): void } };

type Parts = {
  me: Me;
  kept: Kept;
  onChange(): void;
  onSignedOut(): void;
  /** Said to screen readers. */
  announce(text: string): void;
  /** The draft of the open conversation was changed from here. */
  onDraft(): void;
  /** The agent holds the open conversation now and may write. */
  onTaken(): void;
};

const TOAST_MS = 8000;
const SEND_AGAIN_MS = 2000;

/** What the agent works at: the lists, the open conversation, the replies under way. The view only draws it. */
export class Desk {
  readonly me: Me;
  readonly kept: Kept;
  readonly inbox: Inbox;
  readonly finder: Finder;
  connection: 'connecting' | 'live' | 'lost' = 'connecting';
  current: OpenConversation | undefined;
  toast: Toast | undefined;
  private readonly parts: Parts;
  private readonly outbox: Outbox;
  private readonly socket: AgentSocket;
  private moves: Promise<void> = Promise.resolve();
  private toastTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.me = parts.me;
    this.kept = parts.kept;
    this.inbox = new Inbox(parts.me.agentId);
    this.outbox = new Outbox({
      kept: parts.kept,
      send: (conversationId, reply) => this.send(conversationId, reply),
      giveBack: (conversationId, text, seen) => this.giveBackChanged(conversationId, text, seen),
      onChange: () => parts.onChange(),
    });
    this.finder = new Finder({
      search: (query, before) => this.socket.search(query, before),
      onChange: () => parts.onChange(),
    });
    this.socket = new AgentSocket({
      onLive: () => void this.resume(),
      onLost: () => this.lose(),
      onSignedOut: () => parts.onSignedOut(),
      onLog: (conversationId, slice) => this.takeSlice(conversationId, slice),
      onLine: (line) => this.takeLine(line),
    });
  }

  show(tab: Tab): void {
    this.inbox.tab = tab;
    this.parts.onChange();
  }

  /** @param at the message to show, in the place of the end */
  open(conversationId: ConversationId, at?: number): void {
    if (this.current?.conversationId === conversationId) {
      this.current.lookAt(at);
      return;
    }
    this.current?.leave();
    this.current = new OpenConversation({
      conversationId,
      open: () => this.socket.open(conversationId),
      read: (after) => this.socket.read(conversationId, after),
      onContext: ({ line }) => this.putLine(line),
      onChange: () => this.changed(),
    });
    this.current.lookAt(at);
    this.inbox.see(conversationId);
    this.parts.onChange();
    void this.current.load();
  }

  leave(): void {
    this.current?.leave();
    this.current = undefined;
    this.parts.onChange();
  }

  lineOf(conversationId: ConversationId): ConversationLine | undefined {
    return this.inbox.lines.get(conversationId);
  }

  pending(conversationId: ConversationId): readonly PendingReply[] {
    return this.outbox.queueOf(conversationId).pending();
  }

  /** One after the other: what is pressed while another move is under way is not lost. */
  move(kind: Move): void {
    const { current } = this;
    if (current === undefined || current.moving === kind) return;
    current.moving = kind;
    current.problem = undefined;
    this.parts.onChange();
    this.moves = this.moves.then(() => this.perform(kind, current));
  }

  /** @returns why it was not done; undefined when it was */
  async block(reason: string): Promise<string | undefined> {
    const { current } = this;
    if (current === undefined) return undefined;
    const answer = await this.socket.block(current.conversationId, reason);
    if (answer.kind === 'ok') await current.refreshContext();
    return answer.kind === 'refused' ? answer.error.message : answer.kind === 'offline' ? TEXTS.offline : undefined;
  }

  reply(text: string): void {
    const { current } = this;
    if (current === undefined) return;
    current.problem = undefined;
    current.newAfter = undefined;
    this.outbox.queueOf(current.conversationId).add(text, current.transcript.upTo);
  }

  /** Puts a draft into the box of the open conversation, before what stands there; sending stays the agent's. */
  async draft(): Promise<void> {
    const { current } = this;
    if (current === undefined || current.isDrafting) return;
    current.isDrafting = true;
    current.problem = undefined;
    this.parts.onChange();
    const answer = await this.socket.draft(current.conversationId);
    current.isDrafting = false;
    if (answer.kind === 'ok' && answer.value !== null) {
      current.draft = answer.value;
      this.giveBackText(current.conversationId, answer.value.text);
      this.parts.announce(TEXTS.draft.ready);
    } else if (answer.kind === 'ok') current.problem = TEXTS.draft.none;
    else current.problem = answer.kind === 'offline' ? TEXTS.offline : answer.error.message;
    this.parts.onChange();
  }

  retry(clientMessageId: string): void {
    const { current } = this;
    if (current) this.outbox.queueOf(current.conversationId).retry(clientMessageId, current.transcript.upTo);
  }

  /** A reply that was not sent goes back into the box. */
  edit(clientMessageId: string): void {
    if (this.current === undefined) return;
    const { conversationId } = this.current;
    this.giveBackText(conversationId, this.outbox.queueOf(conversationId).withdraw(clientMessageId));
  }

  async loadLists(): Promise<void> {
    const answers = await Promise.all(TABS.map((tab) => this.socket.list(tab)));
    if (answers.some((answer) => answer.kind === 'refused')) this.inbox.state = 'failed';
    if (answers.every((answer) => answer.kind === 'ok')) {
      this.inbox.replace(answers.flatMap((answer) => answer.value.lines));
      if (this.current?.context) this.putLine(this.current.context.line);
    }
    this.parts.onChange();
  }

  dismissToast(): void {
    this.toast = undefined;
    this.parts.onChange();
  }

  stop(): void {
    this.current?.leave();
    this.connection = 'lost';
    clearTimeout(this.toastTimer);
    this.socket.leave();
  }

  private async resume(): Promise<void> {
    this.connection = 'live';
    this.parts.onChange();
    this.outbox.flush();
    await Promise.all([this.loadLists(), this.current?.load()]);
  }

  private lose(): void {
    this.connection = 'lost';
    this.parts.onChange();
  }

  private takeLine(line: ConversationLine): void {
    const known = this.lineOf(line.conversationId);
    this.putLine(line);
    if (line.holder === 'waiting' && known?.holder !== 'waiting') this.parts.announce(TEXTS.waits(line.who));
    this.parts.onChange();
  }

  private putLine(line: ConversationLine): void {
    this.inbox.put(line);
    if (line.conversationId === this.current?.conversationId) this.inbox.see(line.conversationId);
  }

  private takeSlice(conversationId: ConversationId, slice: ConsoleSlice): void {
    if (this.current?.conversationId !== conversationId) return;
    this.current.take(slice);
    const who = this.lineOf(conversationId)?.who ?? '';
    if (slice.entries.some((entry) => entry.kind === 'customer')) this.parts.announce(TEXTS.said(who));
  }

  private changed(): void {
    const { current } = this;
    if (current) this.outbox.queueOf(current.conversationId).settle(current.transcript.upTo);
    this.parts.onChange();
  }

  private async perform(kind: Move, current: OpenConversation): Promise<void> {
    const answer = await this.socket.move(kind, current.conversationId);
    if (answer.kind === 'ok') await this.moved(kind, current);
    else if (answer.kind === 'offline') current.problem = TEXTS.offline;
    else await this.explain(current, answer.error.code, answer.error.message);
    if (current.moving === kind) current.moving = undefined;
    this.parts.onChange();
  }

  private async moved(kind: Move, current: OpenConversation): Promise<void> {
    await current.refreshContext();
    if (kind === 'take') {
      this.inbox.tab = 'mine';
      this.parts.onTaken();
    }
    if (kind === 'close') this.offerReopening(current.conversationId);
  }

  /** Another agent was quicker, or the conversation is no longer ours: the screen shows how things stand. */
  private async explain(current: OpenConversation, code: string, message: string): Promise<void> {
    await current.refreshContext();
    const holder = this.lineOf(current.conversationId)?.agentName ?? TEXTS.someone;
    if (code === 'CONVERSATION_TAKEN') current.problem = TEXTS.taken(holder);
    else current.problem = code === 'FORBIDDEN' ? TEXTS.notHeld : message;
  }

  private async send(conversationId: ConversationId, reply: PendingReply): Promise<ReplyOutcome> {
    const answer = await this.socket.say(conversationId, reply);
    if (answer.kind === 'offline') {
      // Silence on a living connection: no reconnection will send it again.
      if (this.connection === 'live') setTimeout(() => this.outbox.flush(), SEND_AGAIN_MS);
      return answer;
    }
    if (answer.kind === 'ok') return { kind: 'sent', seq: answer.value.seq };
    const { code, message } = answer.error;
    if (code === 'CONVERSATION_CHANGED') return { kind: 'changed' };
    const isOnScreen = this.current?.conversationId === conversationId;
    if (this.current && isOnScreen && (code === 'CONVERSATION_TAKEN' || code === 'FORBIDDEN'))
      await this.explain(this.current, code, message);
    return { kind: 'refused', problem: message };
  }

  private giveBackChanged(conversationId: ConversationId, text: string, seen: number): void {
    const { current } = this;
    if (current?.conversationId === conversationId) {
      current.newAfter = seen;
      current.problem = TEXTS.changed;
      void current.refreshContext();
    }
    this.giveBackText(conversationId, text);
  }

  private giveBackText(conversationId: ConversationId, text: string): void {
    const draft = this.kept.draft(conversationId);
    this.kept.keepDraft(conversationId, draft === '' ? text : `${text}\n\n${draft}`);
    this.parts.onDraft();
    this.parts.onChange();
  }

  private offerReopening(conversationId: ConversationId): void {
    const reopen = () => {
      this.dismissToast();
      this.open(conversationId);
      this.move('take');
    };
    const who = this.lineOf(conversationId)?.who ?? '';
    this.toast = { text: TEXTS.closed(who), action: { label: TEXTS.reopen, press: reopen } };
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.dismissToast(), TOAST_MS);
  }
}
