import type { SearchHit } from '../../protocol/console-events.js';
import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { type Keyed, KeyedList } from './keyed-list.js';
import { TEXTS } from './texts.js';

type Parts = { desk: Desk; open(hit: SearchHit): void };

/** A box for words, and under it what was found: who said it, in which conversation, when, and the words around. */
export class FinderBox {
  readonly box: HTMLElement;
  readonly found: HTMLElement;
  private readonly parts: Parts;
  private readonly input: HTMLInputElement;
  private readonly hits = new KeyedList(h('ol', { class: 'lines hits', role: 'list' }));
  private readonly note = h('div', { class: 'list-note', role: 'status' });
  private noteKey = '';

  constructor(parts: Parts) {
    this.parts = parts;
    const { finder } = parts.desk;
    const named = { 'aria-label': TEXTS.find.label, placeholder: TEXTS.find.label, 'aria-keyshortcuts': '/' };
    this.input = h('input', { type: 'search', class: 'find', maxlength: 200, autocomplete: 'off', ...named });
    this.input.addEventListener('input', () => finder.ask(this.input.value));
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.box = h('div', { class: 'find-box', role: 'search' }, icon('find'), this.input);
    this.found = h('div', { class: 'panel', hidden: true }, this.hits.element, this.note);
  }

  get isInUse(): boolean {
    return this.parts.desk.finder.state !== 'idle';
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  render(now: number): void {
    const { desk } = this.parts;
    const { finder } = desk;
    this.found.hidden = !this.isInUse;
    const isStale = finder.state === 'looking';
    this.found.toggleAttribute('data-stale', isStale);
    this.hits.render(finder.hits.map((hit) => this.item(hit, now)));
    const key = `${finder.state} ${finder.hits.length} ${finder.hasMore}`;
    if (key === this.noteKey) return;
    this.noteKey = key;
    this.note.replaceChildren(...this.drawNote());
  }

  /** Down leads into what was found; Escape empties the box first. */
  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      this.hits.element.querySelector<HTMLElement>('.line')?.focus();
    } else if (event.key === 'Escape' && this.input.value !== '') {
      event.stopPropagation();
      this.input.value = '';
      this.parts.desk.finder.ask('');
    }
  }

  private item(hit: SearchHit, now: number): Keyed {
    const { desk, open } = this.parts;
    const line = desk.lineOf(hit.conversationId);
    const at = format.moment(hit.at, now);
    const isCurrent = desk.current?.conversationId === hit.conversationId;
    return {
      key: `${hit.conversationId} ${hit.seq}`,
      signature: JSON.stringify([hit, line?.who, at, isCurrent]),
      draw: () => h('li', {}, drawHit(hit, { who: line?.who, at, isCurrent, press: () => open(hit) })),
    };
  }

  private drawNote(): HTMLElement[] {
    const { finder } = this.parts.desk;
    const { find } = TEXTS;
    switch (finder.state) {
      case 'idle':
      case 'looking':
        return [];
      case 'failed':
        return [
          h('p', { class: 'problem', role: 'alert' }, icon('alert'), find.failed),
          drawButton({ label: TEXTS.retry, press: () => finder.again() }),
        ];
      case 'found': {
        if (finder.hits.length === 0)
          return [h('div', { class: 'empty' }, icon('find'), h('h2', {}, find.nothing), h('p', {}, find.hint))];
        const more = finder.hasMore ? [drawButton({ label: find.more, press: () => finder.more() })] : [];
        return [h('p', { class: 'quiet' }, find.count(finder.hits.length, finder.hasMore)), ...more];
      }
    }
  }
}

type Drawn = { who: string | undefined; at: string; isCurrent: boolean; press(): void };

/** Where the list does not hold the conversation, it goes by a short name, as visitors do. */
function drawHit({ who: speaker, snippet, conversationId }: SearchHit, { who, at, isCurrent, press }: Drawn) {
  return h(
    'button',
    { type: 'button', class: 'line', 'aria-current': isCurrent ? 'true' : undefined, click: () => press() },
    h(
      'span',
      { class: 'line-head' },
      h('span', { class: 'line-who' }, who ?? TEXTS.find.conversation(conversationId.slice(0, 6))),
      h('span', { class: 'line-end' }, at),
    ),
    h('span', { class: 'hit-words', dir: 'auto' }, snippet),
    h('span', { class: 'line-foot' }, TEXTS.find.said[speaker]),
  );
}
