import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BertWeights, openBertWeights } from './bert-weights.js';
import { toHalfPrecision } from './half-precision.js';
import { createOnnxGraph, type OnnxGraph } from './onnx-graph.js';
import { quantiseBlocks, quantiseRows } from './quantise-blocks.js';
import { transpose } from './transpose.js';

export type ExportOptions = {
  /** Folder of a Hugging Face BERT: config.json and model.safetensors. */
  from: string;
  /** Model folder; the graph goes to `onnx/` inside. */
  to: string;
  precision: Precision;
};

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

/**
 * Writes a BERT encoder as ONNX. Inputs `input_ids`, `attention_mask` and `token_type_ids`, each [batch, sequence] of
 * int64; outputs `last_hidden_state` and `embeddings`, what its first layer sees, each [batch, sequence, hidden]. The
 * same weights give the same bytes.
 * @returns path of the file written
 * @throws MODEL_INVALID when the folder is not a BERT whose tensors fit its config
 */
export async function exportOnnx({ from, to, precision }: ExportOptions): Promise<string> {
  const weights = await openBertWeights(from);
  try {
    const writer: Writer = { graph: createOnnxGraph('bert'), weights, precision };
    const { graph } = writer;
    for (const input of ['input_ids', 'attention_mask', 'token_type_ids']) graph.input(input, ['batch', 'sequence']);
    const embeddings = await writeEmbeddings(writer);
    const hidden = await writeLayers(writer, embeddings);
    for (const output of [hidden, embeddings]) {
      graph.output(output, ['batch', 'sequence', weights.config.hidden_size]);
    }
    return await save(graph, join(to, 'onnx', `model${SUFFIXES[precision]}.onnx`));
  } finally {
    await weights.close();
  }
}

export type TunedExportOptions = {
  /** The encoder with its fine-tuned layers in place. */
  weights: BertWeights;
  head: LinearHead;
  to: string;
  precision: Precision;
};

/** A linear layer over the sentence vector before it is scaled to unit length. */
export type LinearHead = {
  /** [hidden, classes] */
  weight: Float32Array;
  /** [classes] */
  bias: Float32Array;
};

/**
 * Writes the fine-tuned layers as a graph of their own, `tuned_quantized.onnx` or `tuned.onnx`, that goes on from the
 * base graph's embeddings: two encoders for the size of one and a half. Inputs: `embeddings` [batch, sequence, hidden];
 * `attention_mask` [batch, sequence] of int64; `base_vector` [batch, hidden]; `base_neighbours` and `tuned_neighbours`,
 * each [rows, hidden]; all vectors of unit length. Outputs: `tuned_vector` [batch, hidden], the mean of the last hidden
 * states scaled to unit length; `tuned_scores` [batch, classes], the head's scores of that mean before softmax;
 * `nearness` [batch, 2], the mean cosine to the ten nearest rows by base and by tuned vectors.
 */
export async function exportTuned({ weights, head, to, precision }: TunedExportOptions): Promise<string> {
  const { hidden_size } = weights.config;
  const writer: Writer = { graph: createOnnxGraph('tuned'), weights, precision };
  const { graph } = writer;
  graph.input('embeddings', ['batch', 'sequence', hidden_size], 'float');
  graph.input('attention_mask', ['batch', 'sequence']);
  graph.input('base_vector', ['batch', hidden_size], 'float');
  for (const rows of ['base_neighbours', 'tuned_neighbours']) graph.input(rows, ['rows', hidden_size], 'float');
  const hidden = await writeLayers(writer, 'embeddings');
  const mean = writeMeanPooling(graph, hidden);
  writeUnitLength(graph, mean, 'tuned_vector');
  writeHead(graph, mean, head);
  writeNearness(graph);
  graph.output('tuned_vector', ['batch', hidden_size]);
  graph.output('tuned_scores', ['batch', head.bias.length]);
  graph.output('nearness', ['batch', 2]);
  return save(graph, join(to, 'onnx', `tuned${SUFFIXES[precision]}.onnx`));
}

type Writer = { graph: OnnxGraph; weights: BertWeights; precision: Precision };

async function save(graph: OnnxGraph, file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, graph.encode());
  return file;
}

