import type { Chat, ChatState } from './chat.js';
import { Composer } from './draw-composer.js';
import type { DrawContext } from './draw-context.js';
import { Header } from './draw-header.js';
import { Launcher } from './draw-launcher.js';
import { Thread } from './draw-thread.js';
import { createFormat } from './format.js';
import { h } from './h.js';
import { PhoneScreen } from './phone-screen.js';
import type { SafeStorage } from './safe-storage.js';
import { currentSpeaker } from './speaker.js';
import { textsFor } from './texts.js';
import { threadRows } from './thread-rows.js';
import { replyText, unreadReplies } from './unread.js';

type Parts = { chat: Chat; origin: string; language: string; tab: SafeStorage };

const OPEN = 'open';
/** A drop shorter than this is nobody's business. */
const OFFLINE_SHOWN_MS = 1_500;

/** Everything the shopper sees, drawn from one `ChatState` at a time. */
export class View {
  readonly element: HTMLElement;
  private readonly parts: Parts;
  private readonly texts: ReturnType<typeof textsFor>;
  private readonly launcher: Launcher;
  private readonly header: Header;
  private readonly thread: Thread;
  private readonly composer: Composer;
  private readonly panel: HTMLElement;
  private readonly announcer: HTMLElement;
  private readonly phone: PhoneScreen;
  private isOpen = false;
  /** Replies after this were not seen when the panel was opened. */
  private newAfter: number | undefined;
  private announced: number | undefined;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    const texts = textsFor(parts.language);
    this.texts = texts;
    const context = this.drawContext();
    this.launcher = new Launcher({
      texts,
      onPress: () => (this.isOpen ? this.close() : this.open()),
      onPreview: () => this.open(),
      onDismiss: () => {
        parts.chat.dismissPreview();
        this.launcher.button.focus();
      },
    });
    this.header = new Header(texts, () => this.close());
    this.thread = new Thread(context, () => this.look());
    this.composer = new Composer({ texts, drafts: parts.tab, onSend: (text) => this.say(text) });
    const named = { role: 'dialog', 'aria-labelledby': 'title', tabindex: -1, hidden: true };
    const inside = [this.header.element, this.thread.element, this.composer.element];
    this.panel = h('section', { class: 'panel', ...named }, ...inside);
    this.announcer = h('div', { class: 'sr', 'aria-live': 'polite' });
    this.element = h(
      'div',
      { class: 'root', role: 'region', 'aria-label': texts.chat, lang: texts.lang },
      this.panel,
      this.launcher.element,
      this.announcer,
    );
    this.phone = new PhoneScreen(this.panel);
    this.listen();
  }

  /** Draws for the first time; a panel that was open before the reload is open again, without taking the focus. */
  start(): void {
    if (this.parts.tab.read(OPEN) !== undefined) this.show(true);
    this.render(this.parts.chat.state);
  }

  open(text?: string): void {
    if (!this.isOpen) this.show(true);
    if (text?.trim()) this.say(text.trim());
    // On a phone the keyboard would cover what the shopper came to read.
    if (this.phone.isPhone) this.panel.focus();
    else this.composer.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.show(false);
    this.launcher.button.focus();
  }

  render(state: ChatState): void {
    const { texts } = this;
    const { entries } = state.transcript;
    const unread = unreadReplies(entries, state.seen);
    if (this.isOpen && this.isAway(state) && unread.count > 0) this.newAfter ??= state.seen;
    const speaker = currentSpeaker(entries, texts.someone);
    const typist = speaker.kind === 'agent' ? speaker.name : texts.assistant;
    this.header.render(state.shop.name, speaker);
    this.showConnection(state.connection === 'offline');
    this.thread.render({
      shop: state.shop,
      rows: threadRows(state.items, this.newAfter),
      typing: state.typing && typist,
      isRestoring: state.isRestoring,
      unread: unread.count,
    });
    const { newest } = unread;
    const isWanted = newest !== undefined && newest.seq > state.dismissed;
    const preview = isWanted ? { who: newest.who ?? texts.assistantRole, text: newest.text } : undefined;
    this.launcher.render({ isOpen: this.isOpen, unread: unread.count, preview });
    this.announce(state);
    this.look();
  }

  private drawContext(): DrawContext {
    return {
      texts: this.texts,
      origin: this.parts.origin,
      format: createFormat(this.parts.language, this.texts),
      say: (text, choice) => {
        this.say(text, choice);
        this.catchFocus();
      },
      retry: (id) => {
        this.parts.chat.retry(id);
        this.catchFocus();
      },
      remove: (id) => {
        this.parts.chat.remove(id);
        this.catchFocus();
      },
      onLeave: () => this.phone.isPhone && this.parts.tab.remove(OPEN),
    };
  }

  /** A button that was pressed goes away, and the focus must not fall out of the panel with it. */
  private catchFocus(): void {
    if (this.phone.isPhone) this.thread.focus();
    else this.composer.focus();
  }

  private say(text: string, choice?: string): void {
    this.newAfter = undefined;
    this.thread.toEnd();
    this.parts.chat.say(text, choice);
  }

  private show(isOpen: boolean): void {
    const { chat, tab } = this.parts;
    this.isOpen = isOpen;
    this.panel.hidden = !isOpen;
    this.element.classList.toggle('is-open', isOpen);
    if (isOpen) tab.write(OPEN, '1');
    else tab.remove(OPEN);
    const { seen, transcript } = chat.state;
    this.newAfter = isOpen && unreadReplies(transcript.entries, seen).count > 0 ? seen : undefined;
    this.phone.show(isOpen);
    if (isOpen) chat.connect();
    this.render(chat.state);
    if (isOpen) this.thread.toEnd();
  }

  /** What stands at the end of an open, visible thread has been seen. */
  private look(): void {
    if (this.isOpen && !document.hidden && this.thread.isAtEnd) this.parts.chat.markSeen();
  }

  /** What comes now comes unseen: the tab is hidden, or the page was away and just read the log again. */
  private isAway({ seen }: ChatState): boolean {
    return document.hidden || (this.announced === undefined && seen > 0);
  }

  private showConnection(isOffline: boolean): void {
    this.element.classList.toggle('is-offline', isOffline);
    if (!isOffline) {
      clearTimeout(this.offlineTimer);
      this.offlineTimer = undefined;
      this.header.showConnection(false);
    } else {
      this.offlineTimer ??= setTimeout(() => this.header.showConnection(true), OFFLINE_SHOWN_MS);
    }
  }

  /** Only what arrives is read out: not the history, and not the shopper's own words. */
  private announce({ transcript, connection }: ChatState): void {
    const { announced, texts } = this;
    if (announced !== undefined) {
      const fresh = transcript.entries.filter((entry) => entry.seq > announced && replyText(entry) !== '');
      const spoken = fresh.map((entry) =>
        texts.said(entry.kind === 'agent' ? entry.agentName : texts.assistant, replyText(entry)),
      );
      if (spoken.length > 0) this.announcer.replaceChildren(...spoken.map((text) => h('p', {}, text)));
    }
    if (connection === 'online') this.announced = transcript.upTo;
  }

  private listen(): void {
    document.addEventListener('visibilitychange', () => this.look());
    // The page must not take the shopper's typing for its own shortcuts.
    for (const type of ['keydown', 'keyup', 'keypress'] as const) {
      this.element.addEventListener(type, (event) => event.stopPropagation());
    }
    this.panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) this.close();
      if (event.key === 'Tab' && this.phone.isPhone) this.keepFocus(event);
    });
  }

  private keepFocus(event: KeyboardEvent): void {
    const stops = [...this.panel.querySelectorAll<HTMLElement>('button, a[href], textarea, [tabindex="0"]')].filter(
      (element) => element.getClientRects().length > 0,
    );
    const [first, last] = [stops[0], stops.at(-1)];
    const [from, to] = event.shiftKey ? [first, last] : [last, first];
    const isInside = from?.matches(':focus') || (event.shiftKey && this.panel.matches(':focus'));
    if (!isInside) return;
    event.preventDefault();
    to?.focus();
  }
}
