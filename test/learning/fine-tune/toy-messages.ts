import type { TokenRow } from '../../../src/learning/fine-tune/token-row.js';
import { createRandom } from '../../../src/learning/random.js';

export const TOY_CLASSES = 3;
const VOCABULARY = 40;

/** Messages of three to eight random words, one of which, 1 to 3, says what is meant. */
export function toyMessages(count: number, seed: number): TokenRow[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, index) => {
    const ids = Array.from({ length: 3 + below(6) }, () => 4 + below(VOCABULARY - 4));
    const label = index % TOY_CLASSES;
    ids[below(ids.length)] = label + 1;
    return { ids, label };
  });
}
