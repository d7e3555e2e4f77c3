import { z } from 'zod';
import { AppError } from '../../errors.js';

/** What a model must be to stand in for the local one. */
export type WantedModel = {
  name: string;
  dimensions: number;
  /** Scores of the fine-tuned head that it must give; undefined where the local model has no fine-tuned layers. */
  classes: number | undefined;
};

/** What the server's model takes and gives, checked. */
export type ServedModel = {
  name: string;
  inputs: readonly InputName[];
  /** `vector` is ready to use; `states` are the last hidden states, from which it is taken here. */
  gives: 'vector' | 'states';
  dimensions: number;
  /** Scores of the fine-tuned head; undefined where the model has none. */
  classes: number | undefined;
};

const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;
export type InputName = (typeof INPUTS)[number];

const tensorSchema = z.object({
  name: z.string().max(256),
  datatype: z.string().max(32),
  shape: z.array(z.number().int()).max(16),
});

/** Answer to GET v2/models/{model}; what else a server tells is let go. */
const metadataSchema = z.object({
  name: z.string(),
  inputs: z.array(tensorSchema).max(64),
  outputs: z.array(tensorSchema).max(64),
});

type TensorMetadata = z.infer<typeof tensorSchema>;
/** -1 stands for any size, as in the protocol. */
type Form = { datatype: string; shape: readonly number[] };

const ANY = -1;
const IDS: Form = { datatype: 'INT64', shape: [ANY, ANY] };

/**
 * Reads a model's description and compares every tensor with what will be sent and awaited.
 * @throws INFERENCE_MODEL_INVALID with one detail per tensor that is missing, unknown or of another type or shape
 */
export function readServedModel(metadata: unknown, wanted: WantedModel): ServedModel {
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map(({ path, message }) => `${wanted.name}: ${path.join('.')}: ${message}`));
  }
  const { name, inputs, outputs } = parsed.data;
  const scores = outputs.find((tensor) => tensor.name === 'tuned_scores');
  const classes = wanted.classes ?? scores?.shape[1];
  const gives = outputs.some((tensor) => tensor.name === 'sentence_vector') ? 'vector' : 'states';
  const { dimensions } = wanted;
  const differences = [
    name === wanted.name ? [] : [`is called ${name}`],
    compareInputs(inputs),
    gives === 'vector'
      ? compare(outputs, 'sentence_vector', { datatype: 'FP32', shape: [ANY, dimensions] })
      : compare(outputs, 'last_hidden_state', { datatype: 'FP32', shape: [ANY, ANY, dimensions] }),
    classes === undefined ? [] : compareTuned(outputs, classes),
  ].flat();
  if (differences.length > 0) throw invalid(differences.map((difference) => `${wanted.name}: ${difference}`));
  return { name, inputs: INPUTS.filter((input) => has(inputs, input)), gives, dimensions, classes };
}

/** A model may do without token types; one that takes more than this sends would never answer. */
function compareInputs(inputs: readonly TensorMetadata[]): string[] {
  const unknown = inputs.filter(({ name }) => !INPUTS.some((input) => input === name));
  return [
    ...compare(inputs, 'input_ids', IDS),
    ...compare(inputs, 'attention_mask', IDS),
    ...(has(inputs, 'token_type_ids') ? compare(inputs, 'token_type_ids', IDS) : []),
    ...unknown.map(({ name }) => `takes ${name}, which is not known here`),
  ];
}

function compareTuned(outputs: readonly TensorMetadata[], classes: number): string[] {
  return [
    ...compare(outputs, 'tuned_scores', { datatype: 'FP32', shape: [ANY, classes] }),
    ...compare(outputs, 'votes', { datatype: 'FP32', shape: [ANY, classes] }),
    ...compare(outputs, 'nearness', { datatype: 'FP32', shape: [ANY, 2] }),
  ];
}

function compare(tensors: readonly TensorMetadata[], name: string, { datatype, shape }: Form): string[] {
  const tensor = tensors.find((each) => each.name === name);
  if (tensor === undefined) return [`${name} is missing`];
  return [
    tensor.datatype === datatype ? [] : [`${name} is ${tensor.datatype}, expected ${datatype}`],
    isShape(tensor.shape, shape) ? [] : [`${name} has shape [${tensor.shape}], expected [${shape}]`],
  ].flat();
}

function isShape(shape: readonly number[], expected: readonly number[]): boolean {
  return shape.length === expected.length && expected.every((size, axis) => shape[axis] === size);
}

function has(tensors: readonly TensorMetadata[], name: string): boolean {
  return tensors.some((tensor) => tensor.name === name);
}

function invalid(details: string[]): AppError {
  return new AppError('INFERENCE_MODEL_INVALID', { details });
}
