import { AppError } from '../../errors.js';
import type { Reading } from '../../understanding/encoder.js';

/** Short messages of different kinds, by which two models are told apart. */
export const COMPARED_TEXTS: readonly string[] = ['where is my order', 'I want to cancel it please', 'hello there'];

/**
 * Mean length of the difference of scores as a share of their own length. Half precision against 8 bits is at 1 to 3 %;
 * two trainings on the same phrases differ by 5 % at least, on other phrases by far more.
 */
const MOST_DIFFERENCE = 0.05;

/**
 * Labels, sizes and names can be the same while the layers are another training's: then every score would be wrong by a
 * little, and nobody would notice.
 * @param served of `COMPARED_TEXTS` by the server
 * @param here of the same by the model folder
 * @throws INFERENCE_MODEL_INVALID when the server's fine-tuned layers are not the folder's
 */
export function expectSameLayers(served: readonly Reading[], here: readonly Reading[]): void {
  const differences = here.flatMap(({ tuned }, at) => {
    const other = served[at]?.tuned;
    return tuned === undefined || other === undefined ? [] : [differenceOf(other.scores, tuned.scores)];
  });
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / Math.max(1, differences.length);
  if (mean <= MOST_DIFFERENCE) return;
  const percent = `${(100 * mean).toFixed(0)} %`;
  throw new AppError('INFERENCE_MODEL_INVALID', {
    details: [
      `the server's scores differ by ${percent} from this model's: its fine-tuned layers are of another training`,
    ],
  });
}

function differenceOf(one: Float32Array, other: Float32Array): number {
  return Math.hypot(...one.map((score, at) => score - (other[at] ?? 0))) / Math.max(1e-6, Math.hypot(...other));
}
