import type { Format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { safeLink } from './safe-link.js';
import type { Texts } from './texts.js';

/** What drawing needs besides the data. */
export type DrawContext = {
  texts: Texts;
  format: Format;
  /** Where paths lead: the address that serves the widget, and with it the shop's pages and pictures. */
  origin: string;
  say(text: string, choice?: string): void;
  retry(clientMessageId: string): void;
  remove(clientMessageId: string): void;
  /** A link was followed that replaces the page under the widget. */
  onLeave(): void;
};

/** A link where the address is safe, plain text otherwise. Other sites open in a new tab and learn nothing of ours. */
export function drawLink(
  { texts, origin, onLeave }: DrawContext,
  link: { href: string | undefined; text: string; label?: string; class: string },
): HTMLElement {
  const href = safeLink(link.href ?? '', origin);
  if (href === undefined || !link.href) return h('span', { class: link.class }, link.text);
  const isHere = new URL(href).origin === location.origin;
  const label = link.label ?? link.text;
  if (isHere) return h('a', { class: link.class, href, 'aria-label': link.label, click: onLeave }, link.text);
  const away = { target: '_blank', rel: 'noopener noreferrer', 'aria-label': `${label} ${texts.opensNew}` };
  return h('a', { class: link.class, href, ...away }, link.text);
}

/** A picture from the shop; where it is missing or fails, an empty frame of the same size stays. */
export function drawPicture(source: string | undefined, { origin }: DrawContext): HTMLElement {
  const src = safeLink(source ?? '', origin);
  const frame = h('div', { class: 'picture' });
  if (src === undefined || !source) return frame;
  const image = h('img', { src, alt: '', loading: 'lazy', decoding: 'async', error: () => image.remove() });
  frame.append(image);
  return frame;
}

export function iconButton(
  name: Parameters<typeof icon>[0],
  props: { class: string; label: string; onPress(): void },
): HTMLButtonElement {
  return h(
    'button',
    { class: props.class, type: 'button', 'aria-label': props.label, click: () => props.onPress() },
    icon(name),
  );
}
