import type { OpenExchange } from './learning/fine-tune/parallel/exchange-place.js';
import { openLocalExchange } from './learning/fine-tune/parallel/local-exchange.js';
import { openRedisExchange } from './storage/redis/redis-exchange.js';

export const openExchange: OpenExchange = (place) => {
  switch (place.kind) {
    case 'local':
      return openLocalExchange(place);
    case 'redis':
      return openRedisExchange(place);
  }
};
