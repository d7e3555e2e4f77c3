import { h } from './h.js';
import { TEXTS } from './texts.js';

/** A link where the address is http(s), plain text otherwise. Opens beside the console, which stays as it is. */
export function drawLink(href: string | undefined, text: string): HTMLElement {
  const safe = href === undefined ? undefined : safeLink(href);
  if (safe === undefined) return h('span', {}, text);
  const away = { target: '_blank', rel: 'noopener noreferrer', title: TEXTS.opensNew };
  return h('a', { href: safe, ...away }, text);
}

/** A picture of the shop's; where it is missing or fails, an empty frame of the same size stays. */
export function drawPicture(source: string | undefined): HTMLElement {
  const frame = h('span', { class: 'picture' });
  const src = source === undefined ? undefined : safeLink(source);
  if (src !== undefined) {
    const image = h('img', { src, alt: '', loading: 'lazy', decoding: 'async', error: () => image.remove() });
    frame.append(image);
  }
  return frame;
}

/** Everything but http and https (`javascript:`, `data:`, …) gives undefined. */
function safeLink(href: string): string | undefined {
  if (!URL.canParse(href, document.baseURI)) return undefined;
  const url = new URL(href, document.baseURI);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}
