import { AppError } from '../../errors.js';
import type { Reading } from '../../understanding/encoder.js';
import type { AwaitedTensor } from './infer-response.js';
import type { ServedModel } from './served-model.js';

export type BatchShape = { rows: readonly (readonly number[])[]; width: number; isTunedWanted: boolean };

/** How far from 1 the length of a vector may be that was computed in half precision. */
const LENGTH_SLACK = 0.01;

/** Tensors to ask for: what the texts' owners want and no more. */
export function awaitedTensors(model: ServedModel, { rows, width, isTunedWanted }: BatchShape): AwaitedTensor[] {
  const { gives, dimensions, classes } = model;
  const count = rows.length;
  const base =
    gives === 'vector'
      ? { name: 'sentence_vector', shape: [count, dimensions] }
      : { name: 'last_hidden_state', shape: [count, width, dimensions] };
  if (!isTunedWanted || classes === undefined) return [base];
  return [
    base,
    { name: 'tuned_scores', shape: [count, classes] },
    { name: 'votes', shape: [count, classes] },
    { name: 'nearness', shape: [count, 2] },
  ];
}

/**
 * One reading per text from the tensors that `awaitedTensors` named, in that order.
 * @throws ENCODER_UNAVAILABLE when a vector is not of unit length or a cosine not one
 */
export function readBatch(
  tensors: readonly Float32Array[],
  model: ServedModel,
  { rows, width }: BatchShape,
): Reading[] {
  const [base = new Float32Array(), scores, votes, nearness] = tensors;
  const { dimensions, classes = 0 } = model;
  return rows.map((ids, row) => {
    const vector =
      model.gives === 'vector'
        ? checkLength(base.slice(row * dimensions, (row + 1) * dimensions))
        : pool(base.subarray(row * width * dimensions), ids.length, dimensions);
    if (scores === undefined || votes === undefined || nearness === undefined) return { vector, tuned: undefined };
    const [baseNearness = 0, tunedNearness = 0] = [...nearness.subarray(row * 2, row * 2 + 2)].map(checkCosine);
    return {
      vector,
      tuned: {
        scores: scores.slice(row * classes, (row + 1) * classes),
        votes: votes.slice(row * classes, (row + 1) * classes),
        nearness: { base: baseNearness, tuned: tunedNearness },
      },
    };
  });
}

/** Mean of the first `tokens` of a text's hidden states, [tokens, dimensions], scaled to unit length. */
function pool(states: Float32Array, tokens: number, dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (let token = 0; token < tokens; token++) {
    for (let axis = 0; axis < dimensions; axis++) {
      sum[axis] = (sum[axis] ?? 0) + (states[token * dimensions + axis] ?? 0);
    }
  }
  const length = Math.hypot(...sum);
  if (length === 0) throw new AppError('ENCODER_UNAVAILABLE', { details: ['last_hidden_state has a text of zeros'] });
  return sum.map((value) => value / length);
}

function checkLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (Math.abs(length - 1) <= LENGTH_SLACK) return vector;
  throw new AppError('ENCODER_UNAVAILABLE', { details: [`sentence_vector has length ${length}, expected 1`] });
}

function checkCosine(value: number): number {
  if (Math.abs(value) <= 1 + LENGTH_SLACK) return value;
  throw new AppError('ENCODER_UNAVAILABLE', { details: [`nearness is ${value}, expected -1..1`] });
}
