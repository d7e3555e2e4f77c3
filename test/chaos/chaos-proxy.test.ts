import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChaosProxy } from './chaos-proxy.js';

/** Sends back what it gets. */
class EchoServer {
  readonly sockets = new Set<Socket>();
  /** All bytes that came in. */
  received = 0;
  private readonly server: Server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk) => {
      this.received += chunk.length;
      socket.write(chunk);
    });
  });

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A client that remembers what it heard and how it ended. */
async function arrive(port: number) {
  const socket = connect({ port, host: '127.0.0.1' });
  const client = { socket, heard: '', fault: '', isClosed: false };
  socket.on('data', (chunk) => {
    client.heard += chunk.toString();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    client.fault = error.code ?? '';
  });
  socket.on('close', () => {
    client.isClosed = true;
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return client;
}

describe('ChaosProxy', () => {
  let echo: EchoServer;
  let proxy: ChaosProxy;
  beforeEach(async () => {
    echo = new EchoServer();
    proxy = await ChaosProxy.start(await echo.listen());
  });
  afterEach(async () => {
    await proxy.stop();
    await echo.close();
  });

  it('carries bytes both ways, unchanged and in order, however many', async () => {
    const client = await arrive(proxy.port);
    const text = Array.from({ length: 200_000 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    client.socket.write(text);
    await until(() => client.heard.length === text.length);
    expect(client.heard).toBe(text);
  });

  it('cuts both sides of open connections, and lets new ones in', async () => {
    const client = await arrive(proxy.port);
    client.socket.write('hello');
    await until(() => client.heard === 'hello');
    expect(proxy.cut()).toBe(1);
    await until(() => client.isClosed && echo.sockets.size === 0);
    expect(client.fault).toBe('ECONNRESET');
    const next = await arrive(proxy.port);
    next.socket.write('again');
    await until(() => next.heard === 'again');
  });

  it('holds bytes back while stalled, and loses none', async () => {
    const client = await arrive(proxy.port);
    proxy.stall();
    client.socket.write('one ');
    const late = await arrive(proxy.port);
    late.socket.write('late');
    await pause(100);
    expect([client.heard, late.heard, echo.received]).toEqual(['', '', 0]);
    proxy.clear();
    client.socket.write('two');
    await until(() => client.heard === 'one two' && late.heard === 'late');
  });

  it('holds back one direction alone', async () => {
    const client = await arrive(proxy.port);
    proxy.stall(['to-client']);
    client.socket.write('hello');
    await until(() => echo.received === 5);
    await pause(50);
    expect(client.heard).toBe('');
    proxy.clear();
    await until(() => client.heard === 'hello');
  });

  it('lets so many bytes a second through, and all of them in the end', async () => {
    const client = await arrive(proxy.port);
    proxy.slow(2000);
    const started = performance.now();
    client.socket.write('x'.repeat(1000));
    await until(() => client.heard.length === 1000);
    // A timer may be late, never early: half of the time it should take at the least.
    expect(performance.now() - started).toBeGreaterThan(250);
  });

  it('keeps a half-open connection open while its bytes vanish', async () => {
    const client = await arrive(proxy.port);
    client.socket.write('hello');
    await until(() => client.heard === 'hello');
    proxy.halfOpen();
    client.socket.write('into the void');
    const late = await arrive(proxy.port);
    late.socket.write('nobody there');
    await pause(100);
    expect([client.heard, client.isClosed, late.heard, late.isClosed]).toEqual(['hello', false, '', false]);
    expect(echo.received).toBe(5);
    for (const socket of echo.sockets) socket.destroy();
    await pause(50);
    expect(client.isClosed).toBe(false);
  });

  it("loses the server's bytes alone when only that direction is gone", async () => {
    const client = await arrive(proxy.port);
    proxy.halfOpen(['to-client']);
    client.socket.write('hello');
    await until(() => echo.received === 5);
    await pause(50);
    expect([client.heard, client.isClosed]).toEqual(['', false]);
  });

  it('passes on that one side has hung up', async () => {
    const client = await arrive(proxy.port);
    client.socket.write('hello');
    await until(() => client.heard === 'hello');
    for (const socket of echo.sockets) socket.destroy();
    await until(() => client.isClosed);
    expect(proxy.connections).toBe(0);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${isSo}`);
    await pause(5);
  }
}
