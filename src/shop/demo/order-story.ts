import type { Order } from '../shop.js';
import { addWorkingDays } from '../working-days.js';
import { zoneOf } from './delivery.js';
import { type OrderDraft, shippingOf } from './order-draft.js';
import type { SeededRandom } from './seeded-random.js';

const HOUR_MS = 3_600_000;

type Moment = { at: number; text: string };
type Story = {
  milestones: Moment[];
  dates: Pick<Order, 'shippedAt' | 'deliveredAt' | 'cancelledAt' | 'expectedAt'>;
  refundedAt?: number;
};
type Telling = { draft: OrderDraft; id: Order['id']; now: number };

/** What happened to an order from its placing to `now`: dates in order, money that adds up, news as a carrier writes it. */
export function tellOrderStory(random: SeededRandom, { draft, id, now }: Telling): Order {
  const { customer, status, placedAt, items } = draft;
  const express = draft.late !== true && random.chance(0.1);
  const shipping = shippingOf(items, express);
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, shipping);
  const { milestones, dates, refundedAt } = tell(random, draft, now);
  const methodId = customer.paymentMethods[0]?.id ?? 'card';
  const { name = `${customer.firstName} ${customer.lastName}`, ...address } = customer.address;
  return {
    id,
    customerId: customer.id,
    status,
    placedAt: iso(placedAt),
    ...dates,
    address: { name, ...address },
    items,
    shipping,
    discounts: [],
    total,
    ...(dates.shippedAt !== undefined && { tracking: drawTracking(random, customer.address.country) }),
    milestones: milestones.map(({ at, text }) => ({ at: iso(at), text })),
    payments: [
      { kind: 'payment', amount: total, methodId, at: iso(placedAt) },
      ...(refundedAt === undefined ? [] : [{ kind: 'refund' as const, amount: total, methodId, at: iso(refundedAt) }]),
    ],
    ...(status === 'cancelled' && { cancelReason: random.pick(CANCEL_REASONS) }),
  };
}

const CANCEL_REASONS = [
  'Ordered by mistake',
  'Found it in a shop nearby',
  'Wrong size',
  'Would arrive too late',
] as const;

function tell(random: SeededRandom, draft: OrderDraft, now: number): Story {
  const received = { at: draft.placedAt, text: 'Order received' };
  switch (draft.status) {
    case 'pending':
      return { milestones: [received], dates: { expectedAt: iso(promisedDay(draft, draft.placedAt)) } };
    case 'processed':
      return {
        milestones: [received, packed(random, draft, now)],
        dates: { expectedAt: iso(promisedDay(draft, draft.placedAt)) },
      };
    case 'shipped':
      return tellShipped(random, draft, now, received);
    case 'cancelled':
      return tellCancelled(random, draft, now, received);
    case 'delivered':
    case 'return-requested':
    case 'returned':
    case 'exchange-requested':
      return tellDelivered(random, draft, now, received);
  }
}

function promisedDay({ customer }: OrderDraft, from: number): number {
  return addWorkingDays(from, 1 + zoneOf(customer.address.country).days[1]);
}

function packed(random: SeededRandom, { placedAt }: OrderDraft, now: number): Moment {
  return { at: Math.min(placedAt + random.between(4, 16) * HOUR_MS, now), text: 'Packed in our warehouse in Utrecht' };
}

function tellShipped(random: SeededRandom, draft: OrderDraft, now: number, received: Moment): Story {
  const { carrier, hub } = zoneOf(draft.customer.address.country);
  const pack = packed(random, draft, now);
  const shippedAt = pack.at + random.between(2, 12) * HOUR_MS;
  const sorted = {
    at: shippedAt + random.between(7, 11) * HOUR_MS,
    text: `Arrived at the ${carrier} sorting centre in ${hub}`,
  };
  const delay = {
    at: shippedAt + random.between(100, 160) * HOUR_MS,
    text: `Delayed in ${hub}: ${carrier} is looking for the parcel`,
  };
  const news = [sorted, ...(draft.late === true ? [delay] : [])].filter(({ at }) => at <= now);
  return {
    milestones: [received, pack, { at: shippedAt, text: `Handed to ${carrier} in Utrecht` }, ...news],
    dates: {
      shippedAt: iso(shippedAt),
      expectedAt: iso(
        draft.late === true
          ? promisedDay(draft, draft.placedAt)
          : Math.max(promisedDay(draft, draft.placedAt), addWorkingDays(now, 1)),
      ),
    },
  };
}

