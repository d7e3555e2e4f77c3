import { orderIdSchema } from '../../protocol/ids.js';
import type { Customer, Order, OrderStatus, Product } from '../shop.js';
import { itemOf, type OrderDraft } from './order-draft.js';
import { tellOrderStory } from './order-story.js';
import type { SeededRandom } from './seeded-random.js';
import { signedInOrders } from './signed-in-orders.js';

type Shop = { products: Product[]; customers: Customer[]; now: number };

const HOUR_MS = 3_600_000;
const ORDER_COUNT = 690;
const FIRST_NUMBER = 102_340;

/** Of a hundred orders, how many are in this state, and how many hours ago such an order was placed. */
const STATES: { status: OrderStatus; share: number; hours: readonly [number, number]; late?: boolean }[] = [
  { status: 'pending', share: 7, hours: [1, 22] },
  { status: 'processed', share: 5, hours: [20, 44] },
  { status: 'shipped', share: 9, hours: [40, 74] },
  { status: 'shipped', share: 3, hours: [320, 460], late: true },
  { status: 'delivered', share: 48, hours: [400, 9600] },
  { status: 'delivered', share: 8, hours: [260, 500] },
  { status: 'cancelled', share: 8, hours: [60, 6000] },
  { status: 'return-requested', share: 4, hours: [300, 700] },
  { status: 'returned', share: 6, hours: [900, 7000] },
  { status: 'exchange-requested', share: 2, hours: [300, 600] },
];

/** Numbered in the order they were placed, with gaps where other channels sold something. */
export function drawOrders(random: SeededRandom, shop: Shop): Order[] {
  const drafts = [...signedInOrders(shop), ...Array.from({ length: ORDER_COUNT }, () => drawDraft(random, shop))];
  const inOrder = drafts.sort((a, b) => a.placedAt - b.placedAt);
  let number = FIRST_NUMBER;
  return inOrder.map((draft) => {
    number += random.between(1, 6);
    return tellOrderStory(random, { draft, id: orderIdSchema.parse(`HL-${number}`), now: shop.now });
  });
}

function drawDraft(random: SeededRandom, { products, customers, now }: Shop): OrderDraft {
  const state = drawState(random);
  const [from, to] = state.hours;
  return {
    customer: pickFrom(random, customers.slice(1)),
    status: state.status,
    placedAt: now - Math.round((from + random.next() * (to - from)) * HOUR_MS),
    items: drawItems(random, products),
    ...(state.late === true && { late: true }),
  };
}

function drawState(random: SeededRandom): (typeof STATES)[number] {
  let left = random.next() * 100;
  for (const state of STATES) {
    left -= state.share;
    if (left < 0) return state;
  }
  return pickFrom(random, STATES);
}

function drawItems(random: SeededRandom, products: Product[]): Order['items'] {
  const lines = random.chance(0.55) ? 1 : random.between(2, 4);
  const chosen = new Map<string, Order['items'][number]>();
  for (let line = 0; line < lines; line += 1) {
    const product = pickFrom(random, products);
    const variant = pickFrom(random, product.variants);
    const quantity = variant.price < 3000 && random.chance(0.4) ? random.between(2, 4) : 1;
    chosen.set(variant.id, itemOf(product, variant.id, quantity));
  }
  return [...chosen.values()];
}

function pickFrom<T>(random: SeededRandom, items: readonly T[]): T {
  const item = items[random.between(0, items.length - 1)];
  if (item === undefined) throw new RangeError('Expected at least one to pick from');
  return item;
}
