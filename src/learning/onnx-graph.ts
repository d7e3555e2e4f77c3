import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

type ValueType = 'float' | 'float16' | 'int64' | 'uint8' | 'int8';
/** Half floats come as their bits, in a Uint16Array. */
type Values = Float32Array | Uint16Array | BigInt64Array | Uint8Array | Int8Array;
export type Attribute = number | { float: number } | { type: ValueType | 'int32' };
type Dimension = number | string;

export type NodeSpec = {
  op: string;
  /** Names of values; '' leaves out an optional one. */
  inputs: string[];
  outputs?: string[];
  attributes?: Record<string, Attribute>;
  /** An operator of ONNX Runtime's own set instead of the standard one. */
  microsoft?: boolean;
};

/** Collects nodes and constants of one graph, then writes them as an ONNX file. Equal calls give equal bytes. */
export type OnnxGraph = {
  input(name: string, shape: Dimension[], type?: 'int64' | 'float'): string;
  output(name: string, shape: Dimension[]): void;
  constant(name: string, values: Values, shape: number[]): string;
  /** Adds a node and returns the name of its first output, which is `name`. */
  node(name: string, spec: NodeSpec): string;
  encode(): Uint8Array;
};

const DATA_TYPES = {
  float: DataType.FLOAT,
  float16: DataType.FLOAT16,
  int64: DataType.INT64,
  int32: DataType.INT32,
  uint8: DataType.UINT8,
  int8: DataType.INT8,
} as const;
const IR_VERSION = 8;
const OPSET = 17;

export function createOnnxGraph(graphName: string): OnnxGraph {
  const graph = onnx.GraphProto.create({ name: graphName, node: [], initializer: [], input: [], output: [] });
  return {
    input: (name, shape, type = 'int64') => {
      graph.input.push(valueInfo(name, DATA_TYPES[type], shape));
      return name;
    },
    output: (name, shape) => {
      graph.output.push(valueInfo(name, DATA_TYPES.float, shape));
    },
    constant: (name, values, shape) => {
      graph.initializer.push(tensor(name, values, shape));
      return name;
    },
    node: (name, spec) => {
      graph.node.push(toNode(name, spec));
      return name;
    },
    encode: () => encodeModel(graph),
  };
}

function encodeModel(graph: object): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: 'concierge',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph,
  }).finish();
}

function toNode(name: string, { op, inputs, outputs = [name], attributes = {}, microsoft = false }: NodeSpec) {
  return onnx.NodeProto.create({
    name,
    opType: op,
    domain: microsoft ? 'com.microsoft' : '',
    input: inputs,
    output: outputs,
    attribute: Object.entries(attributes).map(([key, value]) => toAttribute(key, value)),
  });
}

function toAttribute(name: string, value: Attribute) {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INT, i: DATA_TYPES[value.type] };
}

function tensor(name: string, values: Values, dims: number[]) {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return onnx.TensorProto.create({ name, dims, dataType: DATA_TYPES[typeOf(values)], rawData });
}

function typeOf(values: Values): ValueType {
  if (values instanceof Float32Array) return 'float';
  if (values instanceof Uint16Array) return 'float16';
  if (values instanceof BigInt64Array) return 'int64';
  return values instanceof Int8Array ? 'int8' : 'uint8';
}

function valueInfo(name: string, elemType: number, shape: Dimension[]) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType, shape: { dim } } } });
}
