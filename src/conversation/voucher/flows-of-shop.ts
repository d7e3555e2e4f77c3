import type { Shop } from '../../shop/shop.js';
import { actionOf, type Flow } from '../flow/flow.js';
import { asksForCode } from './know-codes.js';

/** Without those that ask for a code in a shop whose codes are not known: its policy page answers there. */
export function flowsOfShop(flows: ReadonlyMap<string, Flow>, { vouchers }: Shop): ReadonlyMap<string, Flow> {
  if (vouchers.length > 0) return flows;
  return new Map([...flows].filter(([, flow]) => !asksForCode(flow)));
}

/** Whether the shop's settings forbid what the flow is there for, whoever asks: nothing is asked that would be in vain. */
export function isWithheld(flow: Flow, { policy }: Shop): boolean {
  return actionOf(flow) === 'apply-voucher' && !policy.vouchers.afterOrder;
}
