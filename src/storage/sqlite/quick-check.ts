import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Db } from './db.js';
import { readOnlyAddress } from './open-read-only.js';

export type CheckResult = { kind: 'sound' } | { kind: 'damaged'; found: string[] } | { kind: 'unfinished' };

const QUICK_CHECK = 'SELECT quick_check FROM pragma_quick_check(5)';

/** Reads the structure of the whole file, in this process. */
export function quickCheck(db: Db): CheckResult {
  return toResult(db.prepare(QUICK_CHECK).raw().all().flat().map(String));
}

/**
 * What a process of its own runs: libsql has no way to stop a statement under way, so the process is stopped. It is
 * text, and no file, so that it runs from the source as from the build. 11 is SQLITE_CORRUPT, 26 SQLITE_NOTADB.
 */
const SCRIPT = `
  const [libsql, address, query] = process.argv.slice(1);
  const Database = require(libsql);
  const say = (found) => process.stdout.write(JSON.stringify(found));
  try {
    say(new Database(address).prepare(query).raw().all().flat().map(String));
  } catch (error) {
    if (![11, 26].includes(error.rawCode & 0xff)) throw error;
    say([error.message]);
  }
`;

/** Reads as much of the structure as can be read in `limitMs`. */
export function quickCheckWithin(path: string, limitMs: number): CheckResult {
  const libsql = createRequire(import.meta.url).resolve('libsql');
  const { stdout, status } = spawnSync(process.execPath, ['-e', SCRIPT, libsql, readOnlyAddress(path), QUICK_CHECK], {
    timeout: limitMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  // One that could not run at all has found nothing either; what is damaged is then met where it is read.
  return status === 0 ? toResult(z.array(z.string()).parse(JSON.parse(stdout))) : { kind: 'unfinished' };
}

function toResult(found: string[]): CheckResult {
  return found.length === 1 && found[0] === 'ok' ? { kind: 'sound' } : { kind: 'damaged', found };
}
