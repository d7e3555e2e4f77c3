import { AppError } from '../../errors.js';
import type { GraphSignature, GraphTensor } from './graph-signature.js';

export type TritonOptions = {
  /** Name of the model and of its folder. */
  name: string;
  signature: GraphSignature;
  /** Largest batch the server makes. */
  maxBatchSize: number;
  /** Batches worth waiting for; each at most `maxBatchSize`. */
  preferredSizes: readonly number[];
  /** How long a message may wait for others. */
  maxDelayMicroseconds: number;
  device: 'gpu' | 'cpu';
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;

/**
 * Text of a config.pbtxt for Triton's ONNX Runtime backend. The first axis of every tensor is the batch, which Triton
 * keeps apart from `dims`.
 * @throws BAD_INPUT when a name or size is none that Triton takes; MODEL_INVALID when a tensor has no free first axis
 * @see Triton Inference Server, Model Configuration
 */
export function tritonConfig(options: TritonOptions): string {
  const { name, signature, maxBatchSize, preferredSizes, maxDelayMicroseconds, device } = options;
  if (!NAME.test(name)) throw new AppError('BAD_INPUT', { details: [`${name} is no name for a model`] });
  if (preferredSizes.some((size) => size < 1 || size > maxBatchSize)) {
    throw new AppError('BAD_INPUT', { details: [`Preferred batches must lie between 1 and ${maxBatchSize}`] });
  }
  const kind = device === 'gpu' ? 'KIND_GPU' : 'KIND_CPU';
  return [
    `name: "${name}"`,
    'backend: "onnxruntime"',
    'default_model_filename: "model.onnx"',
    `max_batch_size: ${maxBatchSize}`,
    ...signature.inputs.map((tensor) => tensorText('input', tensor)),
    ...signature.outputs.map((tensor) => tensorText('output', tensor)),
    'dynamic_batching {',
    `  preferred_batch_size: [ ${preferredSizes.join(', ')} ]`,
    `  max_queue_delay_microseconds: ${maxDelayMicroseconds}`,
    '}',
    `instance_group [ { count: 1, kind: ${kind} } ]`,
    '',
  ].join('\n');
}

function tensorText(field: 'input' | 'output', { name, type, shape }: GraphTensor): string {
  const [batch, ...dims] = shape;
  if (batch !== -1 || dims.length === 0) {
    throw new AppError('MODEL_INVALID', { details: [`Tensor ${name} has no batch as its first axis`] });
  }
  return `${field} [ { name: "${name}", data_type: TYPE_${type}, dims: [ ${dims.join(', ')} ] } ]`;
}
