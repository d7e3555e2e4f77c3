import { iconButton } from './draw-context.js';
import { h } from './h.js';
import { icon } from './icon.js';
import type { Speaker } from './speaker.js';
import type { Texts } from './texts.js';

/** The panel's head: the shop, who answers, and what still works while the connection is gone. */
export class Header {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  private readonly texts: Texts;
  private readonly face: HTMLElement;
  private readonly role: HTMLElement;
  private drawn = '';

  constructor(texts: Texts, onClose: () => void) {
    this.texts = texts;
    this.face = h('span', { class: 'avatar' });
    this.title = h('h1', { class: 'shop', id: 'title' });
    this.role = h('p', { class: 'role' });
    const close = iconButton('down', { class: 'plain close', label: texts.close, onPress: onClose });
    const strip = h('div', { class: 'strip', role: 'status' });
    const head = h('header', { class: 'head' }, this.face, h('div', { class: 'names' }, this.title, this.role), close);
    this.element = h('div', { class: 'top' }, head, strip);
  }

  render(shopName: string, speaker: Speaker): void {
    const key = JSON.stringify([shopName, speaker]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.title.textContent = shopName;
    this.role.textContent = roleText(speaker, this.texts);
    const isAgent = speaker.kind === 'agent';
    this.face.classList.toggle('agent', isAgent);
    this.face.replaceChildren(isAgent ? initials(speaker.name) : icon('spark'));
  }

  /** @param isOffline for long enough to be worth a word */
  showConnection(isOffline: boolean): void {
    const strip = this.element.querySelector('.strip');
    if (!strip || strip.hasChildNodes() === isOffline) return;
    strip.replaceChildren(...(isOffline ? [icon('offline'), this.texts.reconnecting] : []));
  }
}

function roleText(speaker: Speaker, texts: Texts): string {
  switch (speaker.kind) {
    case 'bot':
      return texts.assistantRole;
    case 'waiting':
      return texts.waitingRole;
    case 'agent':
      return texts.agentRole(speaker.name);
  }
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u).slice(0, 2);
  return words.map((word) => [...word][0]?.toUpperCase() ?? '').join('');
}
