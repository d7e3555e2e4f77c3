import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, untilListening } from './free-port.js';

const FOLDER = process.env.CONCIERGE_MONGO ?? join(homedir(), '.cache/concierge/secantus');
const SERVER = join(FOLDER, 'bin/secantusd-rs');

export function noMongo(): string | undefined {
  return existsSync(SERVER)
    ? undefined
    : `no server of the MongoDB protocol at ${SERVER}; test/support/mongo-server/install.sh builds it`;
}

export type MongoServer = {
  /** Address of a database of that name. */
  url(database: string): string;
  /** `kill -9`; the data stays. */
  kill(): Promise<void>;
  /** Starts again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A server of the MongoDB protocol, of the test's own, on a free port of this machine: a replica set of one member, or
 * without any. Syncs at every commit: else what was acked with `j: true` is lost when it is killed.
 */
export async function startMongo({ isStandalone = false } = {}): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'concierge-mongo-'));
  const port = await freePort();
  let server = await launch(port, folder, isStandalone);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: (database) => `mongodb://127.0.0.1:${port}/${database}${isStandalone ? '' : '?replicaSet=secantus'}`,
    kill,
    restart: async () => {
      await kill();
      server = await launch(port, folder, isStandalone);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string, isStandalone: boolean): Promise<ChildProcess> {
  const settings = { host: '127.0.0.1', port, 'storage-path': folder, 'cache-size': '256M', 'log-file-max': '8MB' };
  const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const flags = ['--sync-on-commit', ...(isStandalone ? ['--standalone'] : [])];
  const server = spawn(SERVER, [...given, ...flags], { stdio: 'ignore' });
  await untilListening(port, server);
  return server;
}
