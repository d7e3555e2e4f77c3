import type { Order } from './shop.js';

const DAY_MS = 86_400_000;

/**
 * Whole days an order came, or is by now, behind the day it was promised for; 0 where it is in time, was cancelled, or
 * nothing was promised. Carriers deliver until the evening of the day they name, so the first day counts when it is over.
 * @param at milliseconds since the epoch
 */
export function daysLate({ status, expectedAt, deliveredAt }: Order, at: number): number {
  if (expectedAt === undefined || status === 'cancelled') return 0;
  const arrived = deliveredAt === undefined ? openUntil(status, at) : Date.parse(deliveredAt);
  return arrived === undefined ? 0 : Math.max(0, Math.floor((arrived - Date.parse(expectedAt)) / DAY_MS));
}

/** An order that has arrived at a time nobody noted is not known to be late. */
function openUntil(status: Order['status'], at: number): number | undefined {
  return ['pending', 'processed', 'shipped'].includes(status) ? at : undefined;
}

/** What carrier or warehouse noted about damage, newest first. */
export function damageNote({ milestones }: Order): Order['milestones'][number] | undefined {
  return milestones.findLast(({ text }) => /\b(damaged?|broken|wet parcel)\b|破损|损坏/iu.test(text));
}
