import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownPhrases, readPhraseSource } from '../../src/learning/known-phrases.js';
import { readMessages } from '../../src/learning/read-messages.js';
import type { EvaluationRun } from '../../src/learning/report/evaluation-run.js';
import { runEvaluation } from '../../src/learning/run-evaluation.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';
import { writeIntent } from '../support/write-intent.js';

let encoder: EncoderPool;
const elsewhere = mkdtempSync(join(tmpdir(), 'other-intents-'));

beforeAll(async () => {
  writeIntent(elsewhere, 'wish');
  const log = createLog('silent');
  encoder = await createEncoderPool({ modelDir: 'intents/model', entry: buildEncoderEntry(), processes: 1, log });
});
afterAll(async () => {
  await encoder?.stop();
  rmSync(elsewhere, { recursive: true, force: true });
});

describe('an evaluation of the model that ships', () => {
  const rows = [
    { text: 'where is my order HL-104233', label: 'track_order' },
    { text: 'I want a human', label: 'greeting' },
    { text: 'my name is Anna Berg, get me a person at anna.berg@example.com', label: 'human_agent' },
    { text: 'anna.berg@example.com', label: 'update_account' },
  ];

  async function evaluate(intents = 'intents') {
    const model = await readModelFolder('intents/model');
    const source = await readPhraseSource('intents/model', { intents, progress: () => {} });
    const known = await knownPhrases(model, { encoder, source, progress: () => {} });
    const texts = rows.map(({ text }) => text);
    const read = await readMessages({ model, encoder }, texts, () => {});
    return { model, run: await runEvaluation('some', { model, encoder, rows, read, known }) };
  }

  it('says of each message what a served one is told, and why', async () => {
    const { model, run } = await evaluate();
    const understand = createUnderstand({ encoder, model });
    for (const [index, { text }] of rows.slice(0, 2).entries()) {
      const [best] = (await understand(text)).ranking;
      const { probabilities = [], why } = run.rows[index] ?? {};
      expect(probabilities[run.labels.indexOf(best?.intent ?? '')]).toBeCloseTo(best?.probability ?? 0, 6);
      expect(why?.words.length).toBeGreaterThan(2);
      expect(why?.neighbours[0]?.intent).toBe(best?.intent);
    }
    expect(run.outOfScopeLabel).toBe('out_of_scope');
  });

  it('finds that the word that says it all speaks for its intent', async () => {
    const { run } = await evaluate();
    const change = run.rows[1]?.why?.words.find(({ word }) => word === 'human')?.change;
    expect(change).toBeLessThan(-0.2);
  });

  it('shows no personal data, neither in the messages nor in the words that moved them', async () => {
    const { run } = await evaluate();
    expect(JSON.stringify(run)).not.toMatch(/anna|berg|example|104233/i);
    expect(run.rows[2]?.text).toContain('get me a person');
    expect(run.rows[3]?.text).toBe('…');
  });

  it('shows the phrases the model keeps, and no words where they stand nowhere any more', async () => {
    const [as, without] = [await evaluate(), await evaluate(elsewhere)];
    const near = (run: EvaluationRun) => run.rows[1]?.why?.neighbours ?? [];
    expect(near(as.run).every(({ text }) => text !== undefined)).toBe(true);
    expect(near(without.run)).toEqual(near(as.run).map(({ intent, similarity }) => ({ intent, similarity })));
  });
});
