import type { Shop } from '../../shop/shop.js';
import { asksForCode } from '../voucher/know-codes.js';
import { actionOf, type Flow } from './flow.js';

/**
 * Without those that its settings leave no room for: about codes where it lists none and about the newsletter where others
 * keep it, so that its policy page answers, and about what it does not make good for, so that a person does.
 */
export function flowsOfShop(flows: ReadonlyMap<string, Flow>, shop: Shop): ReadonlyMap<string, Flow> {
  const fits = (flow: Flow) =>
    (knowsCodes(shop) || !asksForCode(flow)) && (shop.newsletter || !isOfNewsletter(flow)) && makesGood(flow, shop);
  return new Map([...flows].filter(([, flow]) => fits(flow)));
}

/** Whether the shop's settings forbid what the flow is there for, whoever asks: nothing is asked that would be in vain. */
export function isWithheld(flow: Flow, { policy }: Shop): boolean {
  return actionOf(flow) === 'apply-voucher' && !policy.vouchers.afterOrder;
}

function isOfNewsletter(flow: Flow): boolean {
  const action = actionOf(flow);
  return action === 'subscribe' || action === 'unsubscribe';
}

function knowsCodes({ vouchers }: Shop): boolean {
  return vouchers.length > 0;
}

function makesGood({ 'takes-over': rule }: Flow, { policy: { compensation } }: Shop): boolean {
  const trouble = rule?.compensates;
  return trouble === undefined || compensation?.rules.some((one) => one.trouble === trouble) === true;
}
