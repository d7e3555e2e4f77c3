import type { MethodKind } from '../../shop/refund-days.js';
import type { Customer } from '../../shop/shop.js';
import type { Facts, Turn } from '../turn.js';

/** The customer's method of that id, if they still keep it with the shop. */
export function methodOf(
  { customer }: Pick<Facts, 'customer'>,
  methodId: string,
): Customer['paymentMethods'][number] | undefined {
  return customer?.paymentMethods.find(({ id }) => id === methodId);
}

export function methodInWords({ facts, texts }: Pick<Turn, 'facts' | 'texts'>, methodId: string): string {
  return texts.methodName(methodOf(facts, methodId)?.label ?? methodId);
}

/** How long a refund takes, as the shop says; '' where it does not. */
export function refundDaysInWords(
  { facts, texts }: Pick<Turn, 'facts' | 'texts'>,
  kind: MethodKind | undefined,
): string {
  const span = kind && facts.shop.policy.refundDays?.[kind];
  return span === undefined ? '' : texts.refund.workingDays(...span);
}
