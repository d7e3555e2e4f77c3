import { createRandom } from '../random.js';
import type { LabelledText } from '../read-labelled-csv.js';
import { addNoise, NOISE_KINDS, type NoiseKind } from './add-noise.js';

/** Every row once with each kind of noise that finds something to change in it; the same seed gives the same rows. */
export function noisyRows(rows: readonly LabelledText[], seed: number): (LabelledText & { noise: NoiseKind })[] {
  return NOISE_KINDS.flatMap((noise, number) => {
    const random = createRandom(seed + number);
    return rows.flatMap(({ text, label }) => {
      const noisy = addNoise(text, noise, random);
      return noisy === text ? [] : [{ text: noisy, label, noise }];
    });
  });
}
