import { createRandom, shuffle } from '../../src/learning/random.js';
import type { EncoderPool } from '../../src/understanding/encoder-pool.js';
import { readShippedIntents } from '../support/shipped-intents.js';

export const MODEL = 'intents/model';

/** The shop's own phrases in a mixed order, the same each time. */
export async function chatTexts(): Promise<string[]> {
  const phrases = (await readShippedIntents()).flatMap((intent) => intent.phrases.en);
  const order = Uint32Array.from(phrases.keys());
  shuffle(order, createRandom(5));
  return Array.from(order, (at) => phrases[at] ?? '');
}

/** Keeps `inFlight` messages under way, one text each, as chat does; texts answered per second. */
export async function closedLoop(
  pool: EncoderPool,
  { texts, inFlight, seconds }: { texts: string[]; inFlight: number; seconds: number },
): Promise<number> {
  const started = performance.now();
  const ends = started + seconds * 1000;
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (performance.now() < ends) {
      await pool.read([texts[next++ % texts.length] ?? '']);
      if (performance.now() < ends) done += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return done / seconds;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
