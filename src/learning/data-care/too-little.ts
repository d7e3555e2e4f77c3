import { shareInterval } from '../report/share-interval.js';

type Row = { label: string; language: string };

/** BANKING77 reaches 87 % with ten messages of each intent and 95 % with a hundred. */
const FEW = 10;
/** Of fewer, figures say little: of a hundred that are right nine times in ten, the true share is 83 to 95 %. */
const LEAST_HELD_OUT = 100;

/** For a terminal: where there is too little to learn from or to measure by, what to expect and what to do; else nothing. */
export function littleLines(rows: readonly Row[], heldOut: number): string[] {
  const few = fewOf(rows);
  const [low, high] = shareInterval(0.9 * heldOut, heldOut).map((share) => Math.round(100 * share));
  return [
    few.length === 0
      ? []
      : [
          `Fewer than ${FEW} phrases: ${few.join(', ')}. Expect such an intent to be missed or mixed up often; write more phrases, or learn the shop's own messages with --messages`,
        ],
    heldOut >= LEAST_HELD_OUT
      ? []
      : [
          `Measured on only ${heldOut} held-out phrases: where 90 % of them are right, the true share is anything from ${low} to ${high} %. Judge the model by messages of your own: npm run evaluate -- --model DIR --test FILE`,
        ],
  ].flat();
}

/** Intents and how many phrases they have, in each language that some have. */
function fewOf(rows: readonly Row[]): string[] {
  const counts = new Map<string, number>();
  for (const { label, language } of rows) {
    const key = `${label} in ${language}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count < FEW).map(([key, count]) => `${count} of ${key}`);
}
