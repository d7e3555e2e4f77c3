import type { Shop } from '../../shop/shop.js';

/** The shop's accent as a style sheet; what can be read on it is computed from it by storefront.css. */
export function themeCss({ accent }: Shop): string {
  const isColour = /^[#\w\s.,%()/-]{1,80}$/.test(accent) && !/url|expression/i.test(accent);
  return `:root{--shop-accent:${isColour ? accent : '#2f5d50'}}\n`;
}

/** The tab's icon: the shop's first letter on its accent. */
export function markSvg({ name, accent }: Shop): string {
  const letter = /\p{Letter}|\p{Number}/u.exec(name)?.[0]?.toUpperCase() ?? '·';
  const fill = /^#[0-9a-f]{3,8}$/i.test(accent) ? accent : '#2f5d50';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${fill}"/><text x="16" y="22.5" font-family="system-ui,sans-serif" font-size="19" font-weight="600" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
}