/** All layers over what the first of them sees; the result is called `last_hidden_state`. */
async function writeLayers(writer: Writer, embeddings: string): Promise<string> {
  const { num_hidden_layers } = writer.weights.config;
  writer.graph.node('mask', { op: 'Cast', inputs: ['attention_mask'], attributes: { to: { type: 'int32' } } });
  let hidden = embeddings;
  for (let layer = 0; layer < num_hidden_layers; layer++) {
    const output = layer === num_hidden_layers - 1 ? 'last_hidden_state' : undefined;
    hidden = await writeLayer(writer, { prefix: `encoder.layer.${layer}`, hidden, output });
  }
  return hidden;
}

/** [batch, sequence, hidden] to [batch, hidden]: mean over the tokens that are not padding. */
function writeMeanPooling(graph: OnnxGraph, hidden: string): string {
  const last = graph.constant('pooling.last_axis', BigInt64Array.of(-1n), [1]);
  const sequence = graph.constant('pooling.sequence_axis', BigInt64Array.of(1n), [1]);
  const flags = graph.node('pooling.flags', {
    op: 'Cast',
    inputs: ['attention_mask'],
    attributes: { to: { type: 'float' } },
  });
  const mask = graph.node('pooling.mask', { op: 'Unsqueeze', inputs: [flags, last] });
  const kept = graph.node('pooling.kept', { op: 'Mul', inputs: [hidden, mask] });
  const sum = graph.node('pooling.sum', { op: 'ReduceSum', inputs: [kept, sequence], attributes: { keepdims: 0 } });
  const tokens = graph.node('pooling.tokens', {
    op: 'ReduceSum',
    inputs: [mask, sequence],
    attributes: { keepdims: 0 },
  });
  return graph.node('pooling.mean', { op: 'Div', inputs: [sum, tokens] });
}

function writeHead(graph: OnnxGraph, vector: string, { weight, bias }: LinearHead): void {
  const classes = bias.length;
  const matrix = graph.constant('head.weight', weight, [weight.length / classes, classes]);
  const product = graph.node('head.product', { op: 'MatMul', inputs: [vector, matrix] });
  const shift = graph.constant('head.bias', bias, [classes]);
  graph.node('tuned_scores', { op: 'Add', inputs: [product, shift] });
}

/** Unknown messages lie far from every training phrase: Kuan and Mueller, "Back to the Basics", 2022. */
function writeNearness(graph: OnnxGraph): void {
  const ten = graph.constant('nearness.most', BigInt64Array.of(10n), [1]);
  const zero = graph.constant('nearness.zero', BigInt64Array.of(0n), [1]);
  const one = graph.constant('nearness.one', BigInt64Array.of(1n), [1]);
  const shape = graph.node('nearness.shape', { op: 'Shape', inputs: ['base_neighbours'] });
  const rows = graph.node('nearness.rows', { op: 'Slice', inputs: [shape, zero, one, zero] });
  const count = graph.node('nearness.count', { op: 'Min', inputs: [rows, ten] });
  const means = ['base', 'tuned'].map((kind) => {
    const name = `nearness.${kind}`;
    const cosines = graph.node(`${name}.cosines`, {
      op: 'Gemm',
      inputs: [`${kind}_vector`, `${kind}_neighbours`],
      attributes: { transB: 1 },
    });
    const outputs = [`${name}.nearest`, `${name}.places`];
    graph.node(`${name}.nearest`, { op: 'TopK', inputs: [cosines, count], outputs, attributes: { axis: -1 } });
    const sum = graph.node(`${name}.sum`, {
      op: 'ReduceSum',
      inputs: [`${name}.nearest`, one],
      attributes: { keepdims: 1 },
    });
    const divisor = graph.node(`${name}.divisor`, {
      op: 'Cast',
      inputs: [count],
      attributes: { to: { type: 'float' } },
    });
    return graph.node(`${name}.mean`, { op: 'Div', inputs: [sum, divisor] });
  });
  graph.node('nearness', { op: 'Concat', inputs: means, attributes: { axis: -1 } });
}

function writeUnitLength(graph: OnnxGraph, vector: string, output: string): void {
  const last = graph.constant('unit.last_axis', BigInt64Array.of(-1n), [1]);
  const squares = graph.node('unit.squares', { op: 'Mul', inputs: [vector, vector] });
  const sum = graph.node('unit.sum', { op: 'ReduceSum', inputs: [squares, last], attributes: { keepdims: 1 } });
  const length = graph.node('unit.length', { op: 'Sqrt', inputs: [sum] });
  graph.node(output, { op: 'Div', inputs: [vector, length] });
}

