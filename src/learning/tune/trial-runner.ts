import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunTrial } from './trial.js';
import type { TrialMaterial, TrialMessage, TrialRequest } from './trial-messages.js';

const ENTRY = fileURLToPath(new URL('trial-process.js', import.meta.url));

/**
 * Fine-tunes each trial in a process of its own.
 * @param onBackend told what each process calculates with, and why
 */
export function createTrialRunner(material: TrialMaterial, onBackend: (reason: string) => void): RunTrial {
  return ({ settings, epochs, seed }, report) =>
    new Promise((resolve, reject) => {
      const child = fork(ENTRY, {
        serialization: 'advanced',
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: { TF_CPP_MIN_LOG_LEVEL: '2', ...process.env },
      });
      child.on('message', (message: TrialMessage) => {
        if (message.kind === 'backend') onBackend(message.reason);
        else if (message.kind === 'epoch') report(message.epoch, message.devAccuracy);
        else if (message.kind === 'done') resolve({ devAccuracy: message.devAccuracy, seconds: message.seconds });
        else reject(new Error(message.reason));
      });
      child.on('error', reject);
      // Where it said how training ended before, this changes nothing.
      child.on('exit', (code, signal) => reject(new Error(`its process ended with ${signal ?? code}`)));
      const request: TrialRequest = { material, settings: { ...settings, epochs, seed } };
      child.send(request, () => {});
    });
}
