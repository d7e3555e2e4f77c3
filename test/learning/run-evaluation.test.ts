import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runEvaluation } from '../../src/learning/run-evaluation.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';

let encoder: EncoderPool;

beforeAll(async () => {
  const log = createLog('silent');
  encoder = await createEncoderPool({ modelDir: 'intents/model', entry: buildEncoderEntry(), processes: 1, log });
});
afterAll(() => encoder?.stop());

describe('an evaluation of the model that ships', () => {
  const rows = [
    { text: 'where is my order HL-104233', label: 'track_order' },
    { text: 'I want a human', label: 'greeting' },
  ];
  const phrases = [
    { text: 'let me talk to a person', label: 'human_agent' },
    { text: 'where has my order got to', label: 'track_order' },
  ];

  it('says of each message what a served one is told, and why', async () => {
    const model = await readModelFolder('intents/model');
    const run = await runEvaluation('two', { model, encoder, rows, phrases, progress: () => {} });
    const understand = createUnderstand({ encoder, model });
    for (const [index, { text }] of rows.entries()) {
      const [best] = (await understand(text)).ranking;
      const { probabilities = [], why, text: judged } = run.rows[index] ?? {};
      expect(judged).toBe(text);
      expect(probabilities[run.labels.indexOf(best?.intent ?? '')]).toBeCloseTo(best?.probability ?? 0, 6);
      expect(why?.words.length).toBeGreaterThan(2);
      expect(why?.neighbours[0]?.intent).toBe(best?.intent);
    }
    expect(run.outOfScopeLabel).toBe('out_of_scope');
  });

  it('finds that the word that says it all speaks for its intent', async () => {
    const model = await readModelFolder('intents/model');
    const run = await runEvaluation('two', { model, encoder, rows, phrases, progress: () => {} });
    const change = run.rows[1]?.why?.words.find(({ word }) => word === 'human')?.change;
    expect(change).toBeLessThan(-0.2);
  });
});
