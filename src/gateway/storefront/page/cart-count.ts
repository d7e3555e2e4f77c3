import { readCart } from './cart.js';

/** Keeps the number beside the cart's link right, in every open tab. */
export function showCartCount(page: Document): void {
  const badge = page.querySelector('[data-cart-count]');
  if (!(badge instanceof HTMLElement)) return;
  const update = () => {
    const count = readCart().reduce((sum, { quantity }) => sum + quantity, 0);
    badge.hidden = count === 0;
    badge.textContent = count === 0 ? '' : String(count);
    badge.setAttribute('aria-label', `${count} in the cart`);
  };
  addEventListener('cart-changed', update);
  addEventListener('storage', update);
  update();
}
