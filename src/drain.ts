import type { Server } from 'socket.io';
import type { UnderWay } from './http/under-way.js';

/** Longest parts of a stop, so that all of it stays below the ten seconds after which a stopping process is ended. */
const MOVING_MS = { least: 300, most: 4_000, perSocket: 1 };
const LATE_MS = 300;
const ANSWERS_MS = 1_000;

type Draining = {
  io: Server;
  namespaces: readonly string[];
  underWay: UnderWay;
};

/**
 * Empties a server whose shoppers and agents go on elsewhere: tells them to move, waits until they have, answers what
 * they asked before, and cuts who is still there. Who is cut reconnects as after any lost connection.
 */
export async function drainSockets({ io, namespaces, underWay }: Draining): Promise<void> {
  const count = io.engine.clientsCount;
  const withinMs = Math.min(MOVING_MS.least + count * MOVING_MS.perSocket, MOVING_MS.most);
  for (const name of namespaces) io.of(name).local.emit('moving', withinMs);
  await untilNoneLeft(io, withinMs + LATE_MS);
  await within(ANSWERS_MS, underWay.close());
  // What was answered last is still to be written.
  await new Promise((resolve) => setImmediate(resolve));
  for (const name of namespaces) for (const socket of io.of(name).sockets.values()) socket.conn.close();
}

/** Waits for `work`, but not for ever; answers whether it was done in time. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}

async function untilNoneLeft(io: Server, ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (io.engine.clientsCount > 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
