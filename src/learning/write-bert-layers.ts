import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BertWeights } from './bert-weights.js';
import { toHalfPrecision } from './half-precision.js';
import type { OnnxGraph } from './onnx-graph.js';
import { quantiseBlocks } from './quantise-blocks.js';
import { transpose } from './transpose.js';

/**
 * `q8` for the CPU, `fp16` for the GPU: products and GELU in half precision, norms, attention with its softmax and the
 * sums between layers in 32 bits, because a norm's epsilon of 1e-12 is 0 in half precision.
 */
export type Precision = 'fp32' | 'fp16' | 'q8';

/** What the encoder's library appends to a graph's name for its `dtype`. */
const SUFFIXES = { fp32: '', fp16: '_fp16', q8: '_quantized' } as const satisfies Record<Precision, string>;

/**
 * Weights in blocks of 32 with a scale each. Blocks of 128 run a tenth faster but let the other messages of a batch move
 * a probability by up to .025; 32 does not.
 */
const BLOCK_SIZE = 32;

/** What the parts of a graph are written with. */
export type Writer = { graph: OnnxGraph; weights: BertWeights; precision: Precision };

/** All layers over what the first of them sees; the result is called `last_hidden_state`. */
export async function writeLayers(writer: Writer, embeddings: string): Promise<string> {
  const { num_hidden_layers } = writer.weights.config;
  writer.graph.node('mask', { op: 'Cast', inputs: ['attention_mask'], attributes: { to: { type: 'int32' } } });
  let hidden = embeddings;
  for (let layer = 0; layer < num_hidden_layers; layer++) {
    const output = layer === num_hidden_layers - 1 ? 'last_hidden_state' : undefined;
    hidden = await writeLayer(writer, { prefix: `encoder.layer.${layer}`, hidden, output });
  }
  return hidden;
}

type LayerPlace = { prefix: string; hidden: string; output: string | undefined };

/** One transformer layer; every bias rides in the fused operator that follows its product. */
async function writeLayer(writer: Writer, { prefix, hidden, output }: LayerPlace): Promise<string> {
  const { hidden_size, intermediate_size } = writer.weights.config;
  const attended = await writeAttention(writer, prefix, hidden);
  const projected = await writeProduct(writer, `${prefix}.attention.output.dense`, {
    input: attended,
    shape: [hidden_size, hidden_size],
  });
  const middle = await writeSkipNorm(writer, `${prefix}.attention.output`, { input: projected, skip: hidden });
  const widened = await writeProduct(writer, `${prefix}.intermediate.dense`, {
    input: middle,
    shape: [intermediate_size, hidden_size],
    half: 'output',
  });
  const bias = await productConstant(writer, `${prefix}.intermediate.dense.bias`, [intermediate_size]);
  const active = writer.graph.node(`${prefix}.gelu`, { op: 'BiasGelu', inputs: [widened, bias], microsoft: true });
  const narrowed = await writeProduct(writer, `${prefix}.output.dense`, {
    input: active,
    shape: [hidden_size, intermediate_size],
    half: 'input',
  });
  return writeSkipNorm(writer, `${prefix}.output`, { input: narrowed, skip: middle, output });
}

/** Query, key and value in one product, then attention over the real tokens of each text alone. */
async function writeAttention(writer: Writer, prefix: string, hidden: string): Promise<string> {
  const { graph, weights } = writer;
  const { hidden_size, num_attention_heads } = weights.config;
  const parts = ['query', 'key', 'value'].map((part) => `${prefix}.attention.self.${part}`);
  const matrices: Float32Array[] = [];
  const biases: Float32Array[] = [];
  for (const part of parts) {
    matrices.push(await weights.read(`${part}.weight`, [hidden_size, hidden_size]));
    biases.push(await weights.read(`${part}.bias`, [hidden_size]));
  }
  const name = `${prefix}.attention.self`;
  const joined = writeMatrix(writer, name, {
    input: hidden,
    matrix: join3(matrices),
    shape: [3 * hidden_size, hidden_size],
  });
  graph.node(`${name}.split`, { op: 'Split', inputs: [joined], outputs: parts, attributes: { axis: -1 } });
  const bias = graph.constant(`${name}.bias`, join3(biases), [3 * hidden_size]);
  return graph.node(`${name}.attended`, {
    op: 'MultiHeadAttention',
    inputs: [...parts, bias, 'mask'],
    attributes: { num_heads: num_attention_heads },
    microsoft: true,
  });
}

