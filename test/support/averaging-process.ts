import { openLocalExchange } from '../../src/learning/fine-tune/parallel/local-exchange.js';

/** The second of two workers: takes one step, with threes, and then keeps the others waiting. */
async function main(address = '', run = ''): Promise<void> {
  const exchange = await openLocalExchange({ address, run, worker: 1, workers: 2 });
  await exchange.average(new Float32Array([3, 3]), 1);
}

void main(...process.argv.slice(2));
