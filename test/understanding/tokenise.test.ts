import { readFileSync } from 'node:fs';
import { PreTrainedTokenizer } from '@huggingface/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { knowsAWord, silentTokens } from '../../src/understanding/silent-tokens.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import { missing, noShared } from '../support/require-parts.js';

const rowsSchema = z.array(z.object({ text: z.string(), limit: z.number(), ids: z.array(z.number()) }));
const encoders = [
  { kind: 'WordPiece', folder: 'intents/base', fixture: 'word-piece.json', lack: undefined },
  {
    kind: 'Unigram',
    folder: '../shared/multilingual-encoder',
    fixture: 'unigram.json',
    lack: noShared('multilingual-encoder/tokenizer.json'),
  },
];

for (const { kind, folder, fixture, lack } of encoders) {
  describe.skipIf(missing(lack))(`a ${kind} tokeniser`, () => {
    let tokenizer: PreTrainedTokenizer;
    let silent: ReadonlySet<number>;
    beforeAll(() => {
      const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
      const json = read('tokenizer.json');
      tokenizer = new PreTrainedTokenizer(json, read('tokenizer_config.json'));
      silent = silentTokens(json);
    });
    const rows = rowsSchema.parse(JSON.parse(readFileSync(`test/fixtures/tokenizers/${fixture}`, 'utf8')));

    it("gives the ids that Python's tokenizers gives, texts that are too long included", () => {
      expect(rows.length).toBeGreaterThan(150);
      for (const { text, limit, ids } of rows) expect(tokenise(tokenizer, text, limit), text.slice(0, 60)).toEqual(ids);
    });

    it('keeps the opening and the closing token however short the cut', () => {
      const [first, last] = [rows[0]?.ids[0], rows[0]?.ids.at(-1)];
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 2, max: 40 }), (text, limit) => {
          const ids = tokenise(tokenizer, text, limit);
          expect([ids[0], ids.at(-1)]).toEqual([first, last]);
          expect(ids.length).toBeLessThanOrEqual(limit);
        }),
        { numRuns: 50 },
      );
    });

    it('cuts a served text at 128, or sooner where the model takes less', () => {
      const text = 'very long '.repeat(200);
      expect(tokenise(tokenizer, text)).toHaveLength(128);
      const short = { encode: (words: string) => tokenizer.encode(words), model_max_length: 24 };
      expect(tokenise(short, text)).toHaveLength(24);
    });

    it('knows a word of what was written in a language, and none of a picture or a space', () => {
      const isKnown = (text: string) => knowsAWord(tokenise(tokenizer, text), silent);
      expect(['where is my parcel', 'ok', '?'].every(isKnown)).toBe(true);
      expect(['', '   ', '\u200b', '🫠', '🫠🪿 🫠'].some(isKnown)).toBe(false);
    });
  });
}
