import { openBertWeights } from './bert-weights.js';
import { toHalfPrecision } from './half-precision.js';
import { createOnnxGraph, type OnnxGraph } from './onnx-graph.js';
import { quantiseRows } from './quantise-blocks.js';
import {
  constant,
  type Precision,
  saveGraph,
  type Writer,
  writeCast,
  writeLayers,
  writeNormWeights,
} from './write-bert-layers.js';

export type ExportOptions = {
  /** Folder of a Hugging Face BERT: config.json and model.safetensors. */
  from: string;
  /** Model folder; the graph goes to `onnx/` inside. */
  to: string;
  precision: Precision;
};

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
    return await saveGraph(writer, to, 'model');
  } finally {
    await weights.close();
  }
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
  const floats = writeCast(graph, bytes, 'float', 'embeddings.words.floats');
  const scale = graph.node('embeddings.words.scale', { op: 'Gather', inputs: [rowScales, 'input_ids'] });
  return graph.node('embeddings.words', { op: 'Mul', inputs: [floats, scale] });
}
