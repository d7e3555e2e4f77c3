import { describe, expect, it } from 'vitest';
import { decideIntent } from '../../src/understanding/decide-intent.js';

const thresholds = { confident: 0.625, gap: 0.25, pair: 0.7 };
const ranking = (...pairs: [string, number][]) => pairs.map(([intent, probability]) => ({ intent, probability }));

describe('deciding', () => {
  it.each([
    [
      'acts on a clear best',
      ranking(['track', 0.8], ['cancel', 0.1]),
      { kind: 'confident', intent: 'track', probability: 0.8 },
    ],
    [
      'acts at exactly the least probability and lead',
      ranking(['track', 0.625], ['cancel', 0.375]),
      { kind: 'confident', intent: 'track', probability: 0.625 },
    ],
    [
      'asks between two close ones',
      ranking(['track', 0.45], ['cancel', 0.4]),
      { kind: 'ambiguous', intents: ['track', 'cancel'] },
    ],
    [
      'asks when the best leads by too little',
      ranking(['track', 0.65], ['cancel', 0.5]),
      { kind: 'ambiguous', intents: ['track', 'cancel'] },
    ],
    ['is unsure when nothing stands out', ranking(['track', 0.2], ['cancel', 0.1]), { kind: 'unsure' }],
    ['is unsure of nothing at all', [], { kind: 'unsure' }],
    ['says out of scope when sure of it', ranking(['out_of_scope', 0.9], ['track', 0.05]), { kind: 'out-of-scope' }],
    [
      'never asks whether something is out of scope',
      ranking(['track', 0.45], ['out_of_scope', 0.4]),
      { kind: 'unsure' },
    ],
    ['acts on an only intent', ranking(['track', 0.9]), { kind: 'confident', intent: 'track', probability: 0.9 }],
  ] as const)('%s', (_what, scores, expected) => {
    expect(decideIntent(scores, thresholds)).toEqual(expected);
  });
});
