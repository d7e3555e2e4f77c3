import onnxProto from 'onnx-proto';
import { AppError } from '../../errors.js';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;

export type GraphTensor = {
  name: string;
  type: 'INT32' | 'INT64' | 'FP16' | 'FP32';
  /** Sizes of all axes; -1 where the size is free. */
  shape: number[];
};

export type GraphSignature = { inputs: GraphTensor[]; outputs: GraphTensor[] };

const TYPES = new Map<number, GraphTensor['type']>([
  [DataType.INT32, 'INT32'],
  [DataType.INT64, 'INT64'],
  [DataType.FLOAT16, 'FP16'],
  [DataType.FLOAT, 'FP32'],
]);

/**
 * What an ONNX file takes and gives.
 * @throws MODEL_INVALID when the bytes are no ONNX model or a tensor is of no type known here
 */
export function readGraphSignature(bytes: Uint8Array): GraphSignature {
  const graph = decode(bytes).graph ?? undefined;
  if (graph === undefined) throw invalid('holds no graph');
  const constants = new Set(graph.initializer?.map(({ name }) => name));
  return {
    inputs: (graph.input ?? []).filter(({ name }) => !constants.has(name)).map(readTensor),
    outputs: (graph.output ?? []).map(readTensor),
  };
}

function decode(bytes: Uint8Array) {
  try {
    return onnx.ModelProto.decode(bytes);
  } catch (cause) {
    throw invalid('cannot be read as ONNX', cause);
  }
}

type ValueInfo = Parameters<typeof onnx.ValueInfoProto.create>[0];

function readTensor(info: NonNullable<ValueInfo>): GraphTensor {
  const tensor = info.type?.tensorType;
  const type = TYPES.get(tensor?.elemType ?? 0);
  const name = info.name ?? '';
  if (type === undefined) throw invalid(`has a tensor ${name} of a type that is not known here`);
  return { name, type, shape: (tensor?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue ?? 0) || -1) };
}

function invalid(what: string, cause?: unknown): AppError {
  return new AppError('MODEL_INVALID', { cause, details: [`The graph ${what}`] });
}
