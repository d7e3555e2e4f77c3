import type { ActionFacts } from '../../shop/actions/shop-action.js';
import type { Address } from '../../shop/shop.js';
import { type ActionName, actionOf } from './flow.js';
import type { FlowFrame } from './flow-frame.js';
import { slotOf } from './slot-value.js';

type Known = Pick<ActionFacts, 'order' | 'customer'>;

/** Whether the shop stands as if the flow had done its job: somebody else has, while it waited. */
export function isDoneAlready({ flow, slots }: Pick<FlowFrame, 'flow' | 'slots'>, { order, customer }: Known): boolean {
  const action = actionOf(flow);
  const wanted = slotOf(slots, 'address', 'address')?.address;
  if (action === 'change-own-address') return isSame(wanted, customer?.address);
  if (action === 'change-address') return isSame(wanted, order?.address);
  return action !== undefined && order !== undefined && STATUSES_AFTER[action]?.includes(order.status) === true;
}

/** Of an order for which it has been done. */
const STATUSES_AFTER: Partial<Record<ActionName, string[]>> = {
  'cancel-order': ['cancelled'],
  'return-items': ['return-requested', 'returned'],
  'exchange-items': ['exchange-requested'],
};

function isSame(one: Address | undefined, other: Address | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return PARTS.every((part) => (one[part] ?? '') === (other[part] ?? ''));
}

const PARTS = ['line1', 'line2', 'city', 'region', 'postcode', 'country'] as const;
