import { orderNumberKey } from '../../shop/lookup-keys.js';
import type { Turn } from '../turn.js';

/** The order a message names. */
export function orderNumberOf({ purpose }: Turn): string | undefined {
  return 'orderNumber' in purpose ? purpose.orderNumber : undefined;
}

/** Whether `said` names the order: as the shop finds it, or by its digits without the letters before them. */
export function sameNumber(orderId: string, said: string): boolean {
  const [whole, part] = [orderNumberKey(orderId), orderNumberKey(said)];
  return whole === part || (/^\d+$/.test(part) && whole.replace(/\D/g, '') === part);
}
