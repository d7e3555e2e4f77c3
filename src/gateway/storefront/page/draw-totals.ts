import type { CartLine } from '../cart-lines.js';
import { element } from './element.js';

/** What the server says about the shop's money and delivery; amounts in minor units. */
export type CartData = {
  locale: string;
  currency: string;
  minorDigits: number;
  delivery: { cost: number; freeFrom: number } | null;
  deliveryHref: string | null;
};

type Shown = { line: CartLine; quantity: number };

export function moneyIn({ locale, currency, minorDigits }: CartData): (amount: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return (amount) => format.format(amount / 10 ** minorDigits);
}

export function drawTotals(shown: Shown[], data: CartData): HTMLElement {
  const money = moneyIn(data);
  const goods = shown.reduce((sum, { line, quantity }) => sum + (line.level === 'out' ? 0 : line.price * quantity), 0);
  const { delivery } = data;
  const cost = delivery === null || goods === 0 || goods >= delivery.freeFrom ? 0 : delivery.cost;
  const rows = [
    row('Goods', money(goods)),
    ...(delivery === null ? [] : [row('Standard delivery', cost === 0 ? 'Free' : money(cost))]),
  ];
  const total = row(delivery === null ? 'Total without delivery' : 'Total', money(goods + cost), 'totals-sum');
  return element(
    'section',
    'totals',
    element('h2', '', 'Total'),
    element('dl', '', ...rows, total),
    ...notes(goods, data),
    checkout(shown),
  );
}

function row(name: string, value: string, className = ''): HTMLElement {
  return element('div', className, element('dt', '', name), element('dd', '', value));
}

function notes(goods: number, data: CartData): HTMLElement[] {
  const { delivery, deliveryHref } = data;
  const missing = delivery === null ? 0 : delivery.freeFrom - goods;
  const words = missing > 0 && goods > 0 ? `${moneyIn(data)(missing)} more and delivery is free. ` : '';
  if (deliveryHref === null) return words === '' ? [] : [element('p', 'muted', words)];
  const link = element('a', '', 'Delivery times and costs');
  link.setAttribute('href', deliveryHref);
  return [element('p', 'muted', words, link)];
}

function checkout(shown: Shown[]): HTMLElement {
  const blocked = shown.some(({ line, quantity }) => line.stock < quantity);
  const button = element('button', 'button wide', 'Check out');
  button.setAttribute('type', 'button');
  button.toggleAttribute('disabled', blocked || shown.length === 0);
  const note = element('p', 'note', '');
  note.setAttribute('role', 'status');
  note.hidden = true;
  button.addEventListener('click', () => {
    note.textContent = 'These pages end here: there is no checkout, nothing is charged, and your cart is kept.';
    note.hidden = false;
  });
  return element('div', 'checkout', button, note);
}
