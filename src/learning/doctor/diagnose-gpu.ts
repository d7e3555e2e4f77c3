import { chooseDevice, type DeviceChoice } from '../../understanding/choose-device.js';
import { CUDA_LIBRARIES, cudaLibraryFolders, hasCudaParts, withLibraries } from '../../understanding/cuda-libraries.js';
import type { Head } from '../../understanding/head.js';
import { probeTensorflow } from '../setup/probe-tensorflow.js';
import { type Check, isHealthy } from './check.js';
import { compareVectors, type Parity } from './compare-vectors.js';
import { BATCHES, type EncodeJob, LENGTHS, type Speed } from './encode-job.js';
import { findGpus, type Gpu, type GpuSearch } from './find-gpus.js';
import { findUnloadable } from './load-libraries.js';
import { type EncodeRun, runEncodeJob } from './run-encode-job.js';
import { SENTENCES } from './sentences.js';

export type GpuDiagnosis = {
  checks: Check[];
  /** Where the encoder would run with these findings. */
  choice: DeviceChoice;
  cpu: Run | undefined;
  gpu: (Run & { memoryMb: number | undefined }) | undefined;
};

type Run = { dtype: EncodeJob['dtype']; parity: Parity; speeds: Speed[] };

export type DiagnoseOptions = {
  /** Folder with the graphs of all three precisions. */
  graphs: string;
  head: Head | undefined;
  tensorflowFolder: string;
  progress: (line: string) => void;
  texts?: readonly string[];
  grid?: EncodeJob['grid'];
  msPerSize?: number;
  find?: () => Promise<GpuSearch>;
  /** Script of the encoding process, for tests. */
  encodeEntry?: string;
  /** Script of the probing process, for tests. */
  probeEntry?: string;
};

const GRID = BATCHES.flatMap((batch) => LENGTHS.map((tokens) => ({ batch, tokens })));
const SETUP = 'npm run setup:gpu installs it.';
const GPU_CHECKS = [
  'CUDA libraries',
  'ONNX Runtime’s CUDA parts',
  'encoder on the GPU',
  'same answers on the GPU',
  'GPU memory',
  'TensorFlow on the GPU',
];
/** Half precision moved no cosine below .99999 on the CPU; kernels of another device may differ a little more. */
const LEAST_COSINE = { cpu: 0.995, cuda: 0.9995 };
const LARGEST_SHIFT = { cpu: 0.1, cuda: 0.02 };

/** Proves, by running it, what this machine's GPU does for the encoder and for training; the CPU is run in any case. */
export async function diagnoseGpu(options: DiagnoseOptions): Promise<GpuDiagnosis> {
  const search = await (options.find ?? findGpus)();
  const checks: Check[] = [checkDriver(search)];
  const reference = await encode(options, { device: 'cpu', dtype: 'fp32' });
  const cpu = await runCpu(options, { reference, checks });
  if (search.kind === 'none') {
    checks.push(...GPU_CHECKS.map((name) => ({ name, kind: 'not applicable' as const, detail: search.reason })));
    return { checks, choice: choose(undefined, false), cpu, gpu: undefined };
  }
  const env = withLibraries(cudaLibraryFolders(options.tensorflowFolder));
  const hasCudaRuntime = await checkRuntime(checks, env);
  const [first] = search.gpus;
  const choice = choose(first, hasCudaRuntime);
  const gpu = await runGpu(options, { reference, checks, env, choice });
  checks.push(await checkTensorflow(options));
  return { checks, choice, cpu, gpu };
}

function checkDriver(search: GpuSearch): Check {
  const name = 'GPU and driver';
  if (search.kind === 'none') return { name, kind: 'missing', detail: search.reason, remedy: search.remedy };
  const detail = search.gpus.map(
    (gpu) => `${gpu.name}, ${gpu.memoryMb.total} MB, compute capability ${gpu.computeCapability}, driver ${gpu.driver}`,
  );
  return { name, kind: 'ok', detail: detail.join('; ') };
}

function choose(gpu: Gpu | undefined, hasCudaRuntime: boolean): DeviceChoice {
  return chooseDevice({ setting: 'auto', gpu, hasFp16: true, hasCudaRuntime });
}

