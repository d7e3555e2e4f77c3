import type { Refusal } from '../../shop/actions/shop-action.js';
import type { Order } from '../../shop/shop.js';
import type { Texts } from '../../texts/texts.js';

/** Why it cannot be done. Of an order that came and went back it is not said that it has to come first. */
export function refusalInWords(reason: Refusal, order: Order | undefined, texts: Texts): string {
  if (order === undefined) return texts.refused[reason]('', '');
  const { id, status } = order;
  if (reason === 'not-delivered' && isPast(status, texts)) return texts.notDelivered[status](id);
  return texts.refused[reason](id, texts.status[status]);
}

function isPast(status: string, { notDelivered }: Texts): status is keyof Texts['notDelivered'] {
  return Object.hasOwn(notDelivered, status);
}
