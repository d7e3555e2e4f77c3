import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../../../src/protocol/block.js';
import { freePort } from '../../support/free-port.js';
import { type Prompt, startScriptedModel } from '../../support/scripted-language-model.js';
import { removeDataDirs, ServerProcess } from '../../support/server-process.js';
import { Shopper } from '../../support/shopper.js';

/** Says every fact as it is, with a courtesy before it and a promise behind it. */
function embellish({ material }: Prompt): string {
  const facts = [...material.matchAll(/^\{"id":"(f\d+)","text":"(.*)"\}$/gmu)];
  return ['Thanks for asking.', ...facts.map(([, id, text]) => `${text} [${id}]`), 'You get 10% off.'].join('\n');
}

describe('a server with a language model', () => {
  let server: ServerProcess;
  let model: Awaited<ReturnType<typeof startScriptedModel>>;
  let metricsPort: number;
  beforeAll(async () => {
    model = await startScriptedModel({ kind: 'writes', text: embellish });
    metricsPort = await freePort();
    const env = { LLM_URL: `${model.url}/v1`, LLM_MODEL: 'words', LLM_KEY: 'sk-1', METRICS_PORT: String(metricsPort) };
    server = await ServerProcess.start({ env });
  });
  afterAll(async () => {
    await server?.stop();
    model?.stop();
    removeDataDirs();
  });

  const wordsOf = (blocks: Block[]) =>
    blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
  const figure = async (name: string) => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return Number(new RegExp(`^concierge_language_model_${name}_total (\\S+)$`, 'm').exec(text)?.[1]);
  };

  it('says what is so in the model’s words and drops its promise, the same to whoever reads it later', async () => {
    const shopper = await Shopper.arrive(server.address);
    const blocks = await shopper.ask('is the Pilot Day Backpack in stock?');
    expect(wordsOf(blocks)).toContain('Thanks for asking.');
    expect(wordsOf(blocks)).not.toContain('10%');
    const said = (await shopper.readAll()).entries.flatMap((entry) => (entry.kind === 'bot' ? entry.blocks : []));
    expect(wordsOf(said)).toBe(wordsOf(blocks));
    expect([await figure('calls'), await figure('reworded'), await figure('dropped_sentences')]).toEqual([1, 1, 1]);
    shopper.leave();
  });

  it('answers plainly while the model is away', async () => {
    model.does({ kind: 'answers', status: 503, body: '' });
    const shopper = await Shopper.arrive(server.address);
    const words = wordsOf(await shopper.ask('is the Pilot Day Backpack in stock?'));
    expect(words).not.toContain('Thanks for asking.');
    expect(words).not.toBe('');
    expect(await figure('fallbacks')).toBe(1);
    shopper.leave();
  });
});
