import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppError } from './errors.js';
import { runCommand } from './learning/run-command.js';
import { backUpStore } from './storage/sqlite/back-up-store.js';
import type { StoreReport } from './storage/sqlite/check-store.js';
import { restoreStore } from './storage/sqlite/restore-store.js';
import { surveyStore } from './storage/sqlite/survey-store.js';

const USAGE = 'Expected check, backup FILE or restore FILE';

const environmentSchema = z.object({ DATA_DIR: z.string().min(1).default('.data') });

/**
 * `npm run store -- check`, `npm run store -- backup FILE`, `npm run store -- restore FILE`: the SQLite store of the
 * data folder. Checking and backing up read beside the running server; restoring wants it stopped.
 */
export function storeCommand(words: string[], environment: NodeJS.ProcessEnv): string[] {
  const { DATA_DIR: dataDir } = environmentSchema.parse(environment);
  const [action = '', file, ...more] = words;
  if (more.length === 0) {
    if (action === 'check' && file === undefined) return [`Whole: ${describe(surveyStore(dataDir))}`];
    if (action === 'backup' && file !== undefined) return [`Saved in ${file}: ${describe(backUpStore(dataDir, file))}`];
    if (action === 'restore' && file !== undefined) return restored(dataDir, file);
  }
  throw new AppError('BAD_INPUT', { details: [USAGE] });
}

function restored(dataDir: string, file: string): string[] {
  const { report, kept } = restoreStore(dataDir, file, Date.now());
  return [`Restored from ${file}: ${describe(report)}`, ...(kept === undefined ? [] : [`The old store: ${kept}`])];
}

function describe({ conversations, events, version }: StoreReport): string {
  return `${conversations} conversations, ${events} events, tables of version ${version}`;
}

async function main(): Promise<void> {
  // The server beside it comes first.
  setPriority(constants.priority.PRIORITY_LOW);
  for (const line of storeCommand(process.argv.slice(2), process.env)) process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
