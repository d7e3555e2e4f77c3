import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';
import type { BenchResult } from './bench-result.js';

const PER_SECOND = 20;
const SECONDS = 20;
const SHOPPERS = 20;
const LINES = [
  'where is my order',
  'how long do refunds take',
  'do you have a warm jumper',
  'do you ship to Spain',
  'is the blue jacket waterproof',
];

/**
 * Milliseconds from sending a message to having its answer, p99, open loop at 20 messages a second over 20 shoppers.
 * Baseline: a bare Socket.IO echo under the same load, in the same run.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const echo = await measureEcho();
  progress(`echo: p50 ${percentile(echo, 50).toFixed(1)} ms, p99 ${percentile(echo, 99).toFixed(1)} ms`);
  const server = await ServerProcess.start({ env: { ENCODER_PROCESSES: '2' } });
  const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => Shopper.arrive(server.address)));
  await Promise.all(shoppers.map((shopper) => shopper.ask('hello')));
  const latencies = await openLoop((index) => {
    const shopper = shoppers[index % SHOPPERS];
    return shopper === undefined ? Promise.resolve() : shopper.ask(LINES[index % LINES.length] ?? 'hello');
  });
  for (const shopper of shoppers) shopper.leave();
  await server.stop();
  removeDataDirs();
  const value = percentile(latencies, 99);
  const baseline = percentile(echo, 99);
  const detail = {
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    messages: latencies.length,
    echoP50: percentile(echo, 50),
  };
  return { name: 'turn-latency', value, unit: 'ms', baseline, ratio: value / baseline, detail };
}

async function measureEcho(): Promise<number[]> {
  const http = createServer();
  const server = new Server(http, { serveClient: false });
  server.on('connection', (socket) => socket.on('say', (text: string, ack: (text: string) => void) => ack(text)));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const clients = Array.from({ length: SHOPPERS }, () =>
    io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true }),
  );
  await Promise.all(clients.map((client) => new Promise<void>((resolve) => client.once('connect', resolve))));
  const latencies = await openLoop(async (index) => {
    await clients[index % SHOPPERS]?.emitWithAck('say', LINES[index % LINES.length]);
  });
  for (const client of clients) client.disconnect();
  await server.close();
  return latencies;
}

/** Sends by the clock, not by the answers: a slow answer delays nothing but itself. */
async function openLoop(send: (index: number) => Promise<unknown>): Promise<number[]> {
  const latencies: number[] = [];
  const pending: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; index < PER_SECOND * SECONDS; index++) {
    const due = started + (index * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    pending.push(send(index).then(() => void latencies.push(performance.now() - due)));
  }
  await Promise.all(pending);
  return latencies;
}

function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
