import { fileURLToPath } from 'node:url';
import { AppError, toAppError } from '../errors.js';
import { findGpus } from './doctor/find-gpus.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
import { progressLine, runCommand } from './run-command.js';
import { installOnnxCuda } from './setup/install-onnx-cuda.js';
import { setupTensorflow } from './setup/setup-tensorflow.js';
import { tensorflowFolder } from './tensorflow-folder.js';

/**
 * `npm run setup:gpu [-- --force]`: ONNX Runtime's CUDA parts for the encoder, and for training a TensorFlow for CUDA
 * with NVIDIA's libraries, which serve both. `--force` goes on without a GPU and fetches what is there anew.
 */
async function main(): Promise<void> {
  const { flags } = readCommandLine(USAGE);
  const isForced = flags.has('force');
  await requireGpu(isForced);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { signal } = stop;
  progressLine('ONNX Runtime’s CUDA parts');
  // One may be had where the other cannot; both faults are told in the end.
  const encoder = await settle(installOnnxCuda({ isForced, signal }));
  progressLine('TensorFlow for CUDA');
  const options = { folder: tensorflowFolder(), hasCuda: true, isForced, progress: progressLine, signal };
  const training = await settle(setupTensorflow(options));
  const faults = [encoder, training].filter((outcome) => outcome !== undefined);
  const [first] = faults;
  if (first === undefined) return progressLine('Ready; npm run doctor -- gpu proves it');
  throw new AppError(first.code, { cause: first, details: faults.flatMap(({ details }) => details) });
}

const USAGE: CommandUsage<never, 'force'> = {
  usage: ['npm run setup:gpu [-- --force]'],
  flags: { force: 'goes on without a GPU, and fetches what is there anew' },
  example: 'npm run setup:gpu',
};

async function requireGpu(isForced: boolean): Promise<void> {
  const search = await findGpus();
  if (search.kind === 'found') return progressLine(`Found ${search.gpus.map(({ name }) => name).join(', ')}`);
  if (isForced) return progressLine(`Going on though there is ${search.reason}`);
  throw new AppError('SETUP_IMPOSSIBLE', {
    details: [`Found ${search.reason}.`, search.remedy, 'npm run setup:gpu -- --force goes on anyway (3 GB).'],
  });
}

async function settle(step: Promise<unknown>): Promise<AppError | undefined> {
  return step.then(() => undefined, toAppError);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, USAGE);
