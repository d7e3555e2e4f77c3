import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, mendSlips } from '../../src/understanding/mend-slips.js';

const words = countWords(['where is my parcel', 'cancel my order', 'my order is late', 'a parcel for my parents']);
const lexicon = { words, known: new Set(['tabby', 'house', 'card']) };

describe('mending slips of the finger', () => {
  it.each([
    ['a letter left out', 'where is my parcl', 'where is my parcel'],
    ['one too many', 'cancell my order', 'cancel my order'],
    ['a wrong one', 'where is my oeder', 'where is my order'],
    ['two swapped', 'cacnel my order', 'cancel my order'],
    ['the commonest of several', 'my parce', 'my parcel'],
    ['vowels left out', 'whr is my prcl, cncl it', 'where is my parcel, cancel it'],
  ])('puts %s right', (_, written, meant) => {
    expect(mendSlips(written, lexicon)).toBe(meant);
  });

  it.each([
    ['words the encoder knows', 'the tabby in the house'],
    ['short words', 'iz it mi'],
    ['letters that are no word without vowels', 'dhl brrr'],
    ['words far from any that was learned', 'xylophone'],
    ['whatever has a digit or stands in an address', 'oder1 parcl@shop.example'],
    ['other scripts', '我的包裹在哪里'],
  ])('leaves %s alone', (_, text) => {
    expect(mendSlips(text, lexicon)).toBe(text);
  });

  it('never changes a text whose words it was taught, and changes no text twice', () => {
    const taught = fc.array(fc.constantFrom(...words.keys()), { maxLength: 8 }).map((list) => list.join(' '));
    fc.assert(fc.property(taught, (text) => mendSlips(text, lexicon) === text));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const mended = mendSlips(text, lexicon);
        return mendSlips(mended, lexicon) === mended;
      }),
    );
  });
});
