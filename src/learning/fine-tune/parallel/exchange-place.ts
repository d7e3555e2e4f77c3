import { z } from 'zod';
import type { Exchange } from './exchange.js';

const worker = {
  worker: z.number().int().min(0),
  workers: z.number().int().min(1),
  run: z.string().min(1),
};

/** Where a training worker meets the others: at the hub of its machine, or on any machine by Redis. */
export const exchangePlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local'), ...worker, address: z.string() }),
  z.strictObject({ kind: z.literal('redis'), ...worker, url: z.string() }),
]);

export type ExchangePlace = z.infer<typeof exchangePlaceSchema>;

/** @throws BAD_INPUT, WORKERS_DIFFER, WORKER_LOST */
export type OpenExchange = (place: ExchangePlace) => Promise<Exchange>;
