import type { Server } from 'socket.io';
import type { Config } from './config.js';
import { createMetrics, serveMetrics } from './metrics.js';
import type { Parts } from './open-parts.js';
import type { Wired } from './wire.js';

type Measured = { io: Server; wired: Wired; parts: Parts };

/** The figures of a process on METRICS_PORT, if that is set; answers how to end it. */
export async function openMetrics(config: Config, { io, wired, parts }: Measured): Promise<() => void> {
  const { metricsPort: port, host } = config;
  if (port === undefined) return () => undefined;
  const metrics = createMetrics({
    turnBacklog: () => wired.chatDeps.turns.backlog(),
    sockets: () => io.engine.clientsCount,
    jobsWaiting: () => parts.stores.jobs.waiting(),
    phrasing: wired.phrasingCounts,
  });
  const server = await serveMetrics(metrics, { port, host });
  return () => server.close().closeAllConnections();
}
