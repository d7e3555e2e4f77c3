import type { BertWeights } from '../bert-weights.js';
import { transpose } from '../transpose.js';

/** One trained tensor of a layer, as the graph wants it. */
export type LayerTensor = { name: string; shape: number[]; data: Float32Array; isDecayed: boolean };

/** Order of a layer's tensors; `bert-layer.ts` reads them by these names. */
export const LAYER_PARTS = [
  'qkv.weight',
  'qkv.bias',
  'attention.weight',
  'attention.bias',
  'attention.gain',
  'attention.shift',
  'wide.weight',
  'wide.bias',
  'narrow.weight',
  'narrow.bias',
  'output.gain',
  'output.shift',
] as const;

export type LayerPart = (typeof LAYER_PARTS)[number];

/** Names of a layer's tensors in a Hugging Face checkpoint; matrices are stored [outputs, inputs]. */
const STORED: Record<Exclude<LayerPart, 'qkv.weight' | 'qkv.bias'>, string> = {
  'attention.weight': 'attention.output.dense.weight',
  'attention.bias': 'attention.output.dense.bias',
  'attention.gain': 'attention.output.LayerNorm.weight',
  'attention.shift': 'attention.output.LayerNorm.bias',
  'wide.weight': 'intermediate.dense.weight',
  'wide.bias': 'intermediate.dense.bias',
  'narrow.weight': 'output.dense.weight',
  'narrow.bias': 'output.dense.bias',
  'output.gain': 'output.LayerNorm.weight',
  'output.shift': 'output.LayerNorm.bias',
};
const ATTENTION_INPUTS = ['query', 'key', 'value'] as const;

/** A layer's tensors in the order of LAYER_PARTS; query, key and value as one matrix, all turned to [inputs, outputs]. */
export async function readLayer(weights: BertWeights, layer: number): Promise<LayerTensor[]> {
  const { hidden_size: hidden, intermediate_size: wide } = weights.config;
  const shapes = partShapes(hidden, wide);
  const prefix = `encoder.layer.${layer}`;
  const parts: LayerTensor[] = [];
  for (const part of LAYER_PARTS) {
    const shape = shapes[part];
    const isMatrix = shape.length === 2;
    const stored = isMatrix ? shape.toReversed() : shape;
    const read = async (name: string, from: number[]) => weights.read(`${prefix}.${name}`, from);
    const data =
      part === 'qkv.weight' || part === 'qkv.bias'
        ? await readJoined(part, hidden, read)
        : await read(STORED[part], stored);
    parts.push({
      name: `${layer}.${part}`,
      shape,
      data: isMatrix ? transpose(data, stored[0] ?? 0, stored[1] ?? 0) : data,
      isDecayed: isMatrix,
    });
  }
  return parts;
}

/** The way back: a layer's tensors under their Hugging Face names. */
export function toCheckpoint(
  layer: number,
  tensors: LayerTensor[],
): Map<string, { shape: number[]; data: Float32Array }> {
  const prefix = `encoder.layer.${layer}`;
  const checkpoint = new Map<string, { shape: number[]; data: Float32Array }>();
  LAYER_PARTS.forEach((part, index) => {
    const { shape = [], data = new Float32Array(0) } = tensors[index] ?? {};
    const stored = shape.toReversed();
    const values = shape.length === 2 ? transpose(data, shape[0] ?? 0, shape[1] ?? 0) : data;
    if (part !== 'qkv.weight' && part !== 'qkv.bias') {
      checkpoint.set(`${prefix}.${STORED[part]}`, { shape: shape.length === 2 ? stored : shape, data: values });
      return;
    }
    const share = values.length / ATTENTION_INPUTS.length;
    const shapeOfOne = [(stored[0] ?? 0) / ATTENTION_INPUTS.length, ...stored.slice(1)];
    const suffix = part === 'qkv.weight' ? 'weight' : 'bias';
    ATTENTION_INPUTS.forEach((input, place) => {
      const data = values.slice(place * share, (place + 1) * share);
      checkpoint.set(`${prefix}.attention.self.${input}.${suffix}`, { shape: shapeOfOne, data });
    });
  });
  return checkpoint;
}

/** Shapes of a layer's tensors, matrices as [inputs, outputs]. */
export function partShapes(hidden: number, wide: number): Record<LayerPart, number[]> {
  return {
    'qkv.weight': [hidden, 3 * hidden],
    'qkv.bias': [3 * hidden],
    'attention.weight': [hidden, hidden],
    'attention.bias': [hidden],
    'attention.gain': [hidden],
    'attention.shift': [hidden],
    'wide.weight': [hidden, wide],
    'wide.bias': [wide],
    'narrow.weight': [wide, hidden],
    'narrow.bias': [hidden],
    'output.gain': [hidden],
    'output.shift': [hidden],
  };
}

/** Query, key and value below each other: [3 · hidden, hidden] or [3 · hidden]. */
async function readJoined(
  part: 'qkv.weight' | 'qkv.bias',
  hidden: number,
  read: (name: string, shape: number[]) => Promise<Float32Array>,
): Promise<Float32Array> {
  const suffix = part === 'qkv.weight' ? 'weight' : 'bias';
  const shape = suffix === 'weight' ? [hidden, hidden] : [hidden];
  const size = suffix === 'weight' ? hidden * hidden : hidden;
  const joined = new Float32Array(ATTENTION_INPUTS.length * size);
  for (const [place, input] of ATTENTION_INPUTS.entries()) {
    joined.set(await read(`attention.self.${input}.${suffix}`, shape), place * size);
  }
  return joined;
}
