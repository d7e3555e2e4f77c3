import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type * as core from '@tensorflow/tfjs-core';
import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';

export type Tensorflow = Omit<typeof core, 'default'>;
export type Tensor = core.Tensor;

export type Backend = {
  tf: Tensorflow;
  /** `gpu` and `cpu` are TensorFlow's own C library, `wasm` needs nothing but this project. */
  kind: 'gpu' | 'cpu' | 'wasm';
  /** TensorFlow's operators by name; undefined on wasm. */
  native: NativeOperators | undefined;
  /** What was taken and why not the better ones, for the log. */
  reason: string;
};

type Attribute = { name: string; type: number; value: unknown };
/** The part of tfjs-node's backend that runs an operator which tfjs itself does not know. */
export type NativeOperators = {
  executeSingleOutput(name: string, attributes: Attribute[], inputs: Tensor[]): Tensor;
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: Tensor[], outputs: number): Tensor[];
  binding: Record<'TF_ATTR_TYPE' | 'TF_ATTR_SHAPE' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_FLOAT', number>;
  isUsingGpuDevice?: boolean;
};

export type TensorflowOptions = {
  /** Folder that `npm run setup:tensorflow` fills. */
  folder?: string;
  /** Take the portable backend even where a native one is there. */
  isPortable?: boolean;
};

/**
 * The fastest TensorFlow.js there is: the one set up in a folder of its own, then the optional peer dependencies
 * (GPU first), then wasm. A native library that the processor cannot run ends the process, so call this in a child.
 */
export async function openTensorflow({ folder, isPortable = false }: TensorflowOptions = {}): Promise<Backend> {
  const misses: string[] = [];
  for (const { name, from } of isPortable ? [] : candidates(folder)) {
    const outcome = await loadNative(name, from);
    if (typeof outcome === 'string') misses.push(`${name}: ${outcome}`);
    else return { ...outcome, reason: `${name} on the ${outcome.kind.toUpperCase()}` };
  }
  return openWasm(isPortable ? 'asked for' : `no native TensorFlow (${misses.join('; ')})`);
}

function candidates(folder: string | undefined): { name: string; from: string }[] {
  const here = import.meta.url;
  const own =
    folder === undefined ? [] : [{ name: '@tensorflow/tfjs-node', from: join(resolve(folder), 'package.json') }];
  return [...own, { name: '@tensorflow/tfjs-node-gpu', from: here }, { name: '@tensorflow/tfjs-node', from: here }];
}

async function loadNative(name: string, from: string): Promise<Omit<Backend, 'reason'> | string> {
  try {
    const require = createRequire(from);
    restoreRemovedCheck(require('node:util'));
    const tf: unknown = require(name);
    if (!isTensorflow(tf)) return 'is not TensorFlow.js';
    await tf.ready();
    const native: unknown = tf.backend();
    if (!isNative(native)) return 'has no native backend';
    return { tf, native, kind: native.isUsingGpuDevice === true ? 'gpu' : 'cpu' };
  } catch (error) {
    return String(error).split('\n')[0] ?? 'failed';
  }
}

async function openWasm(why: string): Promise<Backend> {
  const { tf, setWasmPaths } = await import('./portable-tensorflow.js');
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  await tf.ready();
  return { tf, kind: 'wasm', native: undefined, reason: `wasm, because ${why}` };
}

/** tfjs-node 4.22 calls a function that Node 23 took away. */
function restoreRemovedCheck(util: object): void {
  if (Reflect.has(util, 'isNullOrUndefined')) return;
  Reflect.set(util, 'isNullOrUndefined', (value: unknown) => value === null || value === undefined);
}

function isTensorflow(module: unknown): module is Tensorflow {
  return hasFunctions(module, ['ready', 'backend', 'matMul', 'valueAndGrads', 'customGrad']);
}

function isNative(backend: unknown): backend is NativeOperators {
  return hasFunctions(backend, ['executeSingleOutput', 'executeMultipleOutputs']) && 'binding' in backend;
}

function hasFunctions(value: unknown, names: string[]): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const found = new Map<string, unknown>(names.map((name) => [name, Reflect.get(value, name)]));
  return names.every((name) => typeof found.get(name) === 'function');
}
