import { html, jsonScript } from '../../http/html.js';
import { DEMO_DELIVERY } from '../../shop/demo/delivery.js';
import { DEMO_SHOP_ID } from '../../shop/demo/generate-demo-shop.js';
import type { Formats } from './formats.js';
import { type Frame, renderPage } from './page-frame.js';

/** The cart lives in the browser; this page gives its script the words of the shop's money and delivery. */
export function renderCart(frame: Frame, formats: Formats): string {
  const { locale, currency, minorDigits } = formats;
  const isDemo = frame.shop.id === DEMO_SHOP_ID;
  const delivery = isDemo ? { cost: DEMO_DELIVERY.standard, freeFrom: DEMO_DELIVERY.freeFrom } : null;
  const hasPage = frame.policies.some(({ id }) => id === 'delivery');
  const content = html`<div class="wrap cart-page"><h1>Cart</h1>
<div data-cart class="cart"><noscript><p class="empty">The cart needs JavaScript, which is switched off in this browser.</p></noscript></div>
${jsonScript('cart-data', { locale, currency, minorDigits, delivery, deliveryHref: hasPage ? '/policies/delivery' : null })}</div>`;
  return renderPage(frame, { title: 'Cart', path: '/cart', content });
}
