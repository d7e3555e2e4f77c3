import { iconButton } from './draw-context.js';
import { h } from './h.js';
import { icon } from './icon.js';
import type { Texts } from './texts.js';

type Parts = { texts: Texts; onPress(): void; onPreview(): void; onDismiss(): void };

export type LauncherState = {
  isOpen: boolean;
  unread: number;
  preview: { who: string; text: string } | undefined;
};

/** The round button, its unread count, and a preview of the newest reply. */
export class Launcher {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  private readonly texts: Texts;
  private readonly preview: HTMLElement;
  private readonly words: HTMLButtonElement;
  private readonly badge: HTMLElement;

  constructor(parts: Parts) {
    this.texts = parts.texts;
    this.badge = h('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' });
    const faces = [h('span', { class: 'face' }, icon('chat')), h('span', { class: 'face open' }, icon('down'))];
    this.button = h('button', { class: 'launcher', type: 'button', click: parts.onPress }, ...faces, this.badge);
    this.words = h('button', { class: 'preview-words', type: 'button', click: parts.onPreview });
    const dismiss = iconButton('close', {
      class: 'plain dismiss',
      label: parts.texts.dismiss,
      onPress: parts.onDismiss,
    });
    this.preview = h('div', { class: 'preview', hidden: true }, this.words, dismiss);
    this.element = h('div', { class: 'corner' }, this.preview, this.button);
  }

  render({ isOpen, unread, preview }: LauncherState): void {
    this.button.setAttribute('aria-expanded', String(isOpen));
    this.button.setAttribute('aria-label', isOpen ? this.texts.close : this.texts.launch(unread));
    this.badge.hidden = isOpen || unread === 0;
    this.badge.textContent = unread > 9 ? '9+' : String(unread);
    this.preview.hidden = isOpen || preview === undefined;
    if (preview) {
      this.words.replaceChildren(h('span', { class: 'who' }, preview.who), h('span', { class: 'said' }, preview.text));
    }
  }
}
