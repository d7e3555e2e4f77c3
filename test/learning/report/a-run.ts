import { createRandom } from '../../../src/learning/random.js';
import type { EvaluationRow, EvaluationRun } from '../../../src/learning/report/evaluation-run.js';

type Said = Omit<EvaluationRow, 'probabilities'> & { said: string; sure?: number };

/** A run in which the model said this, so sure; the rest is spread evenly over the other labels. */
export function aRun(rows: Said[], options: Partial<EvaluationRun> = {}): EvaluationRun {
  const labels = options.labels ?? [...new Set(rows.flatMap(({ actual, said }) => [actual, said]))].sort();
  return {
    name: 'A run',
    modelId: 'intents-1',
    labels,
    rows: rows.map(({ said, sure = 0.9, ...row }) => ({
      ...row,
      probabilities: labels.map((label) => (label === said ? sure : (1 - sure) / Math.max(1, labels.length - 1))),
    })),
    ...options,
  };
}

/** Made-up messages over some intents, with everything a run may have. The same seed makes the same run. */
export function aWholeRun({ intents = 6, messages = 120, seed = 1, skill = 0.85 } = {}): EvaluationRun {
  const random = createRandom(seed);
  const labels = [...Array.from({ length: intents }, (_, at) => `intent_${at}`), 'out_of_scope'];
  const pick = () => labels[Math.floor(random() * labels.length)] ?? '';
  const rows = Array.from({ length: messages }, (_, at): Said => {
    const actual = labels[at % labels.length] ?? '';
    return {
      text: `message ${at}, please`,
      actual,
      said: random() < skill ? actual : pick(),
      sure: 0.5 + random() / 2,
      unknownScore: random() + (actual === 'out_of_scope' ? 0.5 : 0),
      language: at % 5 === 0 ? 'zh' : 'en',
      ...(at % 4 === 3 && { noise: 'misspelling' }),
      ...(at % 9 === 0 && {
        why: {
          words: [
            { word: 'message', change: -0.3 },
            { word: 'please', change: 0.1 },
          ],
          neighbours: [{ text: 'a training phrase', intent: actual, similarity: 0.8 }],
        },
      }),
    };
  });
  return aRun(rows, { labels, outOfScopeLabel: 'out_of_scope' });
}