/** Adds what was found and says whether ONNX Runtime can use the GPU by it. */
async function checkRuntime(checks: Check[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const faults = await findUnloadable(['libcuda.so.1', ...CUDA_LIBRARIES], env);
  const libraries: Check =
    faults.length === 0
      ? { name: 'CUDA libraries', kind: 'ok', detail: `${CUDA_LIBRARIES.length} load` }
      : {
          name: 'CUDA libraries',
          kind: 'missing',
          detail: faults.map(({ reason }) => reason).join('; '),
          remedy: SETUP,
        };
  const name = 'ONNX Runtime’s CUDA parts';
  const parts: Check = hasCudaParts()
    ? { name, kind: 'ok', detail: 'installed' }
    : { name, kind: 'missing', detail: 'not installed', remedy: SETUP };
  checks.push(libraries, parts);
  return isHealthy([libraries, parts]);
}

type Where = { device: EncodeJob['device']; dtype: EncodeJob['dtype'] };

function encode(options: DiagnoseOptions, where: Where, run: EncodeRun & { grid?: EncodeJob['grid'] } = {}) {
  const { graphs, texts = SENTENCES, msPerSize = 400, encodeEntry, progress } = options;
  progress(`Running ${where.dtype} on the ${where.device === 'cpu' ? 'CPU' : 'GPU'}`);
  const job = { modelDir: graphs, ...where, texts: [...texts], grid: run.grid ?? [], msPerSize };
  return runEncodeJob(job, { ...run, entry: encodeEntry });
}

type Encoded = Awaited<ReturnType<typeof runEncodeJob>>;
type CpuContext = { reference: Encoded; checks: Check[] };

/** The graph that serves on the CPU, against 32 bits. */
async function runCpu(options: DiagnoseOptions, { reference, checks }: CpuContext): Promise<Run | undefined> {
  const name = 'encoder on the CPU';
  const where = { device: 'cpu', dtype: 'q8' } as const;
  const run = await encode(options, where, { grid: options.grid ?? GRID });
  const failed = [reference, run].find((outcome) => outcome.kind === 'failed');
  if (reference.kind === 'failed' || run.kind === 'failed') {
    const detail = failed?.kind === 'failed' ? failed.reason : '';
    checks.push({ name, kind: 'missing', detail, remedy: 'Install the project’s packages anew: npm ci.' });
    return undefined;
  }
  checks.push({ name, kind: 'ok', detail: tellFastest(run.speeds) });
  const parity = compare(options, reference.vectors, run.vectors);
  checks.push(checkParity('same answers in 8 bits on the CPU', parity, 'cpu'));
  const half = await encode(options, { device: 'cpu', dtype: 'fp16' });
  if (half.kind === 'encoded') {
    const halfParity = compare(options, reference.vectors, half.vectors);
    checks.push(checkParity('same answers in half precision, computed by the CPU', halfParity, 'cuda'));
  }
  return { ...where, parity, speeds: run.speeds };
}

type GpuContext = CpuContext & { env: NodeJS.ProcessEnv; choice: DeviceChoice };

async function runGpu(
  options: DiagnoseOptions,
  { reference, checks, env, choice }: GpuContext,
): Promise<GpuDiagnosis['gpu']> {
  const [session, answers, memory] = ['encoder on the GPU', 'same answers on the GPU', 'GPU memory'] as const;
  if (choice.kind === 'impossible' || choice.device === 'cpu' || reference.kind === 'failed') {
    for (const name of [session, answers, memory]) checks.push({ name, kind: 'not applicable', detail: choice.reason });
    return undefined;
  }
  const find = options.find ?? findGpus;
  const before = await usedMemory(find);
  let during: number | undefined;
  const run = await encode(options, choice, {
    grid: options.grid ?? GRID,
    env,
    beforeEnd: async () => {
      during = await usedMemory(find);
    },
  });
  if (run.kind === 'failed') {
    checks.push({ name: session, kind: 'missing', detail: run.reason, remedy: 'Run npm run setup:gpu -- --force.' });
    for (const name of [answers, memory]) checks.push({ name, kind: 'not applicable', detail: 'it did not run' });
    return undefined;
  }
  const parity = compare(options, reference.vectors, run.vectors);
  const memoryMb = before === undefined || during === undefined ? undefined : Math.max(0, during - before);
  checks.push(
    { name: session, kind: 'ok', detail: tellFastest(run.speeds) },
    checkParity(answers, parity, 'cuda'),
    memoryMb === undefined
      ? { name: memory, kind: 'not applicable', detail: 'the driver does not tell' }
      : { name: memory, kind: 'ok', detail: `${memoryMb} MB for the largest batch` },
  );
  return { dtype: choice.dtype, parity, speeds: run.speeds, memoryMb };
}

function compare({ texts = SENTENCES, head }: DiagnoseOptions, reference: Float32Array[], given: Float32Array[]) {
  return compareVectors(texts, { reference, given, head });
}

function checkParity(name: string, parity: Parity, device: 'cpu' | 'cuda'): Check {
  const { texts, leastCosine, largestProbabilityShift = 0, changedIntents = 0 } = parity;
  const detail =
    `${texts} messages, least cosine ${leastCosine.toFixed(5)}, ` +
    `largest shift of a probability ${largestProbabilityShift.toFixed(4)}, ${changedIntents} intents changed`;
  const isAlike = leastCosine >= LEAST_COSINE[device] && largestProbabilityShift <= LARGEST_SHIFT[device];
  if (isAlike) return { name, kind: 'ok', detail };
  return { name, kind: 'missing', detail, remedy: 'Do not serve from this device; report these numbers.' };
}

async function checkTensorflow({ tensorflowFolder, probeEntry }: DiagnoseOptions): Promise<Check> {
  const name = 'TensorFlow on the GPU';
  const probe = await probeTensorflow({ kind: 'folder', folder: tensorflowFolder }, { entry: probeEntry });
  if (probe.kind === 'works' && probe.device === 'gpu') {
    return { name, kind: 'ok', detail: `TensorFlow ${probe.version}: gradient in ${probe.gradientMs.toFixed(2)} ms` };
  }
  const detail = probe.kind === 'fails' ? probe.reason : `TensorFlow ${probe.version} computes on the CPU`;
  return { name, kind: 'missing', detail, remedy: SETUP };
}

async function usedMemory(find: () => Promise<GpuSearch>): Promise<number | undefined> {
  const search = await find();
  return search.kind === 'found' ? search.gpus[0].memoryMb.used : undefined;
}

function tellFastest(speeds: Speed[]): string {
  const [best] = [...speeds].sort((one, other) => other.textsPerSecond - one.textsPerSecond);
  if (best === undefined) return 'runs';
  return `up to ${best.textsPerSecond} texts/s (batches of ${best.batch}, ${best.tokens} tokens)`;
}
