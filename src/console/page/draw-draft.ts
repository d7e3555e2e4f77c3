import type { DraftedReply } from '../../protocol/console-events.js';
import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { h } from './h.js';
import { TEXTS } from './texts.js';

/** Drafting in the composer: the button, and what a draft that stands in the box rests on. */
export class DraftPart {
  readonly button = h('span', { class: 'draft-button', hidden: true });
  readonly note = h('div', { class: 'draft-note', role: 'status', hidden: true });
  private readonly desk: Desk;
  private drawn: DraftedReply | undefined;
  private isBusy: boolean | undefined;

  constructor(desk: Desk) {
    this.desk = desk;
    this.button.hidden = !desk.me.canDraft;
  }

  render(): void {
    const { current } = this.desk;
    this.renderButton(current?.isDrafting === true);
    if (current?.draft === this.drawn) return;
    this.drawn = current?.draft;
    this.note.hidden = this.drawn === undefined;
    this.note.replaceChildren(...(this.drawn === undefined ? [] : noteOn(this.drawn)));
  }

  private renderButton(isBusy: boolean): void {
    if (isBusy === this.isBusy) return;
    this.isBusy = isBusy;
    const hadFocus = this.button.contains(document.activeElement);
    const label = isBusy ? TEXTS.draft.busy : TEXTS.draft.press;
    const button = drawButton({ label, name: TEXTS.draft.name, isBusy, press: () => void this.desk.draft() });
    this.button.replaceChildren(button);
    if (hadFocus) button.focus();
  }
}

function noteOn({ facts }: DraftedReply): HTMLElement[] {
  const list = h('ul', {}, ...facts.map((fact) => h('li', { dir: 'auto' }, fact)));
  return [
    h('p', {}, h('strong', {}, TEXTS.draft.mark), ` ${TEXTS.draft.check}`),
    h('details', {}, h('summary', {}, TEXTS.draft.restsOn(facts.length)), list),
  ];
}