function tellCancelled(random: SeededRandom, draft: OrderDraft, now: number, received: Moment): Story {
  const cancelledAt = draft.placedAt + random.between(1, 9) * HOUR_MS;
  const refundedAt = Math.min(cancelledAt + random.between(1, 30) * HOUR_MS, now);
  return {
    milestones: [
      received,
      { at: cancelledAt, text: 'Cancelled before it was packed' },
      { at: refundedAt, text: 'Refund sent' },
    ],
    dates: { cancelledAt: iso(cancelledAt) },
    refundedAt,
  };
}

const LEFT_WITH = [
  'Delivered to the recipient',
  'Delivered to a neighbour',
  'Delivered to the porch, as agreed',
  'Delivered to a parcel locker',
] as const;

function tellDelivered(random: SeededRandom, draft: OrderDraft, now: number, received: Moment): Story {
  const { city, country } = draft.customer.address;
  const { carrier, hub, days } = zoneOf(country);
  const pack = packed(random, draft, now);
  const shippedAt = pack.at + random.between(2, 12) * HOUR_MS;
  const deliveredAt = addWorkingDays(shippedAt, random.between(days[0], days[1])) - random.between(2, 9) * HOUR_MS;
  const after = tellAfterwards(random, draft, { deliveredAt, now });
  return {
    milestones: [
      received,
      pack,
      { at: shippedAt, text: `Handed to ${carrier} in Utrecht` },
      { at: shippedAt + 6 * HOUR_MS, text: `Arrived at the ${carrier} sorting centre in ${hub}` },
      { at: deliveredAt - HOUR_MS, text: `Out for delivery in ${city}` },
      { at: deliveredAt, text: random.pick(LEFT_WITH) },
      ...after.milestones,
    ],
    dates: {
      shippedAt: iso(shippedAt),
      deliveredAt: iso(deliveredAt),
      expectedAt: iso(promisedDay(draft, draft.placedAt)),
    },
    ...(after.refundedAt !== undefined && { refundedAt: after.refundedAt }),
  };
}

type Aftermath = { milestones: Moment[]; refundedAt?: number };

function tellAfterwards(
  random: SeededRandom,
  { status }: OrderDraft,
  { deliveredAt, now }: { deliveredAt: number; now: number },
): Aftermath {
  const askedAt =
    deliveredAt +
    random.between(10, Math.max(10, Math.min(200, Math.floor((now - deliveredAt) / HOUR_MS) - 1))) * HOUR_MS;
  if (status === 'exchange-requested')
    return { milestones: [{ at: Math.min(askedAt, now), text: 'Exchange requested, label sent' }] };
  const label = { at: Math.min(askedAt, now), text: 'Return requested, label sent' };
  if (status === 'return-requested') return { milestones: [label] };
  if (status !== 'returned') return { milestones: [] };
  const backAt = askedAt + random.between(60, 170) * HOUR_MS;
  const refundedAt = backAt + random.between(8, 60) * HOUR_MS;
  return {
    milestones: [label, { at: backAt, text: 'Return arrived in Utrecht' }, { at: refundedAt, text: 'Refund sent' }],
    refundedAt,
  };
}

function drawTracking(random: SeededRandom, country: string): NonNullable<Order['tracking']> {
  const { carrier, code } = zoneOf(country);
  const digits = Array.from({ length: code.digits }, () => random.between(0, 9)).join('');
  return { carrier, code: `${code.prefix}${digits}${code.suffix}` };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
