import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenise, wordsOf } from '../../src/ranking/tokenise.js';

describe('tokenise', () => {
  it.each([
    [['deliver', 'delivers', 'delivery', 'delivering', 'shipping', 'postage']],
    [['hike', 'hiking', 'hikes', 'hiker']],
    [['jacket', 'jackets', 'JACKET', "jacket's"]],
    [['scarf', 'scarves']],
    [['hoody', 'hoodie', 'hoodies']],
    [['jumper', 'sweaters', 'pullover']],
    [['café', 'CAFE']],
  ])('makes one term of %j', (words) => {
    expect(new Set(words.map((word) => tokenise(word).join()))).toHaveLength(1);
  });

  it.each([
    ['hat', 'hate'],
    ['coat', 'coast'],
    ['general', 'generate'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(tokenise(one)).not.toEqual(tokenise(other));
  });

  it('drops little words, also with a curly apostrophe', () => {
    expect(tokenise('what’s the price of it, and don’t you have one')).toEqual(tokenise('price'));
  });

  it('cuts text without spaces into pairs, also inside other text', () => {
    expect(tokenise('什么时候发货')).toEqual(['什么', '么时', '时候', '候发', '发货']);
    expect(tokenise('ordering羊毛靴')).toEqual([...tokenise('ordering'), '羊毛', '毛靴']);
  });

  it('reads plain text as it reads any other', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abzAZ059'-_ .\n&") }), (text) => {
        expect(wordsOf(`${text} é`)).toEqual([...wordsOf(text), 'e']);
      }),
    );
  });

  it('gives the same terms for text and its upper case, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcdeiynst’ -É9') }), (text) => {
        expect(tokenise(text.toUpperCase())).toEqual(tokenise(text));
      }),
    );
  });

  it('gives the terms of both for two texts with a space between them, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(tokenise(`${a} ${b}`)).toEqual([...tokenise(a), ...tokenise(b)]);
      }),
    );
  });
});
