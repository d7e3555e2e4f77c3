import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { AppError } from '../../errors.js';
import { readModelFolder } from '../../understanding/model-folder.js';
import { tellProbe } from '../setup/probe.js';
import { probeTensorflow } from '../setup/probe-tensorflow.js';
import type { Check } from './check.js';

export type MachineOptions = {
  nodeVersion: string;
  modelDir: string;
  /** Folder whose disk is looked at; the working folder where it is not there yet. */
  dataDir: string;
  tensorflowFolder: string;
  /** Script of the probing process, for tests. */
  probeEntry?: string;
};

/** package.json's engines. */
const LEAST_NODE = [20, 19] as const;
/** A training keeps models, checkpoints and graphs; the log of chats grows for years below that. */
const LEAST_FREE_GB = 2;

/** Whether this machine can serve and train. */
export async function diagnoseMachine(options: MachineOptions): Promise<Check[]> {
  return [
    checkNode(options.nodeVersion),
    await checkDisk(options.dataDir),
    await checkModel(options.modelDir),
    await checkTraining(options),
  ];
}

export function checkNode(version: string): Check {
  const name = 'Node';
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  if (isEnough) return { name, kind: 'ok', detail: version };
  return { name, kind: 'missing', detail: version, remedy: `Install Node ${LEAST_NODE.join('.')} or newer.` };
}

async function checkDisk(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(existsSync(dataDir) ? dataDir : '.');
  const freeGb = (bavail * bsize) / 1e9;
  const name = 'free disk';
  const detail = `${freeGb.toFixed(1)} GB`;
  if (freeGb >= LEAST_FREE_GB) return { name, kind: 'ok', detail };
  return { name, kind: 'missing', detail, remedy: `Free ${LEAST_FREE_GB} GB, or choose another DATA_DIR.` };
}

async function checkModel(modelDir: string): Promise<Check> {
  const name = 'model';
  try {
    const { modelId } = await readModelFolder(modelDir);
    return { name, kind: 'ok', detail: `${modelId} in ${modelDir}` };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const remedy = 'Train one with npm run train, or name another folder in MODEL_DIR.';
    return { name, kind: 'missing', detail: error.details.join('; '), remedy };
  }
}

/** Without a native TensorFlow training works as well, only slower: nothing is missing then. */
async function checkTraining({ tensorflowFolder, probeEntry: entry }: MachineOptions): Promise<Check> {
  const name = 'training';
  const own = await probeTensorflow({ kind: 'folder', folder: tensorflowFolder }, { entry });
  if (own.kind === 'works') return { name, kind: 'ok', detail: `${tellProbe(own)} (${tensorflowFolder})` };
  const packages = await probeTensorflow({ kind: 'packages' }, { entry });
  if (packages.kind === 'works') return { name, kind: 'ok', detail: `${tellProbe(packages)} (optional package)` };
  const portable = await probeTensorflow({ kind: 'portable' }, { entry });
  if (portable.kind === 'works') {
    const hint = 'npm run setup:tensorflow makes it several times faster';
    return { name, kind: 'ok', detail: `${tellProbe(portable)}, because there is no native TensorFlow; ${hint}` };
  }
  return { name, kind: 'missing', detail: portable.reason, remedy: 'Install the project’s packages anew: npm ci.' };
}
