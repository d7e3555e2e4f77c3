import type { Tensor, Tensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import { createRandom } from '../../../src/learning/random.js';

const STEP = 0.01;

type Differentiate = (values: Tensor[]) => Promise<{ loss: Tensor; gradients: Tensor[] }>;

/**
 * For each tensor the steepest place of the loss around values near those given: the slope that is claimed, and the one
 * measured by moving there and back. A slope of almost 0 would drown in single precision.
 */
export async function steepestSlopes(
  tf: Tensorflow,
  tensors: readonly { name: string; shape: number[]; data: Float32Array }[],
  differentiate: Differentiate,
): Promise<{ name: string; given: number; measured: number }[]> {
  const random = createRandom(3);
  const data = tensors.map((tensor) => tensor.data.map((value) => value + (random() - 0.5) * 0.4));
  const lossAt = async (at: Float32Array[]) => {
    const values = tensors.map(({ shape }, index) => tf.tensor(at[index] ?? [], shape));
    const { loss, gradients } = await differentiate(values);
    const slopes = await Promise.all(gradients.map((gradient) => gradient.data()));
    const value = (await loss.data())[0] ?? Number.NaN;
    tf.dispose([loss, ...gradients, ...values]);
    return { loss: value, slopes };
  };
  const { slopes } = await lossAt(data);
  const found: { name: string; given: number; measured: number }[] = [];
  for (const [index, { name }] of tensors.entries()) {
    const slope = Float32Array.from(slopes[index] ?? []);
    const place = slope.reduce((best, value, at) => (Math.abs(value) > Math.abs(slope[best] ?? 0) ? at : best), 0);
    const moved = async (by: number) => {
      const copy = data.map((values) => Float32Array.from(values));
      const values = copy[index];
      if (values !== undefined) values[place] = (values[place] ?? 0) + by;
      return (await lossAt(copy)).loss;
    };
    const measured = ((await moved(STEP)) - (await moved(-STEP))) / (2 * STEP);
    found.push({ name, given: slope[place] ?? 0, measured });
  }
  return found;
}
