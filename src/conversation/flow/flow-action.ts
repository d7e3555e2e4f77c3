import type { CustomerId } from '../../protocol/ids.js';
import { deliveredOrder, ownOrder, pendingOrder } from '../../shop/actions/own-order.js';
import type {
  ActionFacts,
  ActionOf,
  OrderAction,
  Refusal,
  ShopAction,
  SubscriptionAction,
  WatchAction,
} from '../../shop/actions/shop-action.js';
import type { Conversation } from '../conversation.js';
import type { Turn } from '../turn.js';
import type { ActionName, SlotKind } from './flow.js';
import { type SlotValues, slotOf } from './slot-value.js';

/** The slots, by name and kind, that an action takes its parameters from. A flow that does it must ask for them before. */
export const SLOTS_OF: Record<ActionName, Partial<Record<string, SlotKind>>> = {
  'cancel-order': { order: 'order', reason: 'cancel-reason' },
  'change-items': { order: 'order', items: 'items', variants: 'variants', method: 'method' },
  'change-address': { order: 'order', address: 'address' },
  'change-payment': { order: 'order', method: 'method' },
  'apply-voucher': { order: 'order', code: 'voucher' },
  'return-items': { order: 'order', items: 'items', method: 'method' },
  'exchange-items': { order: 'order', items: 'items', variants: 'variants', method: 'method' },
  compensate: { order: 'order', remedy: 'remedy' },
  'change-own-address': { address: 'address' },
  'watch-stock': { product: 'product', variant: 'variant', email: 'notice-address' },
  'withdraw-watch': {},
  subscribe: { email: 'notice-address' },
  unsubscribe: { email: 'notice-address' },
  'change-own-phone': { phone: 'phone' },
};

/** Who asks, and where. */
export type Asker = { customerId: CustomerId | undefined } & Pick<Conversation, 'conversationId' | 'language'>;

export function askerOf({ conversation, facts }: Pick<Turn, 'conversation' | 'facts'>): Asker {
  const { conversationId, language } = conversation;
  return { customerId: facts.customer?.id, conversationId, language };
}

/** Undefined while a slot that it needs is empty, or while it is not known whose it would be. */
export function toAction(name: ActionName, slots: SlotValues, asker: Asker): ShopAction | undefined {
  if (name === 'watch-stock' || name === 'withdraw-watch') return toWatchAction(name, slots, asker);
  if (name === 'subscribe' || name === 'unsubscribe') return toSubscriptionAction(name, slots, asker);
  return asker.customerId === undefined ? undefined : toOrderAction(name, slots, asker.customerId);
}

function toWatchAction(
  name: WatchAction['kind'],
  slots: SlotValues,
  { customerId, conversationId, language }: Asker,
): WatchAction | undefined {
  const whose = { conversationId, ...(customerId !== undefined && { customerId }) };
  if (name === 'withdraw-watch') return { kind: name, ...whose };
  const variant = slotOf(slots, 'variant', 'variant');
  const [variantId] = variant?.variantIds ?? [];
  const email = slotOf(slots, 'email', 'notice-address')?.email;
  if (variant === undefined || variantId === undefined || email === undefined) return undefined;
  return { kind: name, ...whose, productId: variant.productId, variantId, email, language };
}

function toSubscriptionAction(
  name: SubscriptionAction['kind'],
  slots: SlotValues,
  { conversationId, language }: Asker,
): SubscriptionAction | undefined {
  const email = slotOf(slots, 'email', 'notice-address')?.email;
  if (email === undefined) return undefined;
  return name === 'subscribe' ? { kind: name, conversationId, email, language } : { kind: name, conversationId, email };
}

