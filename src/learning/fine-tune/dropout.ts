import { createRandom } from '../random.js';
import type { Tensor, Tensorflow } from './tensorflow.js';

/** Makes some values 0 and the others larger, or leaves all as they are outside of training. */
export type Dropout = (values: Tensor) => Tensor;

export type DropoutSource = {
  apply: Dropout;
  /** The same seed drops the same from here on. */
  restart(seed: number): void;
};

const POOL_SIZE = 1 << 22;

/**
 * Dropout with masks cut out of one pool at random places: a fraction of the time of drawing each anew.
 * Srivastava et al., JMLR 2014; kept values are scaled by 1 / (1 − rate).
 */
export function createDropout(tf: Tensorflow, rate: number, seed: number): DropoutSource {
  if (rate === 0) return { apply: (values) => values, restart: () => {} };
  let random = createRandom(seed);
  const pool = new Float32Array(POOL_SIZE);
  for (let place = 0; place < POOL_SIZE; place++) pool[place] = random() < rate ? 0 : 1 / (1 - rate);
  return {
    apply: (values) => {
      const room = POOL_SIZE - values.size;
      if (room < 0) return tf.dropout(values, rate, undefined, Math.floor(random() * 2 ** 31));
      const start = Math.floor(random() * room);
      return values.mul(tf.tensor(pool.subarray(start, start + values.size), values.shape));
    },
    restart: (next) => {
      random = createRandom(next);
    },
  };
}
