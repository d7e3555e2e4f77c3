import { Tensor } from '@huggingface/transformers';
import { type Neighbours, unpackLabels, unpackRows } from './neighbours.js';

/** Neighbours as the graph of the fine-tuned layers takes them; the same for every message. */
export function neighbourTensors(neighbours: Neighbours): Record<string, Tensor> {
  const { dimensions, classes, known, labels, base, tuned } = neighbours;
  const vectors = (rows: Int8Array) => new Tensor('float32', unpackRows(rows), [labels.length, dimensions]);
  return {
    base_neighbours: vectors(base),
    tuned_neighbours: vectors(tuned),
    neighbour_labels: new Tensor('float32', unpackLabels(neighbours), [labels.length, classes]),
    known_rows: new Tensor('int64', BigInt64Array.of(BigInt(known)), [1]),
  };
}
