import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

const LONGEST_REASON = 300;

/** Asks why, and whether the agent is sure: the visitor is told at once, and cannot write until somebody unblocks them. */
export class BlockDialog {
  readonly element: HTMLDialogElement;
  private readonly desk: Desk;
  private readonly title = h('h2', { id: 'block-title' });
  private readonly reason: HTMLTextAreaElement;
  private readonly problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  private readonly submit: HTMLButtonElement;

  constructor(desk: Desk) {
    const { block } = TEXTS;
    this.desk = desk;
    this.reason = h('textarea', { id: 'block-reason', rows: 3, maxlength: LONGEST_REASON, required: true });
    this.submit = h('button', { type: 'submit', class: 'button danger' }, h('span', {}, block.confirm));
    const cancel = drawButton({ label: block.cancel, press: () => this.element.close() });
    const form = h(
      'form',
      { class: 'block-form', submit: (event) => void this.confirm(event) },
      this.title,
      h('p', { class: 'quiet' }, block.explained),
      h('label', { for: 'block-reason' }, block.reason),
      this.reason,
      this.problem,
      h('div', { class: 'block-buttons' }, cancel, this.submit),
    );
    this.element = h('dialog', { class: 'dialog', 'aria-labelledby': 'block-title' }, form);
  }

  show(who: string): void {
    this.title.textContent = TEXTS.block.title(who);
    this.reason.value = '';
    this.problem.hidden = true;
    this.element.showModal();
  }

  private async confirm(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason.value.trim();
    if (reason === '' || this.submit.hasAttribute('aria-busy')) return;
    this.submit.setAttribute('aria-busy', 'true');
    const problem = await this.desk.block(reason);
    this.submit.removeAttribute('aria-busy');
    this.problem.hidden = problem === undefined;
    if (problem === undefined) this.element.close();
    else this.problem.replaceChildren(icon('alert'), h('span', {}, problem));
  }
}
