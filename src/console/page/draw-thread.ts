import type { ConversationLine } from '../../protocol/console-events.js';
import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { ThreadFoot } from './draw-foot.js';
import { drawRow, type RowContext } from './draw-row.js';
import { ThreadHead } from './draw-thread-head.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { KeyedList } from './keyed-list.js';
import type { OpenConversation } from './open-conversation.js';
import { TEXTS } from './texts.js';
import { type ThreadRow, threadRows } from './thread-rows.js';

type Parts = { desk: Desk; back(): void; toggleContext(): void; block(who: string): void };

/** The middle column: the open conversation, or what to do while none is. */
export class ThreadColumn {
  readonly element: HTMLElement;
  readonly foot: ThreadFoot;
  private readonly desk: Desk;
  private readonly head: ThreadHead;
  private readonly rows = new KeyedList(h('ol', { class: 'rows', role: 'list' }));
  private readonly note = h('div', { class: 'thread-note' });
  private readonly scroller: HTMLElement;
  private readonly latest: HTMLButtonElement;
  private shown: OpenConversation | undefined;
  private noteKey = '';
  private follows = true;

  constructor(parts: Parts) {
    this.desk = parts.desk;
    this.head = new ThreadHead(parts);
    this.foot = new ThreadFoot(parts.desk);
    this.scroller = h('div', { class: 'scroller', role: 'log', 'aria-live': 'off', tabindex: 0 }, this.rows.element);
    this.latest = h('button', { type: 'button', class: 'latest', hidden: true, click: () => this.toEnd() });
    this.latest.append(icon('down'), TEXTS.latest);
    const frame = h('div', { class: 'frame' }, this.scroller, this.note, this.latest);
    this.element = h('main', { class: 'column thread' }, this.head.element, frame, this.foot.element);
    this.scroller.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.scroller.addEventListener('click', (event) => this.unfolding(event));
    const keepEnd = new ResizeObserver(() => this.follows && this.toEnd());
    keepEnd.observe(this.scroller);
    keepEnd.observe(this.rows.element);
  }

  render(now: number): void {
    const { current } = this.desk;
    const isNew = current !== this.shown;
    this.shown = current;
    const line = current && this.desk.lineOf(current.conversationId);
    this.head.element.hidden = current === undefined;
    this.head.render(line, now);
    this.foot.render(line);
    this.scroller.setAttribute('aria-label', TEXTS.thread(line?.who ?? ''));
    this.renderRows(line, now, isNew);
    this.renderNote();
    if (isNew) this.follows = true;
    if (this.follows) this.toEnd();
    this.showTarget(current);
  }

  /** What was searched for, in the middle of the screen, as soon as it is there. */
  private showTarget(current: OpenConversation | undefined): void {
    const found = current?.target === undefined ? undefined : this.rows.elementOf(rowKey(current, `${current.target}`));
    if (current === undefined || found === undefined) return;
    current.target = undefined;
    this.follows = false;
    found.scrollIntoView({ block: 'center' });
    found.classList.add('found');
    found.addEventListener('animationend', () => found.classList.remove('found'), { once: true });
  }

  focus(): void {
    this.scroller.focus({ preventScroll: true });
  }

  private renderRows(line: ConversationLine | undefined, now: number, isNew: boolean): void {
    const { current, me, connection } = this.desk;
    const context: RowContext = {
      who: line?.who ?? '',
      isProven: line?.isProven ?? false,
      now,
      isLive: connection === 'live',
      retry: (id) => this.desk.retry(id),
      edit: (id) => this.desk.edit(id),
    };
    const rows = current?.phase.kind === 'ready' ? this.rowsOf(current, me.name) : [];
    const wasEmpty = this.rows.element.childElementCount === 0;
    const fresh = this.rows.render(
      rows.map((row) => ({
        key: rowKey(current, row.key),
        signature: signatureOf(row, context),
        draw: () => drawRow(row, context),
      })),
    );
    // What was there when the conversation was opened does not arrive.
    if (!isNew && !wasEmpty) for (const element of fresh) element.classList.add('enters');
    if (rows.at(-1)?.kind === 'pending' && fresh.length > 0) this.follows = true;
  }

  private rowsOf(current: OpenConversation, myName: string): ThreadRow[] {
    const { entries } = current.transcript;
    const pending = this.desk.pending(current.conversationId);
    return threadRows({ entries, pending, myName, newAfter: current.newAfter });
  }

  private renderNote(): void {
    const { current } = this.desk;
    const key = current === undefined ? 'nothing' : JSON.stringify(current.phase);
    if (key === this.noteKey) return;
    this.noteKey = key;
    this.note.replaceChildren(...this.drawNote(current));
  }

  private drawNote(current: OpenConversation | undefined): HTMLElement[] {
    switch (current?.phase.kind) {
      case undefined:
        return [drawNothingOpen()];
      case 'loading':
        return [drawSkeleton()];
      case 'failed': {
        const retry = drawButton({ label: TEXTS.retry, press: () => current?.retry() });
        const { text, mayRetry } = current.phase;
        return [
          h('div', { class: 'empty', role: 'alert' }, icon('alert'), h('p', {}, text), mayRetry ? retry : undefined),
        ];
      }
      case 'ready':
        return [];
    }
  }

  /** What is opened to be read stays where it is. */
  private unfolding({ target }: Event): void {
    if (target instanceof Element && target.closest('summary') !== null) this.follows = false;
  }

  private toEnd(): void {
    this.follows = true;
    this.latest.hidden = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    // A hidden column has no height and says nothing about where the reader is.
    if (clientHeight === 0) return;
    this.follows = scrollHeight - scrollTop - clientHeight < 48;
    this.latest.hidden = this.follows;
  }
}

function rowKey(current: OpenConversation | undefined, key: string): string {
  return `${current?.conversationId} ${key}`;
}

/** A row is drawn anew when anything it shows has changed. */
function signatureOf(row: ThreadRow, { who, isProven, isLive, now }: RowContext): string {
  const around = row.kind === 'day' ? new Date(now).toDateString() : row.kind === 'pending' ? isLive : [who, isProven];
  return JSON.stringify([row, around]);
}

function drawNothingOpen(): HTMLElement {
  const { title, text } = TEXTS.nothingOpen;
  const keys = TEXTS.keys.map((parts) => {
    const shown = parts.slice(0, -1).map((key) => h('kbd', {}, key));
    return h('li', {}, h('span', {}, ...shown), parts.at(-1) ?? '');
  });
  const list = h('ul', { class: 'keys', role: 'list' }, ...keys);
  return h('div', { class: 'empty' }, icon('inbox'), h('h2', {}, title), h('p', {}, text), list);
}

function drawSkeleton(): HTMLElement {
  const bubbles = ['customer', 'bot', 'bot', 'customer'].map((speaker) =>
    h('div', { class: 'ghost-bubble', 'data-speaker': speaker }),
  );
  return h('div', { class: 'skeleton', role: 'status', 'aria-label': TEXTS.loadingThread }, ...bubbles);
}
