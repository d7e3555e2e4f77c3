import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanRows } from '../../../src/learning/data-care/clean-rows.js';
import { comparableText } from '../../../src/learning/data-care/comparable-text.js';

const LONG = 'i ordered two wool blankets ten days ago and have heard nothing since the confirmation';

const text = fc.constantFrom(
  'Where is it?',
  'where is it',
  'Hi',
  'hi!!',
  '?',
  '我的包裹在哪里',
  LONG,
  `${LONG}s`,
  'cancel HL-104233',
  'cancel HL-998877',
);
const label = fc.constantFrom('track', 'greet', 'cancel');
const rowsOf = fc.array(fc.record({ text, label }), { maxLength: 25 });
const texts = fc.array(text, { maxLength: 3 });

describe('cleaning rows', () => {
  it('keeps or accounts for every row, and nothing twice', () => {
    fc.assert(
      fc.property(rowsOf, texts, (rows, heldOut) => {
        const cleaned = cleanRows(rows, { heldOut });
        const dropped = new Set(cleaned.dropped.map(({ place }) => place));
        expect(dropped.size).toBe(cleaned.dropped.length);
        expect(cleaned.rows).toEqual(rows.filter((_, place) => !dropped.has(place)));
      }),
    );
  });

  it('leaves one row for a text, and none that is held out', () => {
    fc.assert(
      fc.property(rowsOf, texts, (rows, heldOut) => {
        const kept = cleanRows(rows, { heldOut }).rows.map((row) => comparableText(row.text));
        expect(new Set(kept).size).toBe(kept.length);
        for (const each of heldOut) expect(kept).not.toContain(comparableText(each));
      }),
    );
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(rowsOf, texts, (rows, heldOut) => {
        const once = cleanRows(rows, { heldOut }).rows;
        expect(cleanRows(once, { heldOut })).toMatchObject({ rows: once, dropped: [], contradictions: [] });
      }),
    );
  });

  it('keeps the first of equal and of nearly equal texts, and says which it is like', () => {
    const rows = [
      { text: 'Where is my order?', label: 'track' },
      { text: LONG, label: 'track' },
      { text: 'where is my order HL-104233', label: 'track' },
      { text: `${LONG}.s`, label: 'track' },
    ];
    expect(cleanRows(rows)).toMatchObject({
      rows: rows.slice(0, 2),
      dropped: [
        { kind: 'duplicate', place: 2, of: 0, similarity: 1 },
        { kind: 'near-duplicate', place: 3, of: 1, similarity: expect.closeTo(0.977, 3) },
      ],
    });
  });

  it('leaves out a text with two labels, wherever it stands', () => {
    const rows = [
      { text: 'my refund', label: 'refund_status' },
      { text: 'hello', label: 'greeting' },
      { text: 'My refund!', label: 'refund_policy' },
    ];
    expect(cleanRows(rows)).toMatchObject({
      rows: [{ text: 'hello' }],
      dropped: [
        { kind: 'contradiction', place: 0 },
        { kind: 'contradiction', place: 2 },
      ],
      contradictions: [
        {
          text: 'my refund',
          rows: [
            { place: 0, label: 'refund_status' },
            { place: 2, label: 'refund_policy' },
          ],
          kept: undefined,
        },
      ],
    });
  });

  it('takes one label among many others for a slip', () => {
    const labels = ['complaint', 'greeting', 'greeting', 'greeting'];
    const cleaned = cleanRows(labels.map((each) => ({ text: 'hello', label: each })));
    expect(cleaned.rows).toEqual([{ text: 'hello', label: 'greeting' }]);
    expect(cleaned.contradictions).toMatchObject([{ kept: 'greeting' }]);
    expect(cleaned.dropped.map(({ kind }) => kind)).toEqual(['contradiction', 'duplicate', 'duplicate']);
  });

  it('keeps nearly equal texts with different labels, and names them', () => {
    const rows = [
      { text: `${LONG} so please do cancel`, label: 'cancel' },
      { text: `${LONG} so please dont cancel`, label: 'track' },
    ];
    const { rows: kept, lookalikes } = cleanRows(rows);
    expect(kept).toEqual(rows);
    expect(lookalikes).toMatchObject([{ place: 1, of: 0 }]);
  });

  it('drops rows that nearly stand in the held-out set, whatever their label', () => {
    const rows = [
      { text: `${LONG}.s`, label: 'track' },
      { text: 'hello', label: 'greeting' },
    ];
    const { rows: kept, dropped } = cleanRows(rows, { heldOut: ['bye', LONG] });
    expect(kept).toEqual(rows.slice(1));
    expect(dropped).toMatchObject([{ kind: 'held-out', place: 0, of: 1 }]);
  });
});
