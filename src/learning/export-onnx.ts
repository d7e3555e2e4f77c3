import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BertWeights, openBertWeights } from './bert-weights.js';
import { createOnnxGraph, type OnnxGraph } from './onnx-graph.js';
import { quantiseBlocks, quantiseRows } from './quantise-blocks.js';
import { transpose } from './transpose.js';

export type ExportOptions = {
  /** Folder of a Hugging Face BERT: config.json and model.safetensors. */
  from: string;
  /** Model folder; the graph goes to `onnx/` inside. */
  to: string;
  /** `fp32` writes model.onnx; `q8` writes model_quantized.onnx, the name that `dtype: 'q8'` looks for. */
  precision: 'fp32' | 'q8';
};

/**
 * Weights in blocks of 32 with a scale each. Blocks of 128 run a tenth faster but let the other messages of a batch move
 * a probability by up to .025; 32 does not.
 */
const BLOCK_SIZE = 32;

/**
 * Writes a BERT encoder as ONNX. Inputs `input_ids`, `attention_mask` and `token_type_ids`, each [batch, sequence] of
 * int64; output `last_hidden_state`, [batch, sequence, hidden]. The same weights give the same bytes.
 * @returns path of the file written
 * @throws MODEL_INVALID when the folder is not a BERT whose tensors fit its config
 */
export async function exportOnnx({ from, to, precision }: ExportOptions): Promise<string> {
  const weights = await openBertWeights(from);
  try {
    const graph = createOnnxGraph('bert');
    const writer: Writer = { graph, weights, precision };
    await writeEncoder(writer);
    const file = join(to, 'onnx', precision === 'q8' ? 'model_quantized.onnx' : 'model.onnx');
    await mkdir(join(to, 'onnx'), { recursive: true });
    await writeFile(file, graph.encode());
    return file;
  } finally {
    await weights.close();
  }
}

type Writer = { graph: OnnxGraph; weights: BertWeights; precision: 'fp32' | 'q8' };

async function writeEncoder(writer: Writer): Promise<void> {
  const { graph, weights } = writer;
  const { num_hidden_layers, hidden_size } = weights.config;
  for (const input of ['input_ids', 'attention_mask', 'token_type_ids']) graph.input(input, ['batch', 'sequence']);
  graph.node('mask', { op: 'Cast', inputs: ['attention_mask'], attributes: { to: { type: 'int32' } } });
  let hidden = await writeEmbeddings(writer);
  for (let layer = 0; layer < num_hidden_layers; layer++) {
    const isLast = layer === num_hidden_layers - 1;
    hidden = await writeLayer(writer, {
      prefix: `encoder.layer.${layer}`,
      hidden,
      output: isLast ? 'last_hidden_state' : undefined,
    });
  }
  graph.output(hidden, ['batch', 'sequence', hidden_size]);
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
  });
  const bias = await constant(writer, `${prefix}.intermediate.dense.bias`, [intermediate_size]);
  const active = writer.graph.node(`${prefix}.gelu`, { op: 'BiasGelu', inputs: [widened, bias], microsoft: true });
  const narrowed = await writeProduct(writer, `${prefix}.output.dense`, {
    input: active,
    shape: [hidden_size, intermediate_size],
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

async function writeProduct(
  writer: Writer,
  prefix: string,
  { input, shape }: { input: string; shape: [number, number] },
): Promise<string> {
  const matrix = await writer.weights.read(`${prefix}.weight`, shape);
  return writeMatrix(writer, prefix, { input, matrix, shape });
}

type MatrixPlace = { input: string; matrix: Float32Array; shape: [outputs: number, inputs: number] };

/** input · matrixᵀ, without the bias. */
function writeMatrix(
  { graph, precision }: Writer,
  name: string,
  { input, matrix, shape: [outputs, inputs] }: MatrixPlace,
): string {
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
