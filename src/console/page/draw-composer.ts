import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { DraftPart } from './draw-draft.js';
import { h } from './h.js';
import { TEXTS } from './texts.js';
import { WIRE } from './wire.js';

/** From here on the remaining length is said. */
const WARN_LEFT = 200;

/** Where the agent writes: Enter sends, Shift+Enter breaks. What is written is kept per conversation at every key. */
export class Composer {
  readonly element: HTMLElement;
  private readonly desk: Desk;
  private readonly box: HTMLTextAreaElement;
  private readonly left = h('span', { class: 'left', 'aria-live': 'polite' });
  private readonly send: HTMLButtonElement;
  private readonly draft: DraftPart;
  private conversationId: string | undefined;

  constructor(desk: Desk) {
    this.desk = desk;
    this.box = h('textarea', { rows: 2, dir: 'auto', input: () => this.written() });
    this.box.addEventListener('keydown', (event) => this.pressed(event));
    this.send = drawButton({ label: TEXTS.send, icon: 'send', kind: 'primary', press: () => this.submit() });
    const hint = h('span', { class: 'hint quiet' }, TEXTS.sendHint);
    this.draft = new DraftPart(desk);
    const foot = h('div', { class: 'composer-foot' }, hint, this.left, this.draft.button, this.send);
    this.element = h('div', { class: 'composer' }, this.draft.note, this.box, foot);
  }

  render(conversationId: string, who: string): void {
    const label = TEXTS.write(who);
    if (this.box.placeholder !== label) {
      this.box.placeholder = label;
      this.box.setAttribute('aria-label', label);
    }
    this.draft.render();
    if (this.conversationId === conversationId) return;
    this.conversationId = conversationId;
    this.restore();
  }

  /** The kept draft in place of what stands here. */
  restore(): void {
    if (this.conversationId === undefined) return;
    this.box.value = this.desk.kept.draft(this.conversationId);
    this.renderState();
  }

  focus(): void {
    this.box.focus();
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
  }

  private written(): void {
    if (this.conversationId !== undefined) this.desk.kept.keepDraft(this.conversationId, this.box.value);
    if (this.box.value.trim() === '' && this.desk.current !== undefined) this.desk.current.draft = undefined;
    this.draft.render();
    this.renderState();
  }

  private renderState(): void {
    const left = WIRE.maxMessageLength - this.box.value.length;
    this.left.textContent = left <= WARN_LEFT ? TEXTS.left(left) : '';
    this.element.toggleAttribute('data-over', left < 0);
    this.send.setAttribute('aria-disabled', String(!this.canSend()));
  }

  private canSend(): boolean {
    return this.box.value.trim() !== '' && this.box.value.length <= WIRE.maxMessageLength;
  }

  private pressed(event: KeyboardEvent): void {
    // Enter also chooses a word while one is being composed (CJK input).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  private submit(): void {
    if (!this.canSend()) return;
    const text = this.box.value.trim();
    this.box.value = '';
    this.written();
    this.desk.reply(text);
    this.box.focus();
  }
}