type SkipNormPlace = { input: string; skip: string; output?: string | undefined };

/** LayerNorm(input + bias + skip) */
async function writeSkipNorm(writer: Writer, prefix: string, { input, skip, output }: SkipNormPlace): Promise<string> {
  const { hidden_size, layer_norm_eps } = writer.weights.config;
  const norm = await writeNormWeights(writer, `${prefix}.LayerNorm`);
  const bias = await constant(writer, `${prefix}.dense.bias`, [hidden_size]);
  return writer.graph.node(output ?? `${prefix}.normalised`, {
    op: 'SkipLayerNormalization',
    inputs: [input, skip, ...norm, bias],
    attributes: { epsilon: { float: layer_norm_eps } },
    microsoft: true,
  });
}

export async function writeNormWeights(writer: Writer, prefix: string): Promise<[string, string]> {
  const { hidden_size } = writer.weights.config;
  return [
    await constant(writer, `${prefix}.weight`, [hidden_size]),
    await constant(writer, `${prefix}.bias`, [hidden_size]),
  ];
}

type ProductPlace = {
  input: string;
  shape: [outputs: number, inputs: number];
  /** With `fp16`: what is in half precision outside as well, so that nothing is turned twice. */
  half?: 'input' | 'output';
};

async function writeProduct(writer: Writer, prefix: string, place: ProductPlace): Promise<string> {
  const matrix = await writer.weights.read(`${prefix}.weight`, place.shape);
  return writeMatrix(writer, prefix, { ...place, matrix });
}

type MatrixPlace = ProductPlace & { matrix: Float32Array };

/** input · matrixᵀ, without the bias. */
function writeMatrix(writer: Writer, name: string, place: MatrixPlace): string {
  const { graph, precision } = writer;
  const {
    input,
    matrix,
    shape: [outputs, inputs],
  } = place;
  if (precision === 'fp16') return writeHalfMatrix(graph, name, place);
  if (precision === 'fp32') {
    const weight = graph.constant(`${name}.weight`, transpose(matrix, outputs, inputs), [inputs, outputs]);
    return graph.node(`${name}.product`, { op: 'MatMul', inputs: [input, weight] });
  }
  const { quantised, scales, blocksPerRow } = quantiseBlocks(matrix, inputs, BLOCK_SIZE);
  const weight = graph.constant(`${name}.blocks`, quantised, [outputs, blocksPerRow, BLOCK_SIZE]);
  const blockScales = graph.constant(`${name}.scales`, scales, [outputs * blocksPerRow]);
  return graph.node(`${name}.product`, {
    op: 'MatMulNBits',
    inputs: [input, weight, blockScales],
    // Level 4: activations are rounded to 8 bits block by block of their own row, so no row depends on another.
    attributes: { K: inputs, N: outputs, bits: 8, block_size: BLOCK_SIZE, accuracy_level: 4 },
    microsoft: true,
  });
}

function writeHalfMatrix(graph: OnnxGraph, name: string, { input, matrix, shape, half }: MatrixPlace): string {
  const [outputs, inputs] = shape;
  const bits = toHalfPrecision(transpose(matrix, outputs, inputs));
  const weight = graph.constant(`${name}.weight`, bits, [inputs, outputs]);
  const rows = half === 'input' ? input : writeCast(graph, input, 'float16', `${name}.input`);
  const product = graph.node(`${name}.product`, { op: 'MatMul', inputs: [rows, weight] });
  return half === 'output' ? product : writeCast(graph, product, 'float');
}

export function writeCast(
  graph: OnnxGraph,
  value: string,
  type: 'float' | 'float16',
  name = `${value}.${type}`,
): string {
  return graph.node(name, { op: 'Cast', inputs: [value], attributes: { to: { type } } });
}

/** A constant of the type in which products are computed. */
async function productConstant(writer: Writer, name: string, shape: number[]): Promise<string> {
  if (writer.precision !== 'fp16') return constant(writer, name, shape);
  return writer.graph.constant(name, toHalfPrecision(await writer.weights.read(name, shape)), shape);
}

export async function constant({ graph, weights }: Writer, name: string, shape: number[]): Promise<string> {
  return graph.constant(name, await weights.read(name, shape), shape);
}

function join3(parts: Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** @param name of the graph, to which its precision is appended as the encoder's library expects it */
export async function saveGraph({ graph, precision }: Writer, folder: string, name: string): Promise<string> {
  const file = join(folder, 'onnx', `${name}${SUFFIXES[precision]}.onnx`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, graph.encode());
  return file;
}
