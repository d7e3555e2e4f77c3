import type { BertWeights } from '../../bert-weights.js';
import type { LinearHead } from '../../export-tuned.js';
import { type LayerTensor, readLayer } from '../layer-weights.js';
import { replaceLayers } from '../replace-layers.js';
import type { LowRankAdapter } from './low-rank-adapter.js';
import { adapterNames, lowRankShapes } from './low-rank-parts.js';

/** A shop's adapter added onto the encoder it was trained over: plain weights, served as any other model. */
export async function mergeLowRank(
  weights: BertWeights,
  adapter: LowRankAdapter,
): Promise<{ weights: BertWeights; head: LinearHead }> {
  const tensors = new Map(adapter.tensors.map((tensor) => [tensor.name, tensor.data]));
  const valuesOf = (name: string): Float32Array => {
    const data = tensors.get(name);
    if (data === undefined) throw new RangeError(`the adapter has no tensor ${name}`);
    return data;
  };
  const { num_hidden_layers } = weights.config;
  const isAdapted = (layer: number) => tensors.has(adapterNames(`${layer}.qkv.weight`).down);
  const layers = Array.from({ length: num_hidden_layers }, (_, layer) => layer).filter(isAdapted);
  const merged: LayerTensor[] = [];
  for (const layer of layers) {
    for (const tensor of await readLayer(weights, layer)) merged.push(addAdapter(tensor, adapter, valuesOf));
  }
  return {
    weights: replaceLayers(weights, merged),
    head: { weight: valuesOf('head.weight'), bias: valuesOf('head.bias') },
  };
}

function addAdapter(
  tensor: LayerTensor,
  { rank, alpha }: LowRankAdapter,
  valuesOf: (name: string) => Float32Array,
): LayerTensor {
  const shapes = lowRankShapes(tensor.name, tensor.shape, rank);
  if (shapes === undefined) return tensor;
  const { down: downName, up: upName } = adapterNames(tensor.name);
  const [down, up] = [valuesOf(downName), valuesOf(upName)];
  const [inputs = 0, outputs = 0] = tensor.shape;
  const width = outputs / shapes.parts;
  const data = Float32Array.from(tensor.data);
  for (let part = 0; part < shapes.parts; part++) {
    const target = { data, outputs, column: part * width };
    addProduct(target, {
      down: down.subarray(part * inputs * rank, (part + 1) * inputs * rank),
      up: up.subarray(part * rank * width, (part + 1) * rank * width),
      inputs,
      width,
      scale: alpha / rank,
    });
  }
  return { ...tensor, data };
}

type Target = { data: Float32Array; outputs: number; column: number };
type Product = { down: Float32Array; up: Float32Array; inputs: number; width: number; scale: number };

/** Adds down · up, times the scale, onto some columns of the target. */
function addProduct({ data, outputs, column }: Target, { down, up, inputs, width, scale }: Product): void {
  const rank = down.length / inputs;
  for (let input = 0; input < inputs; input++) {
    for (let inner = 0; inner < rank; inner++) {
      const factor = (down[input * rank + inner] ?? 0) * scale;
      for (let output = 0; output < width; output++) {
        const place = input * outputs + column + output;
        data[place] = (data[place] ?? 0) + factor * (up[inner * width + output] ?? 0);
      }
    }
  }
}
