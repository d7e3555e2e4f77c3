import type { Customer, Order } from '../shop.js';
import type { MovementTold, ShopActionResult } from '../shop-store.js';
import { decideAction } from './decide-action.js';
import type { ActionFacts, Movement, OrderAction } from './shop-action.js';

/** An action decided, as the answer that is kept under its key: with everything that it changes. */
export function performAction(action: OrderAction, facts: ActionFacts): ShopActionResult {
  const decided = decideAction(action, facts);
  if (decided.kind === 'refused') {
    const { order, customer } = facts;
    const own = order !== undefined && order.customerId === customer?.id ? order : undefined;
    return { ...decided, ...withOrder(own) };
  }
  const methods = [...(facts.customer?.paymentMethods ?? []), ...(decided.newMethod ? [decided.newMethod] : [])];
  const movements = decided.movements.map((one) => ({ ...one, ...toldOf(one, methods) }));
  return { ...decided, action: action.kind, movements };
}

function withOrder(order: Order | undefined): { order?: Order } {
  return order === undefined ? {} : { order };
}

function toldOf(
  { methodId }: Movement,
  methods: Customer['paymentMethods'],
): Pick<MovementTold, 'methodLabel' | 'methodKind'> {
  const method = methods.find(({ id }) => id === methodId);
  return method === undefined ? { methodLabel: methodId } : { methodLabel: method.label, methodKind: method.kind };
}
