import { createRandom, shuffle } from './random.js';

/** Every message is compared with all of them: more would cost it a millisecond per thousand. */
const MOST = 3000;

/**
 * Rows that stand for all: every label has equally many, as far as it has them.
 * @returns places, in the order of the rows
 */
export function chooseNeighbours(labels: readonly string[], seed: number): number[] {
  const order = Uint32Array.from(labels.keys());
  shuffle(order, createRandom(seed));
  const ofLabel = new Map<string, number>();
  const turns = [...order].map((place) => {
    const label = labels[place] ?? '';
    const turn = ofLabel.get(label) ?? 0;
    ofLabel.set(label, turn + 1);
    return { place, turn };
  });
  return turns
    .sort((one, other) => one.turn - other.turn)
    .slice(0, MOST)
    .map(({ place }) => place)
    .sort((one, other) => one - other);
}