/** Sum of word, position and type rows, normalised: [batch, sequence, hidden]. */
async function writeEmbeddings(writer: Writer): Promise<string> {
  const { graph, weights } = writer;
  const { hidden_size, max_position_embeddings, type_vocab_size, layer_norm_eps } = weights.config;
  const words = await writeWordRows(writer);
  const positionTable = await constant(writer, 'embeddings.position_embeddings.weight', [
    max_position_embeddings,
    hidden_size,
  ]);
  const typeTable = await constant(writer, 'embeddings.token_type_embeddings.weight', [type_vocab_size, hidden_size]);
  const types = graph.node('embeddings.types', { op: 'Gather', inputs: [typeTable, 'token_type_ids'] });
  const sum = graph.node('embeddings.words_and_types', { op: 'Add', inputs: [words, types] });
  const positions = writePositions(graph, positionTable);
  const all = graph.node('embeddings.sum', { op: 'Add', inputs: [sum, positions] });
  const norm = await writeNormWeights(writer, 'embeddings.LayerNorm');
  const attributes = { axis: -1, epsilon: { float: layer_norm_eps } };
  return graph.node('embeddings', { op: 'LayerNormalization', inputs: [all, ...norm], attributes });
}

/** The table's first rows, [sequence, hidden]. A slice: ONNX Runtime turns Range and Gather into one it cannot run. */
function writePositions(graph: OnnxGraph, table: string): string {
  const start = graph.constant('positions.start', BigInt64Array.of(0n), [1]);
  const axis = graph.constant('positions.axis', BigInt64Array.of(0n), [1]);
  const one = graph.constant('positions.one', BigInt64Array.of(1n), [1]);
  const two = graph.constant('positions.two', BigInt64Array.of(2n), [1]);
  const shape = graph.node('positions.shape', { op: 'Shape', inputs: ['input_ids'] });
  const length = graph.node('positions.length', { op: 'Slice', inputs: [shape, one, two, axis] });
  return graph.node('positions', { op: 'Slice', inputs: [table, start, length, axis] });
}

async function writeWordRows({ graph, weights, precision }: Writer): Promise<string> {
  const { vocab_size, hidden_size } = weights.config;
  const table = await weights.read('embeddings.word_embeddings.weight', [vocab_size, hidden_size]);
  if (precision === 'fp32') {
    const rows = graph.constant('embeddings.word_embeddings.weight', table, [vocab_size, hidden_size]);
    return graph.node('embeddings.words', { op: 'Gather', inputs: [rows, 'input_ids'] });
  }
  if (precision === 'fp16') {
    const rows = graph.constant('embeddings.word_embeddings.weight', toHalfPrecision(table), [vocab_size, hidden_size]);
    return writeCast(graph, graph.node('embeddings.words', { op: 'Gather', inputs: [rows, 'input_ids'] }), 'float');
  }
  const { quantised, scales } = quantiseRows(table, hidden_size);
  const rows = graph.constant('embeddings.word_embeddings.rows', quantised, [vocab_size, hidden_size]);
  const rowScales = graph.constant('embeddings.word_embeddings.scales', scales, [vocab_size, 1]);
  const bytes = graph.node('embeddings.words.bytes', { op: 'Gather', inputs: [rows, 'input_ids'] });
  const floats = graph.node('embeddings.words.floats', {
    op: 'Cast',
    inputs: [bytes],
    attributes: { to: { type: 'float' } },
  });
  const scale = graph.node('embeddings.words.scale', { op: 'Gather', inputs: [rowScales, 'input_ids'] });
  return graph.node('embeddings.words', { op: 'Mul', inputs: [floats, scale] });
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

async function writeNormWeights(writer: Writer, prefix: string): Promise<[string, string]> {
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

function writeCast(graph: OnnxGraph, value: string, type: 'float' | 'float16', name = `${value}.${type}`): string {
  return graph.node(name, { op: 'Cast', inputs: [value], attributes: { to: { type } } });
}

/** A constant of the type in which products are computed. */
async function productConstant(writer: Writer, name: string, shape: number[]): Promise<string> {
  if (writer.precision !== 'fp16') return constant(writer, name, shape);
  return writer.graph.constant(name, toHalfPrecision(await writer.weights.read(name, shape)), shape);
}

async function constant({ graph, weights }: Writer, name: string, shape: number[]): Promise<string> {
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
