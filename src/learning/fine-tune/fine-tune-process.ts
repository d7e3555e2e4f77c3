import { openLocalExchange } from './parallel/local-exchange.js';
import { workerProcess } from './worker-process.js';

/** Entry of a training process whose team, if it has one, is on this machine. */
workerProcess((place) => {
  if (place.kind === 'local') return openLocalExchange(place);
  throw new RangeError('this process meets no other machine');
});
