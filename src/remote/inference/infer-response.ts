import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { Answer } from '../http-connection.js';
import { HEADER_LENGTH } from './infer-request.js';

/** What must be in an answer, and nothing of it may differ. */
export type Awaited = { id: string; model: string; tensors: readonly AwaitedTensor[] };

export type AwaitedTensor = { name: string; shape: readonly number[] };

const VALUE_BYTES = 4;
/** Names, shapes and whatever a server adds. */
const ENVELOPE_BYTES = 65_536;
/** A float in decimal, at its longest, with its comma and some white space. */
const DECIMAL_BYTES = 32;

const responseSchema = z.object({
  model_name: z.string(),
  id: z.string().optional(),
  outputs: z
    .array(
      z.object({
        name: z.string(),
        datatype: z.string(),
        shape: z.array(z.number().int().min(0)).max(16),
        parameters: z.object({ binary_data_size: z.number().int().min(0).optional() }).optional(),
        data: z.custom<readonly unknown[]>(Array.isArray).optional(),
      }),
    )
    .max(64),
});

type Output = z.infer<typeof responseSchema>['outputs'][number];

/** Bytes that an honest answer never exceeds. */
export function mostBytes(tensors: readonly AwaitedTensor[], encoding: 'json' | 'binary'): number {
  const values = tensors.reduce((sum, { shape }) => sum + product(shape), 0);
  return ENVELOPE_BYTES + values * (encoding === 'binary' ? VALUE_BYTES : DECIMAL_BYTES);
}

/**
 * The awaited tensors, row by row, in their order; a server may send each as JSON or as bytes behind it.
 * @throws ENCODER_UNAVAILABLE naming what is missing, of another shape, type or length, or not a finite number
 */
export function decodeInferResponse(
  { headers, body }: Pick<Answer, 'headers' | 'body'>,
  awaited: Awaited,
): Float32Array[] {
  const headerLength = readHeaderLength(headers[HEADER_LENGTH], body.length);
  const { model_name, id, outputs } = parse(body.subarray(0, headerLength));
  if (model_name !== awaited.model) throw broken(`the answer is from the model ${model_name}`);
  if (id !== undefined && id !== awaited.id) throw broken('the answer is to another request');
  const bytes = splitBytes(outputs, body.subarray(headerLength));
  return awaited.tensors.map((tensor) => decodeTensor(tensor, outputs, bytes));
}

function readHeaderLength(value: string | string[] | undefined, bodyLength: number): number {
  if (value === undefined) return bodyLength;
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value) || Number(value) > bodyLength) {
    throw broken('the JSON in the answer is not as long as its header says');
  }
  return Number(value);
}

function parse(json: Buffer): z.infer<typeof responseSchema> {
  let content: unknown;
  try {
    content = JSON.parse(json.toString('utf8'));
  } catch (cause) {
    throw broken('the answer is not JSON', cause);
  }
  const parsed = responseSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw broken(parsed.error.issues.map(({ path, message }) => `the answer’s ${path.join('.')}: ${message}`));
}

/** The bytes of each output that has some, in the order of the outputs and nothing left over. */
function splitBytes(outputs: readonly Output[], tail: Buffer): Map<Output, Buffer> {
  const parts = new Map<Output, Buffer>();
  let offset = 0;
  for (const output of outputs) {
    const size = output.parameters?.binary_data_size;
    if (size === undefined) continue;
    parts.set(output, tail.subarray(offset, offset + size));
    offset += size;
  }
  if (offset !== tail.length) throw broken(`the answer has ${tail.length} bytes of tensors, expected ${offset}`);
  return parts;
}

function decodeTensor({ name, shape }: AwaitedTensor, outputs: readonly Output[], bytes: Map<Output, Buffer>) {
  const found = outputs.filter((each) => each.name === name);
  const [output] = found;
  if (output === undefined || found.length > 1) throw broken(`${name} is there ${found.length} times`);
  if (output.datatype !== 'FP32') throw broken(`${name} is ${output.datatype}, expected FP32`);
  if (output.shape.length !== shape.length || shape.some((size, axis) => output.shape[axis] !== size)) {
    throw broken(`${name} has shape [${output.shape}], expected [${shape}]`);
  }
  const part = bytes.get(output);
  const values = part === undefined ? fromJson(output.data, shape) : fromBytes(part);
  if (values?.length !== product(shape))
    throw broken(`${name} does not have the ${product(shape)} values of its shape`);
  if (!values.every(Number.isFinite)) throw broken(`${name} holds what is not a finite number`);
  return values;
}

/** Little endian, wherever in the body it begins; undefined when no whole number of values. */
function fromBytes(part: Buffer): Float32Array | undefined {
  return part.length % VALUE_BYTES === 0 ? new Float32Array(Uint8Array.from(part).buffer) : undefined;
}

/** Flat or nested, as the protocol allows; undefined when not there. */
function fromJson(data: readonly unknown[] | undefined, shape: readonly number[]): Float32Array | undefined {
  const flat = data?.flat(shape.length - 1);
  return flat && Float32Array.from(flat, (value) => (typeof value === 'number' ? value : Number.NaN));
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

function broken(details: string | string[], cause?: unknown): AppError {
  return new AppError('ENCODER_UNAVAILABLE', { details: [details].flat(), cause });
}
