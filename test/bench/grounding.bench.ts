import { FALSEHOODS, isKept, passes, REWORDINGS } from '../conversation/phrasing/grounding-cases.js';
import type { BenchResult } from './bench-result.js';

/** Planted falsehoods that a language model could have said: none may pass. Beside it the share of true rewordings kept. */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const passed = FALSEHOODS.filter(passes);
  for (const { why, text } of passed) progress(`said although false (${why}): ${text}`);
  const lost = REWORDINGS.filter((rewording) => !isKept(rewording));
  for (const { text } of lost) progress(`not said although true: ${text}`);
  return {
    name: 'grounding',
    value: passed.length,
    unit: 'falsehoods said',
    baseline: null,
    ratio: null,
    detail: {
      falsehoods: FALSEHOODS.length,
      rewordings: REWORDINGS.length,
      rewordingsKept: REWORDINGS.length - lost.length,
      keptShare: Math.round((1 - lost.length / REWORDINGS.length) * 1000) / 1000,
    },
  };
}
