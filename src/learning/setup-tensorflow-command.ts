import { fileURLToPath } from 'node:url';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
import { progressLine, runCommand } from './run-command.js';
import { setupTensorflow } from './setup/setup-tensorflow.js';
import { tensorflowFolder } from './tensorflow-folder.js';

/**
 * `npm run setup:tensorflow [-- --cuda --force]`: a native TensorFlow.js for training, in a folder of its own. Does
 * nothing where one works; `--cuda` takes the build for NVIDIA's GPUs, `--force` builds anew.
 */
async function main(): Promise<void> {
  const { flags } = readCommandLine(USAGE);
  const startedAt = performance.now();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { where, native, portable } = await setupTensorflow({
    folder: tensorflowFolder(),
    hasCuda: flags.has('cuda'),
    isForced: flags.has('force'),
    progress: progressLine,
    signal: stop.signal,
  });
  const faster = (of: 'matMulMs' | 'gradientMs') => Number((portable[of] / native[of]).toFixed(1));
  progressLine(`Ready in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${where}`);
  const result = {
    where,
    native,
    portable,
    timesFaster: { matMul: faster('matMulMs'), gradient: faster('gradientMs') },
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

const USAGE: CommandUsage<never, 'cuda' | 'force'> = {
  usage: ['npm run setup:tensorflow [-- --cuda --force]'],
  flags: { cuda: 'takes the build for NVIDIA’s GPUs', force: 'builds anew where one works' },
  example: 'npm run setup:tensorflow',
};

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, USAGE);
