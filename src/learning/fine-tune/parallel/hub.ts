import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../errors.js';
import { PATIENCE_MS } from './exchange.js';
import { createMeeting, endMeeting, receiveConnection } from './meeting.js';

/** Where the workers of one machine meet. */
export type Hub = {
  /** Path of a socket, or name of a pipe on Windows; only this user can open the former. */
  address: string;
  run: string;
  /** Ends what is under way. */
  close(): Promise<void>;
};

export type HubOptions = {
  workers: number;
  /** Name of the run, which a worker must know to be let in. Default: one that cannot be guessed. */
  run?: string | undefined;
  /** From the first part of a step to its last. Default: `PATIENCE_MS`. */
  timeoutMs?: number | undefined;
};

/**
 * Opens the meeting point; it belongs to the process that starts the workers, and averages there what they send.
 * @throws TRAINING_FAILED when no socket can be opened
 */
export async function startHub({ workers, run = randomUUID(), timeoutMs = PATIENCE_MS }: HubOptions): Promise<Hub> {
  const folder = process.platform === 'win32' ? undefined : await mkdtemp(join(tmpdir(), 'concierge-'));
  const address = folder === undefined ? `\\\\.\\pipe\\concierge-${randomUUID()}` : join(folder, 'hub');
  const meeting = createMeeting({ workers, run, timeoutMs });
  const server = createServer((socket) => receiveConnection(meeting, socket));
  await listen(server, address);
  return {
    address,
    run,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      endMeeting(meeting, { code: 'WORKER_LOST', reason: 'the process that started the workers ended the run' });
      await closed;
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new AppError('TRAINING_FAILED', { cause })));
    server.listen(address, resolve);
  });
}
