import { afterEach, describe, expect, it } from 'vitest';
import type { Log } from '../../../src/log.js';
import { createChatCompletions } from '../../../src/remote/language-model/chat-completions.js';
import { type Behaviour, startScriptedModel } from '../../support/scripted-language-model.js';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const ASKED = { instructions: 'Word it.', material: 'secret words of a customer', timeoutMs: 2_000 };
const PATIENT = { faultLimit: 100, firstOpenMs: 1, lastOpenMs: 1 };

async function aModel(behaviour: Behaviour, options: { most?: number; rules?: typeof PATIENT; path?: string } = {}) {
  const { path = '', ...rest } = options;
  const server = await startScriptedModel(behaviour);
  const lines: string[] = [];
  const keep = (fields: object, sentence: string) => void lines.push(`${sentence} ${JSON.stringify(fields)}`);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const model = createChatCompletions({
    url: `${server.url}${path}`,
    model: 'words',
    key: 'k-1',
    log,
    rules: PATIENT,
    ...rest,
  });
  ends.push(model.close, server.stop);
  return { server, model, lines };
}

describe('chat completions', () => {
  it.each(['', '/v1', '/v1/'])(
    'are asked with model, key and material at an address that ends with "%s"',
    async (path) => {
      const { server, model } = await aModel({ kind: 'writes', text: 'Fine.' }, { path });
      expect(await model.write(ASKED)).toBe('Fine.');
      expect(server.prompts[0]).toMatchObject({ material: ASKED.material, authorization: 'Bearer k-1' });
      expect(server.prompts[0]?.raw).toMatch(/^\/v1\/chat\/completions\n/);
    },
  );

  it.each([
    ['an error of the server', { kind: 'answers', status: 500, body: 'secret words of a customer' }],
    ['a redirect', { kind: 'answers', status: 302, body: '' }],
    ['an answer that is no JSON', { kind: 'answers', status: 200, body: '<html>' }],
    ['JSON of another form', { kind: 'answers', status: 200, body: '{"choices":[]}' }],
    ['a text that is too long', { kind: 'writes', text: 'a'.repeat(9_000) }],
    ['an answer without end', { kind: 'answers', status: 200, body: 'a'.repeat(1_000_000) }],
    ['a connection that is cut', { kind: 'cuts' }],
  ] satisfies [string, Behaviour][])(
    'come to nothing for %s, and the log holds no word of it',
    async (_what, behaviour) => {
      const { model, lines } = await aModel(behaviour);
      expect(await model.write(ASKED)).toBeUndefined();
      expect(lines).toHaveLength(1);
      expect(lines.join()).not.toContain('secret');
    },
  );

  it('are waited for no longer than was said', async () => {
    const { model } = await aModel({ kind: 'hangs' });
    expect(await model.write({ ...ASKED, timeoutMs: 60 })).toBeUndefined();
  });

  it('are not asked while too many are under way', async () => {
    const { server, model } = await aModel({ kind: 'writes', text: 'Fine.', afterMs: 100 }, { most: 2 });
    const texts = await Promise.all([1, 2, 3, 4].map(() => model.write(ASKED)));
    expect(texts).toEqual(['Fine.', 'Fine.', undefined, undefined]);
    expect(server.prompts).toHaveLength(2);
  });

  it('are left alone after faults in a row, and asked again by one call once the wait is over', async () => {
    const rules = { faultLimit: 2, firstOpenMs: 150, lastOpenMs: 150 };
    const { server, model } = await aModel({ kind: 'answers', status: 503, body: '' }, { rules });
    for (let call = 0; call < 6; call++) await model.write(ASKED);
    expect(server.prompts).toHaveLength(2);
    server.does({ kind: 'writes', text: 'Back.', afterMs: 50 });
    await new Promise((resolve) => setTimeout(resolve, 170));
    expect(await Promise.all([model.write(ASKED), model.write(ASKED)])).toEqual(['Back.', undefined]);
    expect(await model.write(ASKED)).toBe('Back.');
  });
});
