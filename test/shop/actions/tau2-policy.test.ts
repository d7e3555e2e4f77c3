import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { performAction } from '../../../src/shop/actions/perform-action.js';
import { orderActionSchema, type ShopAction } from '../../../src/shop/actions/shop-action.js';
import { onTop } from '../../../src/shop/keep-actions.js';
import type { ShopFile } from '../../../src/shop/shop-file.js';
import { NOW } from '../../support/a-turn.js';
import { tau2Database, tau2ShopFile } from '../../support/import-tau2.js';
import { missing, noShared } from '../../support/require-parts.js';
import { afterRequest, type Tau2Request, type Tau2State } from '../../support/tau2-policy.js';
import { viewOfShop, viewOfState } from '../../support/to-tau2.js';

/** How often each outcome of each request was met: a property that only ever sees refusals proves nothing. */
const met = new Map<string, number>();

describe.skipIf(missing(noShared('data/tau2-retail/db.json')))('the rules of tau2-retail', () => {
  const database = tau2Database();
  const whole = tau2ShopFile();

  it('are kept by every action on any order, as its policy.md says it, one after the other', () => {
    const several = Object.values(database.users).filter(
      ({ payment_methods }) => Object.keys(payment_methods).length > 1,
    );
    const users = fc.oneof(
      fc.constantFrom(...Object.keys(database.users)),
      fc.constantFrom(...several.map(({ user_id }) => user_id)),
    );
    const draws = fc.array(fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(users, draws, (userId, steps) => {
        let [state, file] = [stateOf(userId), fileOf(userId)];
        for (const draw of steps) {
          const request = requestFrom(state, userId, draw);
          const expected = afterRequest(state, userId, request);
          const done = perform(file, userId, request);
          note(request, expected !== undefined);
          expect(done !== undefined, JSON.stringify(request)).toBe(expected !== undefined);
          [state, file] = [expected ?? state, done ?? file];
          expect(viewOfShop(file)).toEqual(viewOfState(state));
        }
      }),
      { numRuns: 800, seed: 6 },
    );
    for (const kind of KINDS) {
      expect(met.get(`${kind} done`), kind).toBeGreaterThan(5);
      if (kind !== 'modify-default-address') expect(met.get(`${kind} denied`), kind).toBeGreaterThan(5);
    }
  }, 60_000);

  /** What belongs to the customer, one order of somebody else's, and the products of all of it. */
  function stateOf(userId: string): Tau2State {
    const orders = Object.values(database.orders).filter((order) => order.user_id === userId);
    const foreign = Object.values(database.orders).find((order) => order.user_id !== userId);
    const kept = foreign === undefined ? orders : [...orders, foreign];
    const productIds = new Set(kept.flatMap(({ items }) => items.map(({ product_id }) => product_id)));
    const usersKept = new Set([userId, ...kept.map(({ user_id }) => user_id)]);
    return structuredClone({
      orders: Object.fromEntries(kept.map((order) => [order.order_id, order])),
      users: Object.fromEntries(Object.entries(database.users).filter(([id]) => usersKept.has(id))),
      products: Object.fromEntries(Object.entries(database.products).filter(([id]) => productIds.has(id))),
    });
  }

  function fileOf(userId: string): ShopFile {
    const { orders, users, products } = stateOf(userId);
    return {
      ...whole,
      orders: whole.orders.filter(({ id }) => id in orders),
      customers: whole.customers.filter(({ id }) => id in users),
      products: whole.products.filter(({ id }) => id in products),
    };
  }
});

const KINDS = [
  'cancel',
  'modify-address',
  'modify-payment',
  'modify-items',
  'return',
  'exchange',
  'modify-default-address',
] as const;
const ADDRESS = { address1: '1 Main St', address2: 'Apt 2', city: 'Austin', state: 'TX', zip: '78701', country: 'USA' };

