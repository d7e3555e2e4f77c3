import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Backend, openTensorflow, type Tensor, type Tensorflow } from '../fine-tune/tensorflow.js';
import { createRandom } from '../random.js';
import type { Probe } from './probe.js';

const SIZE = 512;
const ROWS = 64;
const RUNS = 15;

/**
 * Entry of a probe process: `argv[2]` is `folder`, `packages` or `portable`, `argv[3]` the folder. A process of its
 * own, because a library that the processor cannot run ends the process that loads it.
 */
async function main(target: string, folder: string): Promise<Probe> {
  const isPortable = target === 'portable';
  const backend = await openTensorflow({ isPortable, ...(target === 'folder' && { folder }) });
  if (backend.kind === 'wasm' && !isPortable) return { kind: 'fails', reason: backend.reason };
  if (target === 'folder' && !isLoadedFrom(folder)) {
    return { kind: 'fails', reason: `TensorFlow.js came from elsewhere, not from ${folder}` };
  }
  return measure(backend);
}

function isLoadedFrom(folder: string): boolean {
  const require = createRequire(join(folder, 'package.json'));
  return require.cache[require.resolve('@tensorflow/tfjs-node')] !== undefined;
}

async function measure({ tf, kind, native }: Backend): Promise<Probe> {
  const random = createRandom(5);
  const matrix = (rows: number) =>
    tf.tensor2d(
      Float32Array.from({ length: rows * SIZE }, () => random() - 0.5),
      [rows, SIZE],
    );
  const [left, right, rows] = [matrix(SIZE), matrix(SIZE), matrix(ROWS)];
  const version: unknown = native === undefined ? undefined : Reflect.get(native.binding, 'TF_Version');
  return {
    kind: 'works',
    device: kind,
    ...(typeof version === 'string' && { version }),
    matMulMs: await medianMs(tf, () => tf.matMul(left, right)),
    gradientMs: await medianMs(tf, () => gradient(tf, rows, right)),
    gradientSize: (await tf.tidy(() => tf.mean(tf.abs(gradient(tf, rows, right)))).data())[0] ?? Number.NaN,
  };
}

/** Of the mean squared output of a linear layer, by its weights. */
function gradient(tf: Tensorflow, rows: Tensor, weights: Tensor): Tensor {
  return tf.grad((given: Tensor) => tf.mean(tf.square(tf.matMul(rows, given))))(weights);
}

async function medianMs(tf: Tensorflow, compute: () => Tensor): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now();
    const result = tf.tidy(compute);
    await result.data();
    times.push(performance.now() - startedAt);
    result.dispose();
  }
  return times.sort((one, other) => one - other)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

async function run(): Promise<void> {
  const probe = await main(process.argv[2] ?? '', process.argv[3] ?? '').catch(
    (error: unknown): Probe => ({ kind: 'fails', reason: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(probe)}\n`, () => process.exit());
}

void run();
