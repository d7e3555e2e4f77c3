import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from './errors.js';

/** Where it listens, e.g. `http://localhost:3000`. @throws PORT_UNAVAILABLE */
export async function listen(http: Server, { port, host }: { port: number; host: string }): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (cause) => reject(new AppError('PORT_UNAVAILABLE', { cause, details: [`${host}:${port}`] })));
    // A restart brings everybody back at once: more than the 511 connections that wait by default.
    http.listen({ port, host, backlog: 8192 }, resolve);
  });
  const bound: AddressInfo | string | null = http.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${boundPort}`;
}
