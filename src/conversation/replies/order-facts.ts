import { damageNote, daysLate } from '../../shop/order-trouble.js';
import type { Order } from '../../shop/shop.js';
import type { Texts } from '../../texts/texts.js';

/**
 * What the shop's data say of an order that somebody complains about: late or not, arrived or not, what was noted.
 * @param now milliseconds since the epoch
 */
export function orderFacts(order: Order, now: number, texts: Texts): string {
  const note = damageNote(order);
  return [
    whereItStands(order, now, texts),
    ...(note === undefined ? [] : [texts.amends.noted(note.text, texts.date(note.at))]),
  ].join(' ');
}

function whereItStands(order: Order, now: number, texts: Texts): string {
  const { id, status, expectedAt, deliveredAt, cancelledAt } = order;
  const days = daysLate(order, now);
  if (days > 0 && expectedAt !== undefined) {
    const say = deliveredAt === undefined ? texts.amends.late : texts.amends.cameLate;
    return say(id, texts.date(expectedAt), days);
  }
  const date = { delivered: deliveredAt, cancelled: cancelledAt }[String(status)] ?? expectedAt;
  return texts.track[status](id, date === undefined ? '' : texts.date(date));
}
