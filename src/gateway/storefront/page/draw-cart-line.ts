import type { CartLine } from '../cart-lines.js';
import { MAX_QUANTITY } from './cart.js';
import { type CartData, moneyIn } from './draw-totals.js';
import { element } from './element.js';

export type Line = CartLine;

type LineView = { line: Line; quantity: number; data: CartData; change: (quantity: number) => void };

/** One thing in the cart: picture, what it is, how many, what that costs; and what is wrong with it, if anything. */
export function drawCartLine({ line, quantity, data, change }: LineView): HTMLElement {
  const money = moneyIn(data);
  const picture = document.createElement('img');
  picture.src = line.picture;
  picture.alt = '';
  picture.width = 96;
  picture.height = 96;
  const title = element('a', 'line-title', line.title);
  title.setAttribute('href', line.href);
  const words = element('div', 'line-words', title, element('span', 'muted', line.option), ...problem(line, quantity));
  const remove = element('button', 'link', 'Remove');
  remove.setAttribute('type', 'button');
  remove.setAttribute('aria-label', `Remove ${line.title}`);
  remove.addEventListener('click', () => change(0));
  const amount = element('span', 'line-amount', money(line.price * quantity));
  return element(
    'li',
    'line',
    picture,
    words,
    element('div', 'line-side', amount, counter(line, quantity, change), remove),
  );
}

function problem({ level, stock, stockText }: Line, quantity: number): HTMLElement[] {
  if (level === 'out') return [element('span', 'stock stock-out', 'Sold out. Remove it to go on.')];
  if (quantity > stock) return [element('span', 'stock stock-low', `${stockText}, you have ${quantity}.`)];
  return level === 'low' ? [element('span', 'stock stock-low', stockText)] : [];
}

function counter(line: Line, quantity: number, change: (quantity: number) => void): HTMLElement {
  const step = (label: string, text: string, next: number, enabled: boolean) => {
    const button = element('button', 'step', text);
    button.setAttribute('type', 'button');
    button.setAttribute('aria-label', `${label} of ${line.title}`);
    button.toggleAttribute('disabled', !enabled);
    button.addEventListener('click', () => change(next));
    return button;
  };
  const count = element('span', 'step-count', String(quantity));
  count.setAttribute('aria-live', 'polite');
  return element(
    'div',
    'steps',
    step('One less', '−', quantity - 1, quantity > 1),
    count,
    step('One more', '+', quantity + 1, quantity < Math.min(MAX_QUANTITY, line.stock)),
  );
}
