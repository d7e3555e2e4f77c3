import type { OrderId } from '../../protocol/ids.js';
import type { ShopAction } from '../../shop/actions/shop-action.js';
import type { ConversationEvent } from '../conversation-event.js';

/** Money that goes back. `isAlone`: nothing else of the order is still to come, so "when do I get it" means the money. */
export type RefundInFocus = { orderId: OrderId; isAlone: boolean };

/**
 * The refund being talked about, after one more event: of what was done last, while nothing else of orders is spoken of.
 * @param asked what the shop was asked to do, while its answer is awaited
 */
export function refundInFocus(
  before: RefundInFocus | undefined,
  event: ConversationEvent,
  asked: ShopAction | undefined,
): RefundInFocus | undefined {
  switch (event.kind) {
    case 'action-done':
      return asked === undefined ? before : paidBackBy(asked);
    case 'order-in-focus':
      return event.orderId === before?.orderId ? before : undefined;
    case 'flow-started':
    case 'closed':
      return undefined;
    default:
      return before;
  }
}

function paidBackBy(action: ShopAction): RefundInFocus | undefined {
  if (!('orderId' in action) || !PAY_BACK.has(action.kind)) return undefined;
  const { orderId } = action;
  // A credit is there at once, and a replacement is no money.
  if (action.kind === 'compensate')
    return action.remedy === 'refund' ? { orderId, isAlone: action.trouble !== 'late' } : undefined;
  return { orderId, isAlone: action.kind === 'cancel-order' || action.kind === 'return-items' };
}

/** Actions that send money back, or may. */
export const PAY_BACK: ReadonlySet<string> = new Set([
  'cancel-order',
  'return-items',
  'exchange-items',
  'change-items',
  'change-payment',
  'apply-voucher',
  'compensate',
] satisfies ShopAction['kind'][]);
