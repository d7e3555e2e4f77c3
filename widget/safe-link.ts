/**
 * An address that may be followed or loaded: http, https, or a path on the page's own origin.
 * Everything else (`javascript:`, `data:`, …) gives undefined and is shown as plain text.
 */
export function safeLink(href: string, base: string): string | undefined {
  try {
    const url = new URL(href, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export type TextPart = { text: string; href?: string };

/** Cuts a text at the web addresses in it. Only whole `http(s)://` addresses count; trailing punctuation does not. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let rest = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+/g)) {
    const address = match[0].replace(/[.,;:!?)\]]+$/, '');
    const href = safeLink(address, address);
    if (href === undefined) continue;
    parts.push({ text: text.slice(rest, match.index) }, { text: address, href });
    rest = match.index + address.length;
  }
  return [...parts, { text: text.slice(rest) }].filter((part) => part.text !== '');
}
