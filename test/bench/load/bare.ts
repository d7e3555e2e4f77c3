import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.js';
import type { LoadCommands } from './load-process.js';

/** The bare server with a load generator of its own, connected. */
export type Bare = { pid: number; load: Child<LoadCommands>; stop(): Promise<void> };

export async function startBare(connections: number, env: Record<string, string> = {}): Promise<Bare> {
  const { port, server, stop } = await startBareServer(env);
  const load = new Child<LoadCommands>('load-process.js');
  const speakers = Array.from({ length: connections }, () => ({}));
  await load.ask('connect', { port, namespace: '/', speakers });
  return {
    pid: server.pid,
    load,
    stop: async () => {
      await load.stop();
      await stop();
    },
  };
}

export async function startBareServer(env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-bench-'));
  const server = new Child<{ port(options: null): Promise<number> }>('bare-server.js', [dataDir], env);
  return {
    server,
    port: await server.ask('port', null),
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
