import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startHub } from '../../../../src/learning/fine-tune/parallel/hub.js';
import { openLocalExchange } from '../../../../src/learning/fine-tune/parallel/local-exchange.js';
import { exchangeContract } from '../../../contract/exchange-contract.js';
import { buildChildEntry } from '../../../support/child-entry.js';

exchangeContract('processes of one machine', async ({ workers, timeoutMs }) => {
  const { address, run, close } = await startHub({ workers, timeoutMs });
  return { join: (place) => openLocalExchange({ ...place, address, run, timeoutMs }), close };
});

describe('the hub of one machine', () => {
  it('turns away whoever belongs to another run', async () => {
    const hub = await startHub({ workers: 1 });
    const stranger = openLocalExchange({ address: hub.address, run: 'another', worker: 0, workers: 1 });
    await expect(stranger).rejects.toMatchObject({ code: 'WORKERS_DIFFER', details: ['this is another run'] });
    await hub.close();
  });

  it.skipIf(process.platform === 'win32')('can be reached by this user alone', async () => {
    const hub = await startHub({ workers: 1 });
    expect(statSync(dirname(hub.address)).mode & 0o777).toBe(0o700);
    await hub.close();
    expect(() => statSync(dirname(hub.address))).toThrow('ENOENT');
  });

  it('says that it is not there', async () => {
    const worker = openLocalExchange({ address: '/nowhere/hub', run: 'any', worker: 0, workers: 1 });
    await expect(worker).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });

  it.each([
    ['no frame', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a hello of a gigabyte', frame(0, 2 ** 30)],
    ['a part before a hello', frame(2, 8)],
    ['a frame of no known kind', frame(99, 0)],
    ['a hello that is not JSON', Buffer.concat([frame(0, 3), Buffer.from('{{{')])],
  ])('turns away a connection that sends %s, and goes on', async (_what, bytes) => {
    const hub = await startHub({ workers: 1 });
    const exchange = await openLocalExchange({ ...hub, worker: 0, workers: 1 });
    const stranger = connect(hub.address);
    stranger.write(bytes);
    stranger.resume();
    await once(stranger, 'close');
    expect([...(await exchange.average(new Float32Array([3]), 2))]).toEqual([3]);
    await exchange.close();
    await hub.close();
  });

  it('ends the run for those who wait for it when it is closed', async () => {
    const hub = await startHub({ workers: 2 });
    const exchange = await openLocalExchange({ ...hub, worker: 0, workers: 2 });
    const waiting = expect(exchange.average(new Float32Array(1), 1)).rejects.toMatchObject({ code: 'WORKER_LOST' });
    await hub.close();
    await waiting;
  });
});

describe('a worker in a process of its own', () => {
  let entry: string;
  beforeAll(() => {
    entry = buildChildEntry('test/support/averaging-process.ts');
  });

  it.each(['SIGKILL', 'SIGSTOP'] as const)('ends the run for the others when it gets %s', async (signal) => {
    const hub = await startHub({ workers: 2, timeoutMs: 1500 });
    const exchange = await openLocalExchange({ ...hub, worker: 0, workers: 2 });
    const child = fork(entry, [hub.address, hub.run], { execArgv: [] });
    const exited = once(child, 'exit');
    expect([...(await exchange.average(new Float32Array([1, 1]), 1))]).toEqual([2, 2]);
    child.kill(signal);
    const waiting = exchange.average(new Float32Array([1, 1]), 1);
    await expect(waiting).rejects.toMatchObject({
      code: 'WORKER_LOST',
      details: [expect.stringMatching(/^worker 1 (ended|did not answer within 1.5 s), at step 2$/)],
    });
    child.kill('SIGKILL');
    await exited;
    await hub.close();
  });
});

/** The header of a frame and nothing of its content. */
function frame(kind: number, bytes: number): Buffer {
  const header = Buffer.alloc(24);
  [0x43_58_47_31, kind, 0, bytes].forEach((number, place) => void header.writeUInt32LE(number, place * 4));
  return header;
}
