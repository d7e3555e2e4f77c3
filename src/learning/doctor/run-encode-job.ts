import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EncodeJob, EncodeMessage, Speed } from './encode-job.js';

export type EncodeOutcome =
  | { kind: 'encoded'; vectors: Float32Array[]; speeds: Speed[] }
  | { kind: 'failed'; reason: string };

export type EncodeRun = {
  env?: NodeJS.ProcessEnv;
  /** Called while the process still holds its memory. */
  beforeEnd?: () => Promise<void>;
  onSpeed?: (speed: Speed) => void;
  timeoutMs?: number;
  /** Script of the process. Default: the built `encode-process.js` beside this file. */
  entry?: string | undefined;
};

const TIMEOUT_MS = 600_000;

/** Encodes on one device in a process of its own; one that crashes or hangs is a failure like any other. */
export function runEncodeJob(job: EncodeJob, run: EncodeRun = {}): Promise<EncodeOutcome> {
  const { env = process.env, beforeEnd, onSpeed, timeoutMs = TIMEOUT_MS, entry } = run;
  const script = entry ?? fileURLToPath(new URL('encode-process.js', import.meta.url));
  return new Promise((resolve) => {
    const child = fork(script, [JSON.stringify(job)], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env,
    });
    let stderr = '';
    let vectors: Float32Array[] = [];
    let reason: string | undefined;
    const speeds: Speed[] = [];
    let isDone = false;
    const timer = setTimeout(() => {
      reason = `no answer within ${timeoutMs / 1000} s`;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stderr?.on('data', (bytes: Buffer) => {
      stderr = `${stderr}${bytes}`.slice(-4000);
    });
    child.on('message', (message: EncodeMessage) => {
      if (message.kind === 'vectors') vectors = message.vectors;
      else if (message.kind === 'broken') reason = message.reason;
      else if (message.kind === 'speed') {
        speeds.push(message.speed);
        onSpeed?.(message.speed);
      } else {
        isDone = true;
        Promise.resolve(beforeEnd?.()).then(
          () => child.kill('SIGKILL'),
          () => child.kill('SIGKILL'),
        );
      }
    });
    child.on('error', (error) => {
      reason = String(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (isDone) return resolve({ kind: 'encoded', vectors, speeds });
      const last = stderr.trim().split('\n').at(-1) ?? '';
      resolve({ kind: 'failed', reason: reason ?? `the process ended with ${signal ?? code}. ${last}`.trim() });
    });
  });
}
