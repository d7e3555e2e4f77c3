import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/learning/report/compare-runs.js';
import { openingSentences } from '../../../src/learning/report/opening-sentences.js';
import { reportPage } from '../../../src/learning/report/report-page.js';
import { summariseRun } from '../../../src/learning/report/summarise-run.js';
import { aRun, aWholeRun } from './a-run.js';

const HOSTILE = '<img src=x onerror=alert(1)>"\'`&</script>';

describe('the report page', () => {
  it('shows every part of a whole run', () => {
    const run = aWholeRun();
    const page = reportPage(summariseRun(run), compareRuns(aWholeRun({ seed: 2 }), run));
    const parts = [...page.matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(parts).toEqual([
      'comparison',
      'mistakes',
      'confidence',
      'out-of-scope',
      'groups',
      'why',
      'intents',
      'matrix',
    ]);
  });

  it('leaves out what the run does not have', () => {
    const page = reportPage(summariseRun(aRun([{ text: 'a', actual: 'a', said: 'a' }])));
    const parts = [...page.matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(parts).toEqual(['mistakes', 'confidence', 'intents', 'matrix']);
    expect(page).toContain('No message was misread.');
  });

  it('escapes messages, labels, names, words, phrases and languages', () => {
    const hostile = (seed: number) =>
      aRun(
        ['a', HOSTILE].map((said, at) => ({
          text: `${HOSTILE} ${at}`,
          actual: HOSTILE,
          said: seed === 1 ? said : 'a',
          noise: HOSTILE,
          language: `${HOSTILE}${at}`,
          why: {
            words: [{ word: HOSTILE, change: -0.2 }],
            neighbours: [{ text: HOSTILE, intent: HOSTILE, similarity: 1 }],
          },
        })),
        { name: HOSTILE, modelId: HOSTILE },
      );
    const page = reportPage(summariseRun(hostile(1)), compareRuns(hostile(2), hostile(1)));
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(page).not.toContain('<img');
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page.match(/="[^"]*onerror[^"]*"/g)?.every((value) => !value.includes('<'))).toBe(true);
  });

  it('needs nothing beside it', () => {
    const page = reportPage(summariseRun(aWholeRun()));
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/);
    expect(page).not.toMatch(/https?:|@import|url\(/);
    expect(page).toContain('default-src &#39;none&#39;');
  });

  it('writes no figure that is not a number', () => {
    const empty = reportPage(
      summariseRun(aRun([], { labels: ['a'] })),
      compareRuns(aRun([], { labels: ['a'] }), aWholeRun()),
    );
    expect(empty).toContain('There was no message to judge the model on.');
    for (const page of [empty, reportPage(summariseRun(aWholeRun()))])
      expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the opening sentences', () => {
  const rows = (right: number, of: number, sure: number) =>
    Array.from({ length: of }, (_, at) => ({ text: `${at}`, actual: 'a', said: at < right ? 'a' : 'b', sure }));
  const about = (right: number, of: number, sure: number) =>
    openingSentences(summariseRun(aRun(rows(right, of, sure))));

  it('say how many messages were read right and how far that can be trusted', () => {
    expect(about(90, 100, 0.9)[0]).toBe(
      'Of 100 messages, the model read 90 as their writers meant them: about 90 in 100 (with this many messages, the true figure lies between 83\u00a0% and 94\u00a0%).',
    );
  });

  it('say whether its confidence is honest, too high or too low', () => {
    expect(about(90, 100, 0.9)[1]).toMatch(/^It can be taken at its word/);
    expect(about(60, 100, 0.9)[1]).toMatch(
      /^It is surer of itself than it should be.* 30\.0 points on average, mostly too high/,
    );
    expect(about(90, 100, 0.6)[1]).toMatch(
      /^It is right more often than it says.* 30\.0 points on average, mostly too low/,
    );
  });

  it('name the most frequent mistake when no message is out of scope', () => {
    expect(about(97, 100, 0.9)[2]).toBe('Its most frequent mistake is to read “a” as “b”: 3 times here.');
    expect(about(100, 100, 0.9)[2]).toBe('It made no mistake on these messages.');
  });

  it('say what catching messages out of scope costs', () => {
    const outside = { text: 'o', actual: 'oos', said: 'a', unknownScore: 1 };
    const inside = [0, 2, 0, 0].map((unknownScore) => ({ text: 'i', actual: 'a', said: 'a', unknownScore }));
    const run = aRun([outside, ...inside], { labels: ['a'], outOfScopeLabel: 'oos' });
    expect(openingSentences(summariseRun(run))[2]).toContain('hold back 25.0\u00a0% of those it is for');
  });
});
