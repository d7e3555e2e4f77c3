import { playTau2 } from '../support/play-tau2.js';
import type { BenchResult } from './bench-result.js';

/**
 * Scripted customers of tau2-retail, each kind of write in each manner: the share after whom the whole database is as
 * policy.md says. Prints the table; a story that went wrong is printed as it was told.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const { played, wrongElsewhere } = await playTau2();
  progress(`${'write'.padEnd(24)}${'manner'.padEnd(20)}${'about'.padEnd(50)}allowed  database`);
  for (const { story, said, allowed, wrong } of played) {
    const { kind, manner, about, agreed } = story;
    const verdict = wrong.length === 0 ? 'as the policy says' : `WRONG: ${wrong.join(', ')}`;
    const asked = `${allowed} of ${agreed.length}`.padEnd(9);
    progress(`${kind.padEnd(24)}${manner.padEnd(20)}${about.padEnd(50)}${asked}${verdict}`);
    if (wrong.length > 0) progress(said.join('\n'));
  }
  progress(`everything else: ${wrongElsewhere.length === 0 ? 'as it was' : `WRONG: ${wrongElsewhere.join(', ')}`}`);
  const right = played.filter(({ wrong }) => wrong.length === 0).length;
  const value = wrongElsewhere.length === 0 ? right / played.length : 0;
  return {
    name: 'tau2-policy',
    value,
    unit: 'share',
    baseline: null,
    ratio: null,
    detail: { stories: played.length, right },
  };
}
