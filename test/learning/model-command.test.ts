import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelCommand } from '../../src/learning/model-command.js';
import { createModelShelf } from '../../src/understanding/model-shelf.js';
import { freePort } from '../support/free-port.js';
import { writeSmallModel } from '../support/small-model.js';
import { writeIntent } from '../support/write-intent.js';

describe('the model command, where no server runs', () => {
  let dataDir = '';
  let env: Record<string, string>;
  const run = (...words: string[]) => modelCommand(words, env);
  const pointer = () => createModelShelf({ modelsDir: join(dataDir, 'models'), shippedDir: '' }).pointer();

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'model-command-'));
    const shipped = join(dataDir, 'what-ships');
    await writeSmallModel(shipped, { modelId: 'small-one', labels: ['a', 'b'], seed: 1 });
    cpSync(shipped, join(dataDir, 'models/next'), { recursive: true });
    const intents = join(dataDir, 'intents');
    for (const name of ['a', 'b']) writeIntent(intents, name);
    env = { DATA_DIR: dataDir, MODEL_DIR: shipped, INTENTS_DIR: intents, PORT: String(await freePort()) };
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('lists what there is, puts a model into service for the next start, and goes back', async () => {
    expect(await run('list')).toEqual(['shipped  serves', 'next']);
    expect(await run('use', join(dataDir, 'models/next/'))).toEqual([
      'next (small-one) serves; before: shipped from the next start on: no server runs here',
    ]);
    expect(await run('list')).toEqual(['shipped  before', 'next  serves']);
    await run('rollback');
    expect(await pointer()).toEqual({ current: 'shipped', previous: 'next' });
    await run('use', 'next');
    expect(await pointer()).toEqual({ current: 'next', previous: 'shipped' });
  });

  it('leaves things as they are when the model is damaged or lies elsewhere', async () => {
    writeFileSync(join(dataDir, 'models/next/head.bin'), 'short');
    await expect(run('use', 'next')).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    await expect(run('use', '/etc')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(run('use', '../..')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(run('rollback')).rejects.toMatchObject({ code: 'NO_PREVIOUS_MODEL' });
    expect(await pointer()).toBeUndefined();
  });

  it('refuses a model that knows what is no intent, and says what there is no label for', async () => {
    writeIntent(env.INTENTS_DIR ?? '', 'c');
    expect(await run('use', 'next')).toEqual([
      expect.stringContaining('next (small-one) serves'),
      expect.stringMatching(/^next was not taught c: .*npm run train$/),
    ]);
    rmSync(join(env.INTENTS_DIR ?? '', 'b.yaml'));
    await expect(run('use', 'shipped')).rejects.toMatchObject({
      code: 'MODEL_NOT_INTERCHANGEABLE',
      details: [
        expect.stringMatching(/^shipped knows b, for which there is no intent/),
        expect.stringMatching(/^shipped was not taught c/),
        expect.stringContaining('INTENTS_DIR'),
      ],
    });
    expect(await pointer()).toEqual({ current: 'next', previous: 'shipped' });
  });

  it.each([[[]], [['use']], [['list', 'more']], [['use', 'a', 'b']], [['destroy']]])(
    'says what it expects: %j',
    async (words) => {
      await expect(run(...words)).rejects.toMatchObject({
        code: 'BAD_INPUT',
        details: [expect.stringMatching(/^Expected/), expect.stringContaining('--help')],
      });
    },
  );

  it('does not move the pointer behind a running server’s back', async () => {
    const server = createServer((_request, response) => response.end('{}'));
    await listen(server, 0);
    const busy = { ...env, PORT: String((server.address() as AddressInfo).port) };
    await expect(modelCommand(['use', 'next'], busy)).rejects.toMatchObject({
      code: 'NOT_SIGNED_IN',
      details: [expect.stringMatching(/AGENT_EMAIL/)],
    });
    server.close();
    expect(await pointer()).toBeUndefined();
  });

  it('never takes a named server that does not answer for none', async () => {
    env.CONCIERGE_URL = `http://127.0.0.1:${env.PORT}`;
    env.AGENT_TOKEN = 'token';
    await expect(run('use', 'next')).rejects.toThrow();
    expect(await pointer()).toBeUndefined();
  });
});

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}
