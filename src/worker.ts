import { createServer, type RequestListener } from 'node:http';
import { Server } from 'socket.io';
import { finish } from './app.js';
import type { Config } from './config.js';
import { AppError } from './errors.js';
import { listen } from './listen.js';
import { mountHealth } from './mount-routes.js';
import { openMetrics } from './open-metrics.js';
import { openParts, type Surroundings } from './open-parts.js';
import { type Running, runProcess } from './run-process.js';
import { openLiveFanOut } from './storage/redis/live-fan-out.js';
import { wire } from './wire.js';

/** A process without shoppers: runs jobs, and answers the turns that no gateway gets to. */
async function startWorker(config: Config, surroundings: Surroundings): Promise<Running> {
  const { redisUrl } = config;
  if (redisUrl === undefined || config.mongoUrl === undefined)
    throw new AppError('CONFIG_INVALID', { details: ['MONGO_URL, REDIS_URL: a worker shares the store of gateways'] });
  const { log } = surroundings;
  const parts = await openParts(config, surroundings);
  const live = openLiveFanOut({ url: redisUrl, log });
  let routes: RequestListener = (_request, response) => response.writeHead(503).end();
  const http = createServer((request, response) => routes(request, response));
  // Nobody connects to it: what is sent goes to the gateways.
  const io = new Server(http, {
    adapter: live.adapter,
    serveClient: false,
    allowRequest: (_, decide) => decide(null, false),
  });
  const wired = wire(config, parts, { ...surroundings, io, live });
  let isStopping = false;
  routes = mountHealth(config, parts, { wired, isReady: () => !isStopping && parts.stores.canSave(), log });
  const address = await listen(http, config);
  const closeMetrics = await openMetrics(config, { io, wired, parts });
  await wired.begin();
  return {
    greeting: `Concierge worker is ready   ${address}/health\n`,
    stop: async () => {
      isStopping = true;
      wired.end();
      await finish({ http, io, live, wired, parts, closeMetrics });
    },
  };
}

runProcess(startWorker);
