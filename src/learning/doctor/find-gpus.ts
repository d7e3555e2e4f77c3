import { runTool, type ToolOutcome } from '../setup/run-tool.js';

export type Gpu = {
  index: number;
  name: string;
  driver: string;
  /** CUDA compute capability, e.g. 9 or 8.6. */
  computeCapability: number;
  memoryMb: { total: number; used: number };
};

export type GpuSearch =
  | { kind: 'found'; gpus: [Gpu, ...Gpu[]] }
  /** What is missing and what to do. */
  | { kind: 'none'; reason: string; remedy: string };

const FIELDS = 'index,name,driver_version,compute_cap,memory.total,memory.used';
const INSTALL =
  'Install NVIDIA’s driver, version 525 or newer, and see that nvidia-smi runs. A machine without such a GPU serves from the CPU.';

/** The NVIDIA GPUs of this machine, as its driver tells. */
export async function findGpus(): Promise<GpuSearch> {
  return readGpuSearch(
    await runTool(['nvidia-smi', `--query-gpu=${FIELDS}`, '--format=csv,noheader,nounits'], { timeoutMs: 30_000 }),
  );
}

export function readGpuSearch(outcome: ToolOutcome): GpuSearch {
  if (outcome.kind === 'missing') {
    return { kind: 'none', reason: 'no NVIDIA driver (there is no nvidia-smi)', remedy: INSTALL };
  }
  if (outcome.code !== 0) {
    // nvidia-smi tells its faults on stdout.
    const said = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n')[0] ?? '';
    const reason = `nvidia-smi ended with ${outcome.code ?? 'a signal'}: ${said}`;
    return { kind: 'none', reason, remedy: 'Load or reinstall NVIDIA’s driver; a restart often suffices.' };
  }
  const [first, ...more] = parseGpus(outcome.stdout);
  if (first === undefined) return { kind: 'none', reason: 'the driver knows no GPU', remedy: INSTALL };
  return { kind: 'found', gpus: [first, ...more] };
}

/** @param csv a line a GPU, with the fields above; a number that the driver does not know reads `[N/A]` */
export function parseGpus(csv: string): Gpu[] {
  return csv
    .split('\n')
    .map((line) => line.split(',').map((field) => field.trim()))
    .filter((fields) => fields.length === 6 && /^\d+$/.test(fields[0] ?? ''))
    .map(([index, name = '', driver = '', capability, total, used]) => ({
      index: Number(index),
      name,
      driver,
      computeCapability: toNumber(capability),
      memoryMb: { total: toNumber(total), used: toNumber(used) },
    }));
}

function toNumber(text: string | undefined): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}
