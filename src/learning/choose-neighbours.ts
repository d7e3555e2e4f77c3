import { createRandom, shuffle } from './random.js';

/**
 * Every message is compared with all of them: a thousand more cost it a fifth of a millisecond. On held-out rows of
 * BANKING77, 9,000 found the intents 4 % less surprising than 3,000 did.
 */
const MOST = 10_000;

/**
 * Rows that stand for all: every label has equally many, as far as it has them.
 * @returns places, in the order of the rows
 */
export function chooseNeighbours(rows: readonly { label: string }[], seed: number): number[] {
  const order = Uint32Array.from(rows.keys());
  shuffle(order, createRandom(seed));
  const ofLabel = new Map<string, number>();
  const turns = [...order].map((place) => {
    const label = rows[place]?.label ?? '';
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
