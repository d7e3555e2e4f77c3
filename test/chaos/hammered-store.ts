import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { openSqliteStores, type SqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import { buildChildEntry } from '../support/child-entry.js';

/** A process of `hammer-log.ts`. What it said is in a file outside of its disk: whole lines are what was acked. */
export type Hammer = {
  readonly pid: number;
  hasSaid(line: string): Promise<void>;
  hasAcked(count: number): Promise<void>;
  /** All it said so far. A last line that was cut off says nothing. */
  lines(): string[];
  kill(): Promise<void>;
  /** Resolves when something else has killed it. */
  killed(): Promise<void>;
};

export function buildHammer(): string {
  return buildChildEntry('test/chaos/hammer-log.ts');
}

/** @param journalFile where it says what it does */
export function startHammer(script: string, journalFile: string, args: string[]): Hammer {
  const journal = openSync(journalFile, 'w');
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['ignore', journal, 'inherit'] });
  closeSync(journal);
  const ended = once(child, 'exit');
  const lines = () => {
    const said = readFileSync(journalFile, 'utf8');
    return said.slice(0, said.lastIndexOf('\n') + 1).split('\n');
  };
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode} before it was killed`);
      await pause(2);
    }
  };
  return {
    pid: child.pid ?? 0,
    lines,
    hasSaid: (line) => until(() => lines().includes(line)),
    hasAcked: (count) => until(() => lines().filter((line) => line.startsWith('received ')).length >= count),
    killed: async () => {
      await ended;
      if (child.signalCode !== 'SIGKILL') throw new Error(`The process ended with ${child.exitCode}`);
    },
    kill: async () => {
      if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode} before it was killed`);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export function openHammered(dataDir: string): SqliteStores {
  return openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: createLog('silent') });
}
