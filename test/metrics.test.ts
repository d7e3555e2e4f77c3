import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeDataDirs, ServerProcess } from './support/server-process.js';
import { Shopper } from './support/shopper.js';

describe('the figures of a server', () => {
  let server: ServerProcess;
  const port = 20_000 + (process.pid % 20_000);
  beforeAll(async () => {
    server = await ServerProcess.start({ env: { METRICS_PORT: String(port) } });
  });
  afterAll(async () => {
    await server?.stop();
    removeDataDirs();
  });

  async function figure(name: string): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await response.text())?.[1]);
  }

  it('count who is connected and what is owed, beside the process’s own', async () => {
    expect(await figure('concierge_sockets')).toBe(0);
    const shopper = await Shopper.arrive(server.address);
    expect(await figure('concierge_sockets')).toBe(1);
    await shopper.ask('hello');
    expect(await figure('concierge_turn_backlog')).toBe(0);
    expect(await figure('concierge_jobs_waiting')).toBe(0);
    expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    shopper.leave();
  });

  it('are not served where shoppers are', async () => {
    expect((await fetch(`${server.address}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });
});
