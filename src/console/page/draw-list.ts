import type { ConversationId } from '../../protocol/ids.js';
import type { Desk } from './desk.js';
import { drawButton, drawIconButton } from './draw-button.js';
import { FinderBox } from './draw-finder.js';
import { lineItem } from './draw-line.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { initials } from './initials.js';
import { KeyedList } from './keyed-list.js';
import { countsOf, linesIn, TABS, type Tab } from './lines.js';
import { TEXTS } from './texts.js';

type Parts = { desk: Desk; open(conversationId: ConversationId, at?: number): void; signOut(): void };

/** The left column: tabs with counts, the lines of one of them, who is signed in. */
export class ListColumn {
  readonly element: HTMLElement;
  private readonly parts: Parts;
  private readonly tabs = new Map<Tab, HTMLButtonElement>();
  private readonly lines = new KeyedList(h('ol', { class: 'lines', role: 'list' }));
  readonly finder: FinderBox;
  private readonly panel: HTMLElement;
  private readonly tabBar: HTMLElement;
  private readonly note = h('div', { class: 'list-note' });
  private noteKey = '';

  constructor(parts: Parts) {
    this.parts = parts;
    const { me } = parts.desk;
    for (const tab of TABS) this.tabs.set(tab, this.drawTab(tab));
    this.finder = new FinderBox({
      desk: parts.desk,
      open: ({ conversationId, seq }) => parts.open(conversationId, seq),
    });
    this.tabBar = h(
      'div',
      { class: 'tabs', role: 'tablist', 'aria-label': TEXTS.conversations },
      ...this.tabs.values(),
    );
    this.panel = h('div', { class: 'panel', id: 'lines', role: 'tabpanel' }, this.lines.element, this.note);
    const foot = h(
      'footer',
      { class: 'list-foot' },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(me.name)),
      h('span', { class: 'me' }, me.name),
      drawIconButton('leave', { class: 'quiet', label: TEXTS.signOut, press: parts.signOut }),
    );
    const head = h('header', { class: 'list-head' }, h('h1', {}, me.shopName));
    const parted = [head, this.finder.box, this.tabBar, this.panel, this.finder.found, foot];
    this.element = h('section', { class: 'column list', 'aria-label': TEXTS.conversations }, ...parted);
  }

  render(now: number): void {
    const { desk, open } = this.parts;
    const { inbox, me } = desk;
    this.renderTabs();
    this.finder.render(now);
    this.tabBar.hidden = this.finder.isInUse;
    this.panel.hidden = this.finder.isInUse;
    const shown = linesIn(inbox.tab, inbox.lines, me.agentId);
    this.lines.render(
      shown.map((line) =>
        lineItem(line, {
          myId: me.agentId,
          now,
          isCurrent: line.conversationId === desk.current?.conversationId,
          hasNews: inbox.hasNews(line),
          press: () => open(line.conversationId),
        }),
      ),
    );
    this.renderNote(shown.length);
  }

  /** Moves the keyboard's place in the list; from nowhere it starts at the open conversation. */
  step(by: 1 | -1): void {
    const list = this.finder.isInUse ? this.finder.found : this.lines.element;
    const buttons = [...list.querySelectorAll<HTMLElement>('.line')];
    const focused = buttons.findIndex((button) => button.matches(':focus'));
    const current = buttons.findIndex((button) => button.hasAttribute('aria-current'));
    const next = focused === -1 && current === -1 ? 0 : (focused === -1 ? current : focused) + by;
    buttons[Math.max(0, Math.min(next, buttons.length - 1))]?.focus();
  }

  focus(): void {
    const current = this.lines.element.querySelector<HTMLElement>('.line[aria-current]');
    (current ?? this.lines.element.querySelector<HTMLElement>('.line') ?? this.tabs.get('waiting'))?.focus();
  }

  private drawTab(tab: Tab): HTMLButtonElement {
    const { desk } = this.parts;
    const label = h('span', {}, TEXTS.tabs[tab]);
    const props = { type: 'button', role: 'tab', class: 'tab', id: `tab-${tab}`, 'aria-controls': 'lines' };
    const button = h('button', { ...props, click: () => desk.show(tab) }, label, h('span', { class: 'count' }));
    button.addEventListener('keydown', (event) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
      if (by === 0 || next === undefined) return;
      event.preventDefault();
      desk.show(next);
      this.tabs.get(next)?.focus();
    });
    return button;
  }

  private renderTabs(): void {
    const { inbox, me } = this.parts.desk;
    const counts = countsOf(inbox.lines, me.agentId);
    const hasNews = linesIn('mine', inbox.lines, me.agentId).some((line) => inbox.hasNews(line));
    for (const [tab, button] of this.tabs) {
      const isSelected = tab === inbox.tab;
      button.setAttribute('aria-selected', String(isSelected));
      button.tabIndex = isSelected ? 0 : -1;
      button.toggleAttribute('data-news', tab === 'mine' && hasNews);
      const count = button.querySelector('.count');
      if (count) count.textContent = counts[tab] > 0 ? String(counts[tab]) : '';
    }
    this.panel.setAttribute('aria-labelledby', `tab-${inbox.tab}`);
  }

  private renderNote(count: number): void {
    const { inbox } = this.parts.desk;
    const key = `${inbox.state} ${inbox.tab} ${count === 0} ${count >= MOST ? count : ''}`;
    if (key === this.noteKey) return;
    this.noteKey = key;
    this.note.replaceChildren(...this.drawNote(count));
  }

  private drawNote(count: number): HTMLElement[] {
    const { desk } = this.parts;
    switch (desk.inbox.state) {
      case 'loading':
        return [drawSkeleton()];
      case 'failed':
        return [
          h('p', { class: 'problem', role: 'alert' }, icon('alert'), TEXTS.listFailed),
          drawButton({ label: TEXTS.retry, press: () => void desk.loadLists() }),
        ];
      case 'ready':
        if (count === 0) return this.drawEmpty(desk.inbox.tab);
        return count >= MOST ? [h('p', { class: 'quiet' }, TEXTS.most(count))] : [];
    }
  }

  /** What will appear here, and the one next step. */
  private drawEmpty(tab: Tab): HTMLElement[] {
    const { desk } = this.parts;
    const { title, text } = TEXTS.empty[tab];
    const next: Tab = tab === 'waiting' ? 'open' : 'waiting';
    const label = next === 'open' ? TEXTS.seeOpen : TEXTS.seeWaiting;
    return [
      h(
        'div',
        { class: 'empty' },
        icon('inbox'),
        h('h2', {}, title),
        h('p', {}, text),
        drawButton({ label, press: () => desk.show(next) }),
      ),
    ];
  }
}

/** The server lists no more than this. */
const MOST = 200;

function drawSkeleton(): HTMLElement {
  const bars = Array.from({ length: 6 }, () =>
    h('div', { class: 'ghost-line' }, h('i', { class: 'short' }), h('i'), h('i', { class: 'half' })),
  );
  return h('div', { class: 'skeleton', role: 'status', 'aria-label': TEXTS.loadingList }, ...bars);
}
