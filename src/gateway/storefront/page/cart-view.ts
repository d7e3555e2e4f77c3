import { type KeptLine, readCart, setQuantity, writeCart } from './cart.js';
import { drawCartLine, type Line } from './draw-cart-line.js';
import { type CartData, drawTotals } from './draw-totals.js';
import { element } from './element.js';
import { readData } from './read-data.js';

const SKELETON_AFTER_MS = 150;

/** Draws the cart from what the browser keeps and what the shop says of it today. */
export function wireCartPage(page: Document): void {
  const root = page.querySelector('[data-cart]');
  const data = readData<CartData>(page, 'cart-data');
  if (!(root instanceof HTMLElement) || data === undefined) return;
  const refresh = () => void draw(root, data);
  addEventListener('storage', refresh);
  root.addEventListener('cart-retry', refresh);
  refresh();
}

async function draw(root: HTMLElement, data: CartData): Promise<void> {
  const kept = readCart();
  if (kept.length === 0) return root.replaceChildren(emptyCart());
  const skeleton = setTimeout(
    () => root.replaceChildren(...kept.map(() => element('div', 'line-skeleton'))),
    SKELETON_AFTER_MS,
  );
  const answer = await askShop(kept);
  clearTimeout(skeleton);
  if (answer === undefined) root.replaceChildren(failedCart(root));
  else drawLines(root, data, answer);
}

async function askShop(kept: KeptLine[]): Promise<Line[] | undefined> {
  const query = new URLSearchParams(kept.map(({ productId, variantId }) => ['item', `${productId}/${variantId}`]));
  try {
    const response = await fetch(`/storefront/cart.json?${query}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function drawLines(root: HTMLElement, data: CartData, lines: Line[]): void {
  const kept = readCart();
  const quantities = new Map(kept.map(({ variantId, quantity }) => [variantId, quantity]));
  const gone = kept.length - lines.length;
  const redraw = () =>
    drawLines(
      root,
      data,
      lines.filter(({ variantId }) => readCart().some((line) => line.variantId === variantId)),
    );
  const shown = lines.map((line) => ({ line, quantity: quantities.get(line.variantId) ?? 1 }));
  if (shown.length === 0 && gone === 0) {
    root.replaceChildren(emptyCart());
    return;
  }
  const list = element('ul', 'lines');
  for (const { line, quantity } of shown) {
    list.append(
      drawCartLine({
        line,
        quantity,
        data,
        change: (next) => {
          setQuantity(line.variantId, next);
          redraw();
        },
      }),
    );
  }
  const left = element('div', 'cart-lines', ...(gone > 0 ? [goneNote(gone, lines, redraw)] : []), list);
  const focused = document.activeElement?.getAttribute('aria-label');
  root.replaceChildren(left, drawTotals(shown, data));
  if (focused != null) focusAgain(root, focused);
}

/** Redrawing must not take the keyboard's place in the list away. */
function focusAgain(root: HTMLElement, label: string): void {
  const same = root.querySelector(`[aria-label="${CSS.escape(label)}"]`);
  const next = same?.hasAttribute('disabled') === false ? same : root.querySelector('button:enabled');
  if (next instanceof HTMLElement) next.focus();
}

function goneNote(gone: number, lines: Line[], redraw: () => void): HTMLElement {
  const text =
    gone === 1 ? 'One thing in your cart is no longer sold.' : `${gone} things in your cart are no longer sold.`;
  const drop = element('button', 'link', 'Remove');
  drop.setAttribute('type', 'button');
  drop.addEventListener('click', () => {
    writeCart(readCart().filter(({ variantId }) => lines.some((line) => line.variantId === variantId)));
    redraw();
  });
  return element('p', 'note', text, ' ', drop);
}

function emptyCart(): HTMLElement {
  const link = element('a', 'button', 'Look around');
  link.setAttribute('href', '/');
  return element(
    'div',
    'cart-empty',
    element('p', 'lead', 'Nothing in it yet. What you add stays here, on this device.'),
    link,
  );
}

function failedCart(root: HTMLElement): HTMLElement {
  const retry = element('button', 'button', 'Try again');
  retry.setAttribute('type', 'button');
  retry.addEventListener('click', () => root.dispatchEvent(new Event('cart-retry')));
  return element('div', 'cart-empty', element('p', 'lead', 'Prices could not be loaded. Your cart is kept.'), retry);
}
