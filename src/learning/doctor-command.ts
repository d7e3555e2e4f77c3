import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import { readModelFolder } from '../understanding/model-folder.js';
import { type Check, isHealthy, tellCheck } from './doctor/check.js';
import { diagnoseGpu } from './doctor/diagnose-gpu.js';
import { diagnoseMachine } from './doctor/diagnose-machine.js';
import { prepareGraphs } from './doctor/prepare-graphs.js';
import { speedTable } from './doctor/speed-table.js';
import { encodersFolder } from './prepare-encoder.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
import { progressLine, runCommand } from './run-command.js';
import { tensorflowFolder } from './tensorflow-folder.js';

/**
 * `npm run doctor [-- gpu] [--json --model DIR --base DIR]`: what this machine can do and what it lacks. With `gpu` the
 * encoder is run on the CPU and on the GPU and compared. Exit code 1 when something is missing.
 */
async function main(): Promise<void> {
  const { texts, flags, words } = readCommandLine(USAGE);
  const { model: modelDir = process.env.MODEL_DIR ?? 'intents/model', base = 'intents/base' } = texts;
  const isShort = flags.has('json');
  const report = words.includes('gpu') ? await gpuReport({ modelDir, base }) : await machineReport(modelDir);
  if (!isHealthy(report.checks)) process.exitCode = 1;
  const lines = isShort
    ? [JSON.stringify(report.json, null, 2)]
    : [...report.checks.flatMap(tellCheck), ...report.more];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const USAGE: CommandUsage<'model' | 'base', 'json'> = {
  usage: ['npm run doctor', 'npm run doctor -- gpu [--json]'],
  words: { gpu: 'runs the encoder on the CPU and on the GPU and compares them' },
  texts: {
    model: ['DIR', 'the model that is to serve; default: MODEL_DIR or intents/model'],
    base: ['DIR', 'the encoder; default: intents/base'],
  },
  flags: { json: 'prints JSON, for programs' },
  example: 'npm run doctor -- gpu --json',
};

type Report = { checks: Check[]; more: string[]; json: object };

async function machineReport(modelDir: string): Promise<Report> {
  const checks = await diagnoseMachine({
    nodeVersion: process.version,
    modelDir,
    dataDir: process.env.DATA_DIR ?? '.data',
    tensorflowFolder: tensorflowFolder(),
  });
  return { checks, more: ['', 'npm run doctor -- gpu looks at the GPU.'], json: { checks } };
}

async function gpuReport({ modelDir, base }: { modelDir: string; base: string }): Promise<Report> {
  if (!existsSync(join(base, 'model.safetensors'))) {
    throw new AppError('BAD_INPUT', { details: [`${base} holds no model.safetensors; name the encoder with --base`] });
  }
  progressLine('Writing the graphs (once)');
  const graphs = await prepareGraphs(base, encodersFolder());
  // The head's probabilities are beside the point where there is no model yet: vectors are compared in any case.
  const model = await readModelFolder(modelDir).catch(() => undefined);
  const diagnosis = await diagnoseGpu({
    graphs,
    head: model?.head,
    tensorflowFolder: tensorflowFolder(),
    progress: progressLine,
  });
  const { checks, choice, cpu, gpu } = diagnosis;
  const speeds = [
    ...(cpu === undefined ? [] : ['', `CPU, ${cpu.dtype}, texts a second:`, ...speedTable(cpu.speeds)]),
    ...(gpu === undefined ? [] : ['', `GPU, ${gpu.dtype}, texts a second:`, ...speedTable(gpu.speeds)]),
  ];
  const where = choice.kind === 'chosen' ? `${choice.device} in ${choice.dtype}` : 'nowhere';
  return { checks, more: [...speeds, '', `The encoder would run on ${where}: ${choice.reason}.`], json: diagnosis };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, USAGE);
