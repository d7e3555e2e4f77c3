import { SHARPNESS } from '../understanding/neighbours.js';
import type { BertWeights } from './bert-weights.js';
import { createOnnxGraph, type OnnxGraph } from './onnx-graph.js';
import { type Precision, saveGraph, type Writer, writeCast, writeLayers } from './write-bert-layers.js';

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
 * each [rows, hidden]; all vectors of unit length; `neighbour_labels` [rows, classes], 1 at a row's label; `known_rows`
 * [1] of int64. Outputs: `tuned_vector` [batch, hidden], the mean of the last hidden states scaled to unit length;
 * `tuned_scores` [batch, classes], the head's scores of that mean before softmax; `votes` [batch, classes], the
 * logarithms of the rows' votes for their labels by tuned vectors; `nearness` [batch, 2], the mean cosine to the ten
 * nearest of the first `known_rows` by base and by tuned vectors.
 */
export async function exportTuned({ weights, head, to, precision }: TunedExportOptions): Promise<string> {
  const { hidden_size } = weights.config;
  const writer: Writer = { graph: createOnnxGraph('tuned'), weights, precision };
  const { graph } = writer;
  graph.input('embeddings', ['batch', 'sequence', hidden_size], 'float');
  graph.input('attention_mask', ['batch', 'sequence']);
  graph.input('base_vector', ['batch', hidden_size], 'float');
  for (const rows of ['base_neighbours', 'tuned_neighbours']) graph.input(rows, ['rows', hidden_size], 'float');
  graph.input('neighbour_labels', ['rows', head.bias.length], 'float');
  graph.input('known_rows', [1]);
  const hidden = await writeLayers(writer, 'embeddings');
  const mean = writeMeanPooling(graph, hidden);
  writeUnitLength(graph, mean, 'tuned_vector');
  writeHead(graph, mean, head);
  const cosines = { base: writeCosines(graph, 'base'), tuned: writeCosines(graph, 'tuned') };
  writeVotes(graph, cosines.tuned);
  writeNearness(graph, cosines);
  graph.output('tuned_vector', ['batch', hidden_size]);
  graph.output('tuned_scores', ['batch', head.bias.length]);
  graph.output('votes', ['batch', head.bias.length]);
  graph.output('nearness', ['batch', 2]);
  return saveGraph(writer, to, 'tuned');
}

/** [batch, sequence, hidden] to [batch, hidden]: mean over the tokens that are not padding. */
function writeMeanPooling(graph: OnnxGraph, hidden: string): string {
  const last = graph.constant('pooling.last_axis', BigInt64Array.of(-1n), [1]);
  const sequence = graph.constant('pooling.sequence_axis', BigInt64Array.of(1n), [1]);
  const flags = writeCast(graph, 'attention_mask', 'float', 'pooling.flags');
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

/** [batch, rows] */
function writeCosines(graph: OnnxGraph, kind: 'base' | 'tuned'): string {
  return graph.node(`${kind}.cosines`, {
    op: 'Gemm',
    inputs: [`${kind}_vector`, `${kind}_neighbours`],
    attributes: { transB: 1 },
  });
}

/**
 * Every row votes for its label, the nearer the more: a kernel estimate of each label's density (Nadaraya, "On Estimating
 * Regression", 1964). A label without rows is as likely as by one at a right angle.
 */
function writeVotes(graph: OnnxGraph, cosines: string): void {
  const one = graph.constant('votes.one', Float32Array.of(1), [1]);
  const sharpness = graph.constant('votes.sharpness', Float32Array.of(SHARPNESS), [1]);
  const least = graph.constant('votes.least', Float32Array.of(Math.exp(-SHARPNESS)), [1]);
  const distance = graph.node('votes.distance', { op: 'Sub', inputs: [cosines, one] });
  const scaled = graph.node('votes.scaled', { op: 'Mul', inputs: [distance, sharpness] });
  const vote = graph.node('votes.vote', { op: 'Exp', inputs: [scaled] });
  const sum = graph.node('votes.sum', { op: 'MatMul', inputs: [vote, 'neighbour_labels'] });
  const raised = graph.node('votes.raised', { op: 'Add', inputs: [sum, least] });
  graph.node('votes', { op: 'Log', inputs: [raised] });
}

/** Unknown messages lie far from every training phrase: Kuan and Mueller, "Back to the Basics", 2022. */
function writeNearness(graph: OnnxGraph, cosines: Record<'base' | 'tuned', string>): void {
  const ten = graph.constant('nearness.most', BigInt64Array.of(10n), [1]);
  const zero = graph.constant('nearness.zero', BigInt64Array.of(0n), [1]);
  const one = graph.constant('nearness.one', BigInt64Array.of(1n), [1]);
  const count = graph.node('nearness.count', { op: 'Min', inputs: ['known_rows', ten] });
  const means = (['base', 'tuned'] as const).map((kind) => {
    const name = `nearness.${kind}`;
    const known = graph.node(`${name}.known`, { op: 'Slice', inputs: [cosines[kind], zero, 'known_rows', one] });
    const outputs = [`${name}.nearest`, `${name}.places`];
    graph.node(`${name}.nearest`, { op: 'TopK', inputs: [known, count], outputs, attributes: { axis: -1 } });
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
