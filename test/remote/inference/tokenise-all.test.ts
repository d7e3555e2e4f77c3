import { describe, expect, it } from 'vitest';
import { loadTokeniser } from '../../../src/remote/inference/load-tokeniser.js';
import { tokeniseAll } from '../../../src/remote/inference/tokenise-all.js';
import { readEncoderReference } from '../../support/encoder-reference.js';

describe('tokenising before a text is sent', () => {
  it('gives the ids that Python’s tokenisers give', async () => {
    const reference = readEncoderReference();
    const tokenise = await loadTokeniser('intents/model');
    const tokens = await tokeniseAll(
      tokenise,
      reference.map(({ text }) => text),
    );
    expect(tokens.map(({ ids }) => ids)).toEqual(reference.map(({ ids }) => ids));
  });

  it('knows a text of which the model knows no word', async () => {
    const tokenise = await loadTokeniser('intents/model');
    const texts = ['', '  ', '👍', 'คำสั่งซื้อของฉันอยู่ที่ไหน', '👍 thanks'];
    expect(texts.map((text) => tokenise(text).isUnknown)).toEqual([true, true, true, true, false]);
  });

  it('says which file of a model cannot be read', async () => {
    await expect(loadTokeniser('intents')).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      details: [expect.stringContaining('tokenizer')],
    });
  });

  it('lets others run between the texts of a long list', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const slow = (text: string) => {
      const end = performance.now() + 2;
      while (performance.now() < end);
      return { ids: [1, text.length, 2], isUnknown: false };
    };
    await tokeniseAll(
      slow,
      Array.from({ length: 30 }, () => 'a'),
    );
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
