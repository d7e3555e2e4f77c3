import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export const STRACE = '/usr/bin/strace';
const ATTACHED_WITHIN_MS = 30_000;

export function noStrace(): string | undefined {
  return existsSync(STRACE) ? undefined : `strace is not installed at ${STRACE}`;
}

/**
 * From now on the system calls of a running process go wrong.
 * @param injection as strace's own `-e inject=`, e.g. `fsync,fdatasync:error=EIO`
 * @returns lets go of the process, unless it has ended
 */
export async function interfere(pid: number, injection: string): Promise<() => Promise<void>> {
  const [calls = ''] = injection.split(':');
  const args = ['-f', '-o', '/dev/null', '-p', String(pid), '-e', `trace=${calls}`, '-e', `inject=${injection}`];
  const strace = spawn(STRACE, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(strace, 'exit');
  let said = '';
  strace.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const deadline = Date.now() + ATTACHED_WITHIN_MS;
  while (!said.includes('attached')) {
    if (strace.exitCode !== null || Date.now() > deadline) throw new Error(`strace did not attach: ${said}`);
    await pause(20);
  }
  return async () => {
    strace.kill();
    await ended;
  };
}
