import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOISE_KINDS } from '../../../src/learning/noise/add-noise.js';
import { augment } from '../../../src/learning/noise/augment.js';

const rows = Array.from({ length: 70 }, (_, number) => ({
  text: `Please tell me where my parcel ${number} is, I ordered it on Monday.`,
  label: `label-${number % 5}`,
  conversationId: `conversation-${number}`,
}));
const numberIn = (text: string) => /\d+/.exec(text)?.[0];

describe('noisy copies', () => {
  it('are as many as asked for, differ from their row and from each other, and keep the rest of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), fc.nat(), (share, seed) => {
        const copies = augment(rows, { share, seed });
        expect(copies).toHaveLength(Math.round(share * rows.length));
        expect(new Set([...rows, ...copies].map(({ text }) => text)).size).toBe(rows.length + copies.length);
        for (const { text, label, conversationId } of copies) {
          const row = rows.find((each) => each.conversationId === conversationId);
          expect(row?.label).toBe(label);
          expect(numberIn(text)).toBe(numberIn(row?.text ?? ''));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are made of all kinds alike, or of those that are asked for', () => {
    const count = (copies: { noise: string }[], kind: string) => copies.filter(({ noise }) => noise === kind).length;
    const copies = augment(rows, { share: 2, seed: 4 });
    for (const kind of NOISE_KINDS) expect(count(copies, kind)).toBe(20);
    const some = augment(rows, { share: 1, seed: 4, kinds: ['casing', 'punctuation'] });
    expect([count(some, 'casing'), count(some, 'punctuation')]).toEqual([35, 35]);
  });

  it('are drawn by the seed', () => {
    expect(augment(rows, { share: 0.5, seed: 1 })).toEqual(augment(rows, { share: 0.5, seed: 1 }));
    expect(augment(rows, { share: 0.5, seed: 1 })).not.toEqual(augment(rows, { share: 0.5, seed: 2 }));
  });

  it('are not made of what cannot be changed, or is in another language', () => {
    const foreign = [{ text: '我的包裹在哪里' }, { text: 'wo ist mein paket', language: 'de' }, { text: 'HL-104233' }];
    expect(augment(foreign, { share: 5, seed: 1 })).toEqual([]);
    expect(augment([], { share: 1, seed: 1 })).toEqual([]);
  });

  it('of a text with few ways to change it are those, once each', () => {
    const copies = augment([{ text: 'Thanks' }], { share: 50, seed: 1, kinds: ['abbreviation'] });
    expect(copies.map(({ text }) => text).sort()).toEqual(['Thnx', 'Thx', 'Tnx']);
  });
});
