import { describe, expect, it } from 'vitest';
import { cleanRows } from '../../../src/learning/data-care/clean-rows.js';
import { careLines, describeData } from '../../../src/learning/data-care/data-care.js';
import { reportPage } from '../../../src/learning/report/report-page.js';
import { summariseRun } from '../../../src/learning/report/summarise-run.js';
import { aRun } from '../report/a-run.js';

const LABELS = ['cancel', 'track'];
const given = [
  { text: 'where is my parcel', label: 'track' },
  { text: 'track my parcel now', label: 'track' },
  { text: 'Where is my parcel?', label: 'track' },
  { text: 'cancel my order', label: 'cancel' },
  { text: 'stop the order please', label: 'cancel' },
  { text: 'where has the parcel got to', label: 'cancel' },
];

describe('what is said of the phrases', () => {
  const { rows, dropped } = cleanRows(given);
  const isTrack = (text: string) => text.includes('parcel');
  const care = describeData({
    given,
    dropped,
    labels: LABELS,
    examples: rows.map((row) => ({ ...row, vector: Float32Array.from(isTrack(row.text) ? [0, 1] : [1, 0]) })),
    probabilities: rows.map(({ text }) => (isTrack(text) ? [0.1, 0.9] : [0.8, 0.2])),
  });

  it('names what was left out and the phrase it is like', () => {
    expect(care.dropped).toEqual([
      {
        kind: 'duplicate',
        text: 'Where is my parcel?',
        label: 'track',
        like: { text: 'where is my parcel', label: 'track' },
      },
    ]);
  });

  it('lists a phrase that stands in the wrong intent with the evidence, and no other', () => {
    expect(care.suspects).toHaveLength(1);
    expect(care.suspects[0]).toMatchObject({
      text: 'where has the parcel got to',
      given: 'cancel',
      suggested: 'track',
      givenProbability: 0.1,
      suggestedProbability: 0.9,
      nearest: 'where is my parcel',
    });
  });

  it('fits on a terminal', () => {
    expect(careLines(care)).toEqual([
      'Left out 1 phrases: 1 duplicate',
      '5 rows, 2 labels; largest to smallest 1.5 to 1; evenness 0.971',
      "1 phrases look like another intent's; all are in report.html",
      '  "where has the parcel got to": cancel 0.10, track 0.90 (its own phrases get 0.90); near "where is my parcel"',
    ]);
  });

  it('stands in the report, whatever a phrase is made of', () => {
    const [suspect] = care.suspects;
    if (suspect === undefined) throw new Error('a suspect was expected');
    const hostile = { ...care, suspects: [{ ...suspect, text: '<script>alert(1)</script>' }] };
    const page = reportPage(summariseRun(aRun([{ text: 'a', actual: 'a', said: 'a' }])), undefined, hostile);
    expect(page).toContain('id="phrases"');
    expect(page).toContain('&#60;script&#62;alert(1)');
    expect(page).not.toContain('<script>alert(1)');
    expect(page).toContain('stands twice');
  });
});