function toOrderAction(name: OrderAction['kind'], slots: SlotValues, customerId: CustomerId): OrderAction | undefined {
  const orderId = slotOf(slots, 'order', 'order')?.orderId;
  const address = slotOf(slots, 'address', 'address')?.address;
  const phone = slotOf(slots, 'phone', 'phone')?.e164;
  if (name === 'change-own-address') return address && { kind: name, customerId, address };
  if (name === 'change-own-phone') return phone === undefined ? undefined : { kind: name, customerId, phone };
  if (orderId === undefined) return undefined;
  const methodId = slotOf(slots, 'method', 'method')?.methodId;
  const swaps = slotOf(slots, 'variants', 'variants')?.swaps;
  const base = { customerId, orderId };
  switch (name) {
    case 'cancel-order': {
      const known = slotOf(slots, 'reason', 'cancel-reason');
      return known && { ...base, kind: name, ...(known.reason !== undefined && { reason: known.reason }) };
    }
    case 'change-address':
      return address && { ...base, kind: name, address };
    case 'change-payment':
      return methodId === undefined ? undefined : { ...base, kind: name, methodId };
    case 'apply-voucher': {
      const code = slotOf(slots, 'code', 'voucher')?.code;
      return code === undefined ? undefined : { ...base, kind: name, code };
    }
    case 'return-items': {
      const parts = slotOf(slots, 'items', 'items')?.parts;
      return parts === undefined || methodId === undefined ? undefined : { ...base, kind: name, parts, methodId };
    }
    case 'compensate':
      return toCompensation(slots, base);
    case 'change-items':
    case 'exchange-items':
      return swaps === undefined || methodId === undefined ? undefined : { ...base, kind: name, swaps, methodId };
  }
}

/** A remedy that is none gives nothing. */
function toCompensation(slots: SlotValues, base: Pick<ActionOf<'compensate'>, 'customerId' | 'orderId'>) {
  const remedy = slotOf(slots, 'remedy', 'remedy');
  if (remedy === undefined || remedy.kind === 'none') return undefined;
  const parts = slotOf(slots, 'items', 'items')?.parts;
  const { trouble, kind, amount } = remedy;
  return { ...base, kind: 'compensate' as const, trouble, remedy: kind, amount, ...(parts !== undefined && { parts }) };
}

/** What stands against an action as soon as its order is known, whatever else will be asked. */
export function earlyRefusal(name: ActionName, facts: ActionFacts): Refusal | undefined {
  if (name === 'change-own-address' || name === 'change-own-phone') return undefined;
  if (name === 'watch-stock' || name === 'withdraw-watch') return undefined;
  if (name === 'subscribe' || name === 'unsubscribe') return undefined;
  // What stands against it depends on what went wrong: the slot of the remedy tells.
  if (name === 'compensate') return ownOrder(facts).kind === 'refused' ? 'not-found' : undefined;
  const isAfterDelivery = name === 'return-items' || name === 'exchange-items';
  const own = isAfterDelivery ? deliveredOrder(facts) : pendingOrder(facts);
  return own.kind === 'refused' ? own.reason : undefined;
}

/** The slot that another answer could mend. */
export function slotBehind(reason: Refusal): string | undefined {
  switch (reason) {
    case 'unknown-method':
    case 'same-method':
    case 'method-not-allowed':
    case 'balance-too-low':
      return 'method';
    case 'not-available':
    case 'other-product':
    case 'same-variant':
      return 'variants';
    case 'unknown-item':
    case 'nothing-chosen':
      return 'items';
    case 'reason-not-accepted':
      return 'reason';
    case 'voucher-unknown':
    case 'voucher-not-yet':
    case 'voucher-expired':
    case 'voucher-used':
    case 'voucher-alone':
    case 'voucher-other-items':
    case 'voucher-too-little':
    case 'voucher-nothing-off':
      return 'code';
    case 'terms-changed':
      return 'remedy';
    case 'not-compensated':
    case 'not-late':
    case 'not-arrived':
    case 'reported-late':
    case 'already-compensated':
    case 'compensation-limit':
    case 'not-found':
    case 'not-pending':
    case 'not-delivered':
    case 'already-changed':
    case 'too-late':
    case 'voucher-too-late':
    case 'too-many-addresses':
    case 'no-watch':
      return undefined;
  }
}