/** Something one could ask for: mostly about what there is, sometimes not. */
function requestFrom(state: Tau2State, userId: string, draw: number[]): Tau2Request {
  const [kindAt = 0, orderAt = 0, methodAt = 0, itemsAt = 0, ...variants] = draw;
  const kind = KINDS[kindAt % KINDS.length] ?? 'cancel';
  const needed = kind === 'return' || kind === 'exchange' ? 'delivered' : 'pending';
  const all = Object.values(state.orders);
  const fitting = all.filter(({ status, user_id }) => status === needed && user_id === userId);
  const order = orderAt % 4 === 0 || fitting.length === 0 ? pick(all, orderAt) : pick(fitting, orderAt);
  const methods = [...Object.keys(state.users[userId]?.payment_methods ?? {}), 'paypal_0'];
  const method = pick(methods, methodAt) ?? '';
  const id = order?.order_id ?? '';
  const items = (order?.items ?? []).filter((_item, at) => ((itemsAt >> at) & 1) === 1);
  const pairs = items.map(({ product_id, item_id }, at) => {
    const product = state.products[product_id];
    return { from: item_id, to: pick(Object.keys(product?.variants ?? {}), variants[at % variants.length] ?? 0) ?? '' };
  });
  switch (kind) {
    case 'cancel': {
      const reason = pick(['no longer needed', 'ordered by mistake', 'found it cheaper'], itemsAt) ?? '';
      return { do: kind, order: id, reason };
    }
    case 'modify-address':
      return { do: kind, order: id, address: ADDRESS };
    case 'modify-payment':
      return { do: kind, order: id, method };
    case 'modify-items':
    case 'exchange':
      return { do: kind, order: id, pairs, method };
    case 'return':
      return { do: kind, order: id, items: items.map(({ item_id }) => item_id), method };
    case 'modify-default-address':
      return { do: kind, address: ADDRESS };
  }
}

/** By the product's own code; undefined where it refuses. */
function perform(file: ShopFile, customerId: string, request: Tau2Request): ShopFile | undefined {
  const action = orderActionSchema.parse({ customerId, ...actionOf(file, request) });
  const products = new Map(file.products.map((product) => [product.id, product]));
  const result = performAction(action, {
    order: 'orderId' in action ? file.orders.find(({ id }) => id === action.orderId) : undefined,
    customer: file.customers.find(({ id }) => id === customerId),
    product: (id) => products.get(id),
    policy: file.shop.policy,
    vouchers: file.shop.vouchers,
    orders: file.orders.filter((order) => order.customerId === customerId),
    at: NOW,
  });
  return result.kind === 'refused' ? undefined : onTop(file, { customerId: action.customerId, result });
}

function actionOf(file: ShopFile, request: Tau2Request): object {
  if (request.do === 'modify-default-address') return { kind: 'change-own-address', address: ourAddress(request) };
  const base = { orderId: request.order };
  const linesOf = (items: string[]) => takeLines(file, request.order, items);
  switch (request.do) {
    case 'cancel':
      return { ...base, kind: 'cancel-order', reason: request.reason };
    case 'modify-address':
      return { ...base, kind: 'change-address', address: ourAddress(request) };
    case 'modify-payment':
      return { ...base, kind: 'change-payment', methodId: request.method };
    case 'return':
      return {
        ...base,
        kind: 'return-items',
        methodId: request.method,
        parts: linesOf(request.items).map((line) => ({ line, quantity: 1 })),
      };
    case 'modify-items':
    case 'exchange': {
      const lines = linesOf(request.pairs.map(({ from }) => from));
      const swaps = request.pairs.map(({ to }, at) => ({ line: lines[at] ?? 0, quantity: 1, variantId: to }));
      const kind: ShopAction['kind'] = request.do === 'exchange' ? 'exchange-items' : 'change-items';
      return { ...base, kind, swaps, methodId: request.method };
    }
  }
}

/** A line for each item: two of the same stand in two lines. */
function takeLines(file: ShopFile, orderId: string, items: string[]): number[] {
  const left: (string | undefined)[] = (file.orders.find(({ id }) => id === orderId)?.items ?? []).map(
    ({ variantId }) => variantId,
  );
  return items.map((item) => {
    const line = left.indexOf(item);
    left[line] = undefined;
    return line;
  });
}

function ourAddress({ address }: { address: typeof ADDRESS }) {
  const { address1, address2, city, state, zip, country } = address;
  return { line1: address1, line2: address2, city, region: state, postcode: zip, country };
}

function note({ do: kind }: Tau2Request, isDone: boolean): void {
  const name = `${kind} ${isDone ? 'done' : 'denied'}`;
  met.set(name, (met.get(name) ?? 0) + 1);
}

function pick<One>(from: readonly One[], at: number): One | undefined {
  return from[at % Math.max(1, from.length)];
}
