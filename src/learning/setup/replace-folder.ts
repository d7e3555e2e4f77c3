import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../errors.js';

/**
 * Fills a folder beside `folder` and moves it into place when it is whole: `folder` is the old one or the new one,
 * whatever ends this process.
 * @param isOurs whether what stands there may be replaced
 * @throws SETUP_IMPOSSIBLE when something else stands there
 */
export async function replaceFolder(
  folder: string,
  { isOurs, fill }: { isOurs: (folder: string) => boolean; fill: (draft: string) => Promise<void> },
): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0 && !isOurs(folder)) {
    throw new AppError('SETUP_IMPOSSIBLE', {
      details: [`${folder} holds something else. Empty it, or name another folder in CONCIERGE_TENSORFLOW.`],
    });
  }
  await mkdir(dirname(folder), { recursive: true });
  await clearAbandoned(folder);
  const draft = draftName(folder, process.pid);
  await mkdir(draft);
  try {
    await fill(draft);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function draftName(folder: string, pid: number): string {
  return join(dirname(folder), `.${basename(folder)}.draft-${pid}`);
}

/** Drafts of processes that were killed. */
async function clearAbandoned(folder: string): Promise<void> {
  const prefix = basename(draftName(folder, 0)).slice(0, -1);
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
