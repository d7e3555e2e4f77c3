import { createRandom } from '../../random.js';
import type { TrainedTensor } from '../adamw.js';

/** The matrices of a layer that get an adapter, and how many side by side they hold: query, key and value are one. */
const ADAPTED = { 'qkv.weight': 3, 'attention.weight': 1, 'wide.weight': 1, 'narrow.weight': 1 } as const;

export type LowRankSettings = {
  rank: number;
  /** The product of the two small matrices counts alpha / rank times. */
  alpha: number;
};

/** The two small matrices beside a large one: [parts, inputs, rank] and [parts, rank, outputs / parts]. */
export type LowRankShapes = { parts: number; down: number[]; up: number[] };

/** Undefined for a tensor that stays as it is; `name` is that of a layer's tensor, e.g. `0.qkv.weight`. */
export function lowRankShapes(name: string, shape: readonly number[], rank: number): LowRankShapes | undefined {
  const part = name.replace(/^\d+\./, '');
  if (!isAdapted(part)) return undefined;
  const parts = ADAPTED[part];
  const [inputs = 0, outputs = 0] = shape;
  return { parts, down: [parts, inputs, rank], up: [parts, rank, outputs / parts] };
}

export function adapterNames(name: string): { down: string; up: string } {
  return { down: `${name}.down`, up: `${name}.up` };
}

/** The one random, the other 0: training starts from the encoder as it is. Hu et al., "LoRA", ICLR 2022, section 4.1. */
export function startLowRank(tensor: TrainedTensor, shapes: LowRankShapes, seed: number): TrainedTensor[] {
  const names = adapterNames(tensor.name);
  const random = createRandom(
    [...tensor.name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed),
  );
  const [parts = 1, inputs = 1, rank = 1] = shapes.down;
  const reach = Math.sqrt(3 / inputs);
  const down = Float32Array.from({ length: parts * inputs * rank }, () => (2 * random() - 1) * reach);
  const up = new Float32Array(shapes.up.reduce((size, length) => size * length, 1));
  return [
    { ...tensor, name: names.down, shape: shapes.down, data: down },
    { ...tensor, name: names.up, shape: shapes.up, data: up },
  ];
}

function isAdapted(part: string): part is keyof typeof ADAPTED {
  return Object.hasOwn(ADAPTED, part);
}
