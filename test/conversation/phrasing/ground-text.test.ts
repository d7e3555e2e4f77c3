import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsIn } from '../../../src/conversation/phrasing/fact.js';
import { groundText } from '../../../src/conversation/phrasing/ground-text.js';
import { reword } from '../../../src/conversation/phrasing/reword.js';
import { FALSEHOODS, isKept, passes, REWORDINGS } from './grounding-cases.js';

const PLAINS = [...new Set(FALSEHOODS.map(({ plain }) => plain))];
const plainText = fc.constantFrom(...PLAINS);
const kept = fc.constantFrom(...REWORDINGS.filter(isKept));

describe('grounding: the committed lists', () => {
  it('lets none of at least 200 planted falsehoods be said', () => {
    expect(FALSEHOODS.length).toBeGreaterThanOrEqual(200);
    expect(FALSEHOODS.filter(passes)).toEqual([]);
  });

  it('keeps at least four in five of at least 60 true rewordings', () => {
    expect(REWORDINGS.length).toBeGreaterThanOrEqual(60);
    expect(REWORDINGS.filter(isKept).length / REWORDINGS.length).toBeGreaterThanOrEqual(0.8);
  });

  it('has a falsehood count as said when it is said: a true sentence does', () => {
    const rewording = REWORDINGS.find(isKept);
    expect(rewording && passes(rewording)).toBe(true);
  });
});

describe('grounding', () => {
  it('lets the plain text itself be said', () => {
    for (const plain of PLAINS) expect(reword(plain, plain).text).toBeDefined();
  });

  it('drops a sentence that adds something and keeps the rest', () => {
    const plain = 'Order HL-104233 is on its way and should arrive by Tue 1 December.';
    expect(reword(plain, 'Order HL-104233 is in transit, expected by 1 December. Your next order ships free.')).toEqual(
      {
        text: 'Order HL-104233 is in transit, expected by 1 December.',
        dropped: 1,
      },
    );
  });

  it('says nothing where a part of a fact would be left out', () => {
    const plain = 'Order HL-104233 is on its way but late: it was due by Fri 27 November.';
    expect(reword(plain, 'Order HL-104233 is on its way.')).toEqual({ text: undefined, dropped: 1 });
  });

  it('says nothing where one of two facts is left out, and tells which sentences rest on what', () => {
    const plain = 'Order A-1 was delivered on Mon 23 November. Order A-2 was cancelled on Sat 21 November.';
    const words = 'Your order A-1 arrived on 23 November.';
    expect(reword(plain, words).text).toBeUndefined();
    expect(groundText(words, factsIn(plain)).said).toEqual([{ text: words, facts: ['f1'] }]);
  });

  it('lets nobody say "it" of another order than the one just named', () => {
    const plain = 'Order A-1 was delivered on Mon 23 November. Order A-2 should arrive by Tue 1 December.';
    const words = 'Order A-1 was delivered on Mon 23 November. It should arrive by Tue 1 December.';
    expect(groundText(words, factsIn(plain)).said.map(({ text }) => text)).toEqual([
      'Order A-1 was delivered on Mon 23 November.',
    ]);
  });

  it('keeps a sentence that leans on the one before behind it', () => {
    const facts = factsIn('Sale items are final. They cannot be exchanged.');
    expect(groundText('They cannot be exchanged.', facts).said).toEqual([]);
    expect(groundText('Sale items are final. They cannot be exchanged.', facts).said).toHaveLength(2);
  });

  it('takes a courtesy as it is, and no word more', () => {
    const facts = factsIn('Order A-1 was delivered on Mon 23 November.');
    expect(groundText('Thank you for your patience.', facts)).toMatchObject({ dropped: 0, said: [{ facts: [] }] });
    expect(groundText('Thank you for your patience and the refund.', facts)).toEqual({ dropped: 1, said: [] });
  });
});

describe('grounding: whatever a model writes', () => {
  it('never says a text in which one digit was changed', () => {
    fc.assert(
      fc.property(kept, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ plain, text }, place, by) => {
        const digits = [...text.matchAll(/\d/gu)];
        const digit = digits[place % digits.length];
        fc.pre(digit !== undefined);
        const other = String((Number(digit[0]) + by) % 10);
        const changed = `${text.slice(0, digit.index)}${other}${text.slice(digit.index + 1)}`;
        expect(reword(plain, changed).text).toBeUndefined();
      }),
    );
  });

  it('never says a text in which a denial was put in', () => {
    const denied = fc.constantFrom(' not', ' never', ' no', ' hardly', ' 不', ' 没有');
    fc.assert(
      fc.property(kept, denied, fc.nat(), ({ plain, text }, denial, place) => {
        const gaps = [...text.matchAll(/(?<=[a-z]) (?=[a-z])/gu)];
        const gap = gaps[place % gaps.length];
        fc.pre(gap !== undefined);
        const changed = `${text.slice(0, gap.index)}${denial}${text.slice(gap.index)}`;
        expect(reword(plain, changed).text).not.toBe(changed);
      }),
    );
  });

  it('never says a text in which a denial was left out', () => {
    const denials = /\bnot |\bhas yet to be |n’t |n’t\b|尚未|还没有/u;
    const denying = REWORDINGS.filter((rewording) => isKept(rewording) && denials.test(rewording.text));
    expect(denying.length).toBeGreaterThan(4);
    for (const { plain, text } of denying) expect(reword(plain, text.replace(denials, '')).text).toBeUndefined();
  });

  it('never says a word of its own', () => {
    const own = fc.constantFrom(
      'free',
      'guaranteed',
      'tomorrow',
      'always',
      'discount',
      'voucher',
      '免费',
      '保证',
      '明天',
    );
    fc.assert(
      fc.property(kept, own, fc.nat(), ({ plain, text }, word, place) => {
        const words = text.split(' ');
        words.splice(place % (words.length + 1), 0, word);
        expect(reword(plain, words.join(' ')).text ?? '').not.toContain(word);
      }),
    );
  });

  it('says no figure that is in no fact, and never throws', () => {
    const bits = fc.constantFrom(
      'Order',
      ' ',
      'HL-104233',
      '1 December',
      '€',
      '7',
      '.',
      ' not ',
      '，',
      '月',
      '一',
      '[',
      '\u200b',
    );
    fc.assert(
      fc.property(
        plainText,
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(bits).map((all) => all.join('')),
        ),
        (plain, noise) => {
          for (const { text } of groundText(noise, factsIn(plain)).said)
            for (const [figure] of text.matchAll(/\d+/gu)) expect(plain).toContain(figure);
        },
      ),
    );
  });

  it('reads a long text as quickly as it is long', () => {
    const words = 'Order HL-104233 is on its way, and 1,1,1,1,1 一一一 a-a-a-a-1 '.repeat(60);
    expect(groundText(words, factsIn(PLAINS.join('\n'))).said).toEqual([]);
  });
});
