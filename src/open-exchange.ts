import type { Exchange, WorkerPlace } from './learning/fine-tune/parallel/exchange.js';
import { openLocalExchange } from './learning/fine-tune/parallel/local-exchange.js';
import { openRedisExchange } from './storage/redis/redis-exchange.js';

/** Where a training worker meets the others: at the hub of its machine, or on any machine by Redis. */
export type ExchangePlace = WorkerPlace & ({ kind: 'local'; address: string } | { kind: 'redis'; url: string });

/** @throws BAD_INPUT, WORKERS_DIFFER, WORKER_LOST */
export function openExchange(place: ExchangePlace): Promise<Exchange> {
  switch (place.kind) {
    case 'local':
      return openLocalExchange(place);
    case 'redis':
      return openRedisExchange(place);
  }
}
