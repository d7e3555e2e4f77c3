import { describe, expect, it } from 'vitest';
import { explainByOcclusion } from '../../../src/learning/report/explain.js';

/** Scores by words: a start of .2, and what each word adds. */
const scoreBy = (worth: Record<string, number>, asked: string[] = []) => {
  return async (texts: string[]) => {
    asked.push(...texts);
    return texts.map((text) =>
      Object.entries(worth).reduce((sum, [word, value]) => sum + (text.includes(word) ? value : 0), 0.2),
    );
  };
};

describe('an explanation by leaving words out', () => {
  it('finds the words that speak for the intent and against it', async () => {
    const asked: string[] = [];
    const changes = await explainByOcclusion('Where is  my (order)?', scoreBy({ order: 0.5, my: -0.1 }, asked));
    expect(changes).toEqual([
      { word: 'Where', change: 0 },
      { word: 'is', change: 0 },
      { word: 'my', change: expect.closeTo(0.1) },
      { word: 'order', change: expect.closeTo(-0.5) },
    ]);
    expect(asked).toEqual([
      'Where is  my (order)?',
      'is my (order)?',
      'Where my (order)?',
      'Where is (order)?',
      'Where is my ()?',
    ]);
  });

  it('leaves a repeated word out once at a time', async () => {
    const asked: string[] = [];
    await explainByOcclusion('no no', scoreBy({}, asked));
    expect(asked).toEqual(['no no', 'no', 'no']);
  });

  it('cuts Chinese into its words', async () => {
    const changes = await explainByOcclusion('我的订单什么时候到', scoreBy({ 订单: 0.4 }));
    expect(changes.find(({ word }) => word === '订单')?.change).toBeCloseTo(-0.4);
    expect(changes.length).toBeGreaterThan(2);
  });

  it('never scores an empty text: the only word takes everything with it', async () => {
    const asked: string[] = [];
    expect(await explainByOcclusion('???', scoreBy({}, asked))).toEqual([{ word: '???', change: -0.2 }]);
    expect(asked).toEqual(['???']);
    expect(await explainByOcclusion('  ', scoreBy({}))).toEqual([]);
  });
});
