import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelCommand } from '../../src/learning/model-command.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';

const SHOPPERS = 4;
const LINES = ['where is my order', 'how long do refunds take', 'do you ship to Norway', 'thanks'];

describe('another model for a running server', () => {
  afterAll(removeDataDirs);

  it('takes over and goes back while shoppers chat; every message is answered once, and a restart keeps it', {
    timeout: 180_000,
  }, async () => {
    const dataDir = newDataDir();
    copyModel(join(dataDir, 'models/second'), 'second');
    let server = await ServerProcess.start({ dataDir, env: { ENCODER_PROCESSES: '1' } });
    const { email, password } = server.agent;
    const environment = () => ({
      DATA_DIR: dataDir,
      PORT: String(server.port),
      AGENT_EMAIL: email,
      AGENT_PASSWORD: password,
    });
    const ask = (...words: string[]) => modelCommand(words, environment());

    const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => Shopper.arrive(server.address)));
    let isOver = false;
    const talking = Promise.all(shoppers.map((shopper, index) => talkUntil(shopper, index, () => isOver)));
    expect(await ask('use', 'second')).toEqual(['second (second) serves; before: shipped']);
    await expect(ask('use', 'nowhere')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await ask('rollback')).toEqual([expect.stringMatching(/^shipped \(.+\) serves; before: second$/)]);
    expect(await ask('rollback')).toEqual(['second (second) serves; before: shipped']);
    expect(await ask('list')).toEqual(['shipped  before', 'second  serves']);
    isOver = true;
    await talking;
    for (const shopper of shoppers) {
      const { entries } = await shopper.readAll();
      const said = entries.filter(({ kind }) => kind === 'customer').length;
      expect(said).toBeGreaterThan(0);
      expect(entries.filter(({ kind }) => kind === 'bot')).toHaveLength(said);
      shopper.leave();
    }

    await server.stop();
    server = await ServerProcess.start({ dataDir });
    expect(await ask('list')).toEqual(['shipped  before', 'second  serves']);
    await server.stop();

    rmSync(join(dataDir, 'models/second/head.bin'));
    server = await ServerProcess.start({ dataDir, env: { LOG_LEVEL: 'error' } });
    expect(server.output).toMatch(/the model put into service cannot serve; the shipped one does/);
    expect(await ask('list')).toEqual(['shipped  serves', 'second']);
    await server.stop();
  });
});

function copyModel(folder: string, modelId: string): void {
  cpSync('intents/model', folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), modelId }));
}

/** One message after the other, each waited for. */
async function talkUntil(shopper: Shopper, start: number, isOver: () => boolean): Promise<void> {
  for (let index = 0; index === 0 || !isOver(); index++) {
    await shopper.ask(LINES[(start + index) % LINES.length] ?? 'hello');
    // A visitor may say thirty things in ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}
