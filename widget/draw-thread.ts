import type { DrawContext } from './draw-context.js';
import { drawChoices, drawRow } from './draw-row.js';
import { h } from './h.js';
import { icon } from './icon.js';
import type { ThreadRow } from './thread-rows.js';
import type { ShopFace } from './visitor-session.js';

export type ThreadState = {
  shop: ShopFace;
  rows: readonly ThreadRow[];
  /** Who is typing, by name. */
  typing: string | undefined;
  isRestoring: boolean;
  unread: number;
};

/** The conversation: an introduction, the rows, typing dots, and a pill that leads back to the end. */
export class Thread {
  readonly element: HTMLElement;
  private readonly context: DrawContext;
  private readonly scroller: HTMLElement;
  private readonly intro: HTMLElement;
  private readonly list: HTMLElement;
  private readonly foot: HTMLElement;
  private readonly pill: HTMLButtonElement;
  private readonly drawn = new Map<string, { signature: string; element: HTMLElement }>();
  private isFilled = false;
  private introKey = '';
  private follows = true;

  /** @param onEnd called when the shopper reaches the end of the thread */
  constructor(context: DrawContext, onEnd: () => void) {
    const { texts } = context;
    this.context = context;
    this.intro = h('div', { class: 'intro' });
    this.list = h('ol', { class: 'rows', role: 'list' });
    this.foot = h('div', { class: 'foot' });
    const inner = h('div', { class: 'thread-inner' }, this.intro, this.list, this.foot);
    const named = { role: 'log', 'aria-live': 'off', 'aria-label': texts.thread, tabindex: 0 };
    this.scroller = h('div', { class: 'thread', ...named }, inner);
    this.pill = h('button', { class: 'jump', type: 'button', hidden: true, click: () => this.jump() });
    this.element = h('div', { class: 'thread-frame' }, this.scroller, this.pill);
    this.scroller.addEventListener('scroll', () => this.scrolled(onEnd), { passive: true });
    const keepEnd = new ResizeObserver(() => this.follows && this.toEnd());
    keepEnd.observe(this.scroller);
    keepEnd.observe(inner);
  }

  get isAtEnd(): boolean {
    return this.follows;
  }

  render(state: ThreadState): void {
    this.renderIntro(state);
    this.renderRows(state.rows);
    this.foot.replaceChildren(...this.drawFoot(state));
    const label = state.unread > 0 ? this.context.texts.jumpUnread(state.unread) : this.context.texts.jump;
    this.pill.replaceChildren(icon('arrow'), label);
    if (this.follows) this.toEnd();
  }

  toEnd(): void {
    this.follows = true;
    this.pill.hidden = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  focus(): void {
    this.scroller.focus({ preventScroll: true });
  }

  private jump(): void {
    this.toEnd();
    this.focus();
  }

  private scrolled(onEnd: () => void): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    // A closed panel has no height and says nothing about where the reader is.
    if (clientHeight === 0) return;
    this.follows = scrollHeight - scrollTop - clientHeight < 48;
    this.pill.hidden = this.follows;
    if (this.follows) onEnd();
  }

  private renderIntro({ shop, rows, isRestoring }: ThreadState): void {
    const { texts, format } = this.context;
    const isNew = rows.length === 0;
    const key = JSON.stringify([shop, isNew, isRestoring]);
    if (key === this.introKey) return;
    this.introKey = key;
    this.intro.hidden = isRestoring;
    const examples = texts.examples(format.price(60, shop.currency)).map((label) => ({ label }));
    this.intro.replaceChildren(
      h('h2', {}, texts.introTitle(shop.name)),
      h('p', {}, texts.intro),
      h('p', { class: 'quiet' }, texts.disclosure),
      ...(isNew ? [drawChoices(examples, this.context)] : []),
    );
  }

  private renderRows(rows: readonly ThreadRow[]): void {
    let place = this.list.firstChild;
    const keys = new Set(rows.map((row) => row.key));
    for (const [key, { element }] of this.drawn) {
      if (keys.has(key)) continue;
      if (place === element) place = element.nextSibling;
      element.remove();
      this.drawn.delete(key);
    }
    for (const row of rows) {
      const old = this.drawn.get(row.key)?.element;
      const element = this.elementFor(row);
      if (old === place && place) place = element;
      if (element === place) place = place.nextSibling;
      else this.list.insertBefore(element, place);
    }
    this.isFilled ||= rows.length > 0;
  }

  /** The element drawn before, unless what it shows has changed. */
  private elementFor(row: ThreadRow): HTMLElement {
    const signature = JSON.stringify(row);
    const known = this.drawn.get(row.key);
    if (known?.signature === signature) return known.element;
    const element = drawRow(row, this.context);
    if (known) known.element.replaceWith(element);
    // What was there when the page loaded does not arrive.
    else if (this.isFilled) element.classList.add('enters');
    this.drawn.set(row.key, { signature, element });
    return element;
  }

  private drawFoot({ typing, isRestoring }: ThreadState): HTMLElement[] {
    const { texts } = this.context;
    if (isRestoring) {
      const bars = ['reply', 'customer', 'reply'].map((side) => h('div', { class: `ghost ${side}` }));
      return [h('div', { class: 'ghosts', role: 'status', 'aria-label': texts.loading }, ...bars)];
    }
    if (typing === undefined) return [];
    const dots = [h('i'), h('i'), h('i')];
    return [h('div', { class: 'bubble typing', role: 'img', 'aria-label': texts.typing(typing) }, ...dots)];
  }
}
