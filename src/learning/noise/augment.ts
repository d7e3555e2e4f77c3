import { createRandom, type Random, shuffle } from '../random.js';
import { addNoise, NOISE_KINDS, type NoiseKind } from './add-noise.js';

export type Augmentation = {
  /** Noisy copies per row: .5 for every second row, 2 for two of each. */
  share: number;
  seed: number;
  /** All by default; leave some out to see how a model does with noise it has not been taught. */
  kinds?: readonly NoiseKind[];
};

/**
 * Noisy copies of rows, to be taught beside them: rows drawn at random, all kinds of noise equally often. Everything
 * but the text stays as it is in the row. No copy is like its row or another copy of it; a row that nothing can be
 * changed in has fewer or none, as has one in a language other than English.
 */
export function augment<T extends { text: string; language?: string | undefined }>(
  rows: readonly T[],
  { share, seed, kinds = NOISE_KINDS }: Augmentation,
): (T & { noise: NoiseKind })[] {
  const random = createRandom(seed);
  const order = Uint32Array.from(rows.keys());
  shuffle(order, random);
  const wanted = Math.round(share * rows.length);
  const taken = rows.map((row) => new Set([row.text]));
  const copies: (T & { noise: NoiseKind })[] = [];
  for (let number = 0; number < wanted; number++) {
    const place = order[number % rows.length] ?? 0;
    const row = rows[place];
    if (row === undefined || (row.language ?? 'en') !== 'en') continue;
    const turn = number + Math.floor(number / rows.length);
    const copy = changeText(row.text, { turn, kinds, taken: taken[place] ?? new Set(), random });
    if (copy !== undefined) copies.push({ ...row, ...copy });
  }
  return copies;
}

type Attempt = { turn: number; kinds: readonly NoiseKind[]; taken: Set<string>; random: Random };

/** With the kind whose turn it is, or else with another that finds something to change. */
function changeText(
  text: string,
  { turn, kinds, taken, random }: Attempt,
): { text: string; noise: NoiseKind } | undefined {
  const others = Uint32Array.from(kinds.keys()).filter((kind) => kind !== turn % kinds.length);
  shuffle(others, random);
  for (const kind of [turn % kinds.length, ...others]) {
    const noise = kinds[kind];
    const noisy = noise === undefined ? text : addNoise(text, noise, random);
    if (noise === undefined || taken.has(noisy)) continue;
    taken.add(noisy);
    return { text: noisy, noise };
  }
  return undefined;
}
