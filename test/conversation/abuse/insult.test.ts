import { describe, expect, it } from 'vitest';
import { isInsult } from '../../../src/conversation/abuse/insult.js';
import { readLabelledCsv } from '../../../src/learning/read-labelled-csv.js';

type Judged = { text: string; isOne: boolean; isTaken: boolean };

async function judge(name: string): Promise<Judged[]> {
  const rows = await readLabelledCsv(`test/fixtures/abuse/${name}.csv`);
  return rows.map(({ text, label }) => ({ text, isOne: label === 'insult', isTaken: isInsult(text) }));
}

function rates(judged: Judged[]): { precision: number; recall: number } {
  const hits = judged.filter(({ isOne, isTaken }) => isOne && isTaken).length;
  const taken = judged.filter(({ isTaken }) => isTaken).length;
  const all = judged.filter(({ isOne }) => isOne).length;
  return { precision: hits / taken, recall: hits / all };
}

const missed = (judged: Judged[]) => judged.filter(({ isOne, isTaken }) => isOne !== isTaken).map(({ text }) => text);

describe('insults', () => {
  it('are told from everything else in the sentences the rules were written by', async () => {
    expect(missed(await judge('tuning-2026-11-29'))).toEqual([]);
  });

  it('are told in sentences the rules were not written by: hardly a customer is wronged', async () => {
    const judged = await judge('held-out-2026-11-29');
    const { precision, recall } = rates(judged);
    process.stdout.write(
      `insults, ${judged.length} held-out sentences: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; ` +
        `wrong: ${missed(judged).join(' | ')}\n`,
    );
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ['two furious words at us', 'you ruined my week, pathetic', 0.97, true],
    ['the same words, calmly', 'you ruined my week, pathetic', 0.2, false],
  ])('take the mood into account: %s', (_what, text, frustration, isOne) => {
    expect(isInsult(text, { negative: 0.9, neutral: 0.1, positive: 0, frustration })).toBe(isOne);
  });
});
