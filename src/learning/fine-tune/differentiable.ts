import type { Backend, Tensor, Tensorflow } from './tensorflow.js';

/** Layers with gradients written by hand: half the operators of what tfjs derives by itself. */
export type Differentiable = {
  /** [rows, inputs] · [inputs, outputs] + [outputs] */
  linear(input: Tensor, weight: Tensor, bias: Tensor): Tensor;
  /** Batched product of the last two axes. */
  product(left: Tensor, right: Tensor): Tensor;
  /** Normalises the last axis of [rows, width]. */
  layerNorm(input: Tensor, gain: Tensor, bias: Tensor): Tensor;
  /** x · Φ(x), with the exact normal distribution function as BERT has it. */
  gelu(input: Tensor): Tensor;
};

export function createDifferentiable({ tf, kind }: Backend, epsilon: number): Differentiable {
  // wasm takes seven times as long for a product with a transpose flag as for the transpose itself.
  const isExplicit = kind === 'wasm';
  const left = (tensor: Tensor) => (isExplicit ? swapLast(tf, tensor) : tensor);
  const timesTransposed = (one: Tensor, other: Tensor) => tf.matMul(one, left(other), false, !isExplicit);
  const transposedTimes = (one: Tensor, other: Tensor) => tf.matMul(left(one), other, !isExplicit, false);

  return {
    linear: withGradient(
      tf,
      (input, weight, bias) => ({ value: tf.matMul(input, weight).add(bias), saved: [input, weight] }),
      (dy, [input, weight]) => [timesTransposed(dy, weight), transposedTimes(input, dy), tf.sum(dy, 0)],
    ),
    product: withGradient(
      tf,
      (one, other) => ({ value: tf.matMul(one, other), saved: [one, other] }),
      (dy, [one, other]) => [timesTransposed(dy, other), transposedTimes(one, dy)],
    ),
    layerNorm: withGradient(
      tf,
      (input, gain, bias) => {
        const centred = input.sub(tf.mean(input, -1, true));
        const scale = tf.rsqrt(tf.mean(tf.square(centred), -1, true).add(epsilon));
        const normal = centred.mul(scale);
        return { value: normal.mul(gain).add(bias), saved: [normal, scale, gain] };
      },
      (dy, [normal, scale, gain]) => {
        const inner = dy.mul(gain);
        const alongNormal = tf.mean(inner.mul(normal), -1, true);
        const dx = inner
          .sub(tf.mean(inner, -1, true))
          .sub(normal.mul(alongNormal))
          .mul(scale);
        return [dx, tf.sum(dy.mul(normal), 0), tf.sum(dy, 0)];
      },
    ),
    gelu: withGradient(
      tf,
      (input) => {
        const share = tf.erf(input.mul(Math.SQRT1_2)).add(1).mul(0.5);
        return { value: input.mul(share), saved: [input, share] };
      },
      (dy, [input, share]) => {
        const density = tf.exp(tf.square(input).mul(-0.5)).mul(1 / Math.sqrt(2 * Math.PI));
        return [dy.mul(share.add(input.mul(density)))];
      },
    ),
  };
}

type Backward<Saved extends Tensor[]> = (dy: Tensor, saved: Saved) => Tensor[];

function withGradient<Inputs extends Tensor[], Saved extends Tensor[]>(
  tf: Tensorflow,
  forward: (...inputs: Inputs) => { value: Tensor; saved: [...Saved] },
  backward: Backward<Saved>,
): (...inputs: Inputs) => Tensor {
  return (...inputs) => {
    const op = tf.customGrad((...given) => {
      const save = given.at(-1);
      const { value, saved } = forward(...inputs);
      if (typeof save === 'function') save(saved);
      return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => backward(dy, kept as Saved) };
    });
    return op(...inputs);
  };
}

function swapLast(tf: Tensorflow, tensor: Tensor): Tensor {
  const axes = tensor.shape.map((_, axis) => axis);
  return tf.transpose(tensor, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
