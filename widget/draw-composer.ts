import { h } from './h.js';
import { icon } from './icon.js';
import type { SafeStorage } from './safe-storage.js';
import type { Texts } from './texts.js';
import { WIRE } from './wire.js';

const DRAFT = 'draft';
const COUNT_FROM = 200;
const MAX_LINES = 5;

type Parts = { texts: Texts; drafts: SafeStorage; onSend(text: string): void };

/** Where the shopper writes. What is not sent yet survives a reload. */
export class Composer {
  readonly element: HTMLFormElement;
  private readonly parts: Parts;
  private readonly field: HTMLTextAreaElement;
  private readonly button: HTMLButtonElement;
  private readonly left: HTMLElement;

  constructor(parts: Parts) {
    const { texts } = parts;
    this.parts = parts;
    this.field = h('textarea', {
      class: 'field',
      rows: 1,
      placeholder: texts.placeholder,
      'aria-label': texts.placeholder,
      maxlength: WIRE.maxMessageLength,
      enterkeyhint: 'send',
      dir: 'auto',
      input: () => this.changed(),
    });
    this.button = h('button', { class: 'send', type: 'submit', 'aria-label': texts.send }, icon('send'));
    this.left = h('div', { class: 'left', role: 'status' });
    this.element = h('form', { class: 'composer' }, this.left, h('div', { class: 'box' }, this.field, this.button));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener('keydown', (event) => this.pressed(event));
    this.field.value = parts.drafts.read(DRAFT) ?? '';
    this.changed();
    // The field has no height until the panel is open, and another one when the panel's width changes.
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  focus(): void {
    this.field.focus({ preventScroll: true });
  }

  private pressed(event: KeyboardEvent): void {
    // Enter that ends an input method's composition chooses a word; Safari reports it only as key code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.send();
  }

  private send(): void {
    const text = this.field.value.trim();
    this.focus();
    if (text === '') return;
    this.field.value = '';
    this.changed();
    this.parts.onSend(text);
  }

  private changed(): void {
    const { drafts, texts } = this.parts;
    const { value } = this.field;
    const left = WIRE.maxMessageLength - value.length;
    this.button.setAttribute('aria-disabled', String(value.trim() === ''));
    this.left.textContent = left < COUNT_FROM ? texts.left(left) : '';
    if (value === '') drafts.remove(DRAFT);
    else drafts.write(DRAFT, value);
    this.fit();
  }

  private fit(): void {
    const { style } = this.field;
    style.height = 'auto';
    const { lineHeight, borderTopWidth } = getComputedStyle(this.field);
    const border = 2 * Number.parseFloat(borderTopWidth);
    const text = Math.min(this.field.scrollHeight, MAX_LINES * Number.parseFloat(lineHeight));
    style.height = `${text + border}px`;
  }
}
