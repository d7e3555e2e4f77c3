import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, untilListening } from './free-port.js';

const REDIS_SERVER = '/usr/bin/redis-server';

export function noRedis(): string | undefined {
  return existsSync(REDIS_SERVER) ? undefined : `redis-server is not installed at ${REDIS_SERVER}; .ci/run installs it`;
}

export type RedisServer = {
  url: string;
  readonly process: ChildProcess;
  /** The process is gone at once; what it had on disk stays. */
  kill(): Promise<void>;
  /** The same server again after a kill: port, password and what it kept. */
  revive(): Promise<void>;
  stop(): Promise<void>;
};

/** Everything acked is on disk: what a kill must not lose. */
const DURABLE = { appendonly: 'yes', appendfsync: 'always' };

/** A Redis server of the test's own, with a password, on a free port of this machine. */
export async function startRedis({ isDurable = false } = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'concierge-redis-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', requirepass: PASSWORD, ...(isDurable && DURABLE) };
  const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const start = () => spawn(REDIS_SERVER, given, { stdio: 'ignore' });
  let process = start();
  await untilListening(port, process);
  const kill = async () => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  };
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${port}/0`,
    get process() {
      return process;
    },
    kill,
    revive: async () => {
      process = start();
      await untilListening(port, process);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PASSWORD = 'open-sesame';
