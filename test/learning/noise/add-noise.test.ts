import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNoise, NOISE_KINDS } from '../../../src/learning/noise/add-noise.js';
import { joinPieces, readPieces } from '../../../src/learning/noise/pieces.js';
import { createRandom } from '../../../src/learning/random.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';

const FIXED = [
  'HL-104233',
  'HL 104233',
  '#5512',
  'ann.o@example.org',
  '49,90 €',
  '€50',
  '$1,000.50',
  '12.50 EUR',
  'twenty euros',
  '5 kg',
  'SW1A 2AB',
  '+49 89 123456',
  'https://example.org/a?b=c',
  'www.example.org',
];
const WORDS = ['where', "don't", 'you', 'please', 'delivered', 'The', 'PARCEL', 'want', 'to', 'return', 'it', 'café'];
const MARKS = [' ', ' ', ' ', ', ', '. ', '?! ', ' - ', '... ', '\n'];

const kind = fc.constantFrom(...NOISE_KINDS);
const seed = fc.nat();
const part = fc.tuple(fc.constantFrom(...FIXED, ...WORDS, ...WORDS), fc.constantFrom(...MARKS));
const message = fc.array(part, { minLength: 1, maxLength: 14 }).map((parts) => ({
  text: parts.flat().join(''),
  fixed: parts.map(([written]) => written).filter((written) => FIXED.includes(written)),
}));

/** Whether the strings stand in the text one after the other. */
function standsIn(text: string, strings: string[]): boolean {
  let from = 0;
  return strings.every((each) => {
    const at = text.indexOf(each, from);
    from = at + each.length;
    return at >= 0;
  });
}

describe('noise', () => {
  it('never touches order numbers, addresses and amounts', () => {
    fc.assert(
      fc.property(message, kind, seed, ({ text, fixed }, noise, from) => {
        expect(standsIn(addNoise(text, noise, createRandom(from)), fixed)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves what is read from a message as it was', () => {
    fc.assert(
      fc.property(message, kind, seed, ({ text }, noise, from) => {
        const [before, after] = [extractSlots(text), extractSlots(addNoise(text, noise, createRandom(from)))];
        expect(after.orderNumbers).toEqual(before.orderNumbers);
        expect(after.emails).toEqual(before.emails);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(message, kind, seed, ({ text }, noise, from) => {
        expect(addNoise(text, noise, createRandom(from))).toBe(addNoise(text, noise, createRandom(from)));
      }),
    );
  });

  it('leaves other scripts, and texts without a word, as they are', () => {
    fc.assert(
      fc.property(
        kind,
        seed,
        fc.constantFrom('我的包裹在哪里？', 'where is 我的包裹', 'где мой заказ', '?!', ''),
        (noise, from, text) => {
          expect(addNoise(text, noise, createRandom(from))).toBe(text);
        },
      ),
    );
  });

  it('takes any text apart into pieces that make up the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(joinPieces(readPieces(text))).toBe(text);
      }),
    );
  });

  it.each(NOISE_KINDS)('changes a message that %s can be added to, whatever the seed', (noise) => {
    const text = 'Please tell me where my parcel is, I ordered it on Monday.';
    fc.assert(
      fc.property(seed, (from) => {
        expect(addNoise(text, noise, createRandom(from))).not.toBe(text);
      }),
    );
  });
});

/** Everything that a kind of noise makes of a text, over many seeds. */
function variants(text: string, noise: (typeof NOISE_KINDS)[number]): Set<string> {
  return new Set(Array.from({ length: 400 }, (_, from) => addNoise(text, noise, createRandom(from))));
}

describe('the kinds of noise', () => {
  it('abbreviate as people do, or shorten a longer word', () => {
    expect(variants('Thanks', 'abbreviation')).toEqual(new Set(['Thx', 'Tnx', 'Thnx']));
    expect(variants('cancel', 'abbreviation')).toEqual(new Set(['cncl', 'canc']));
    expect(variants('hi', 'abbreviation')).toEqual(new Set(['hi']));
  });

  it('change only the case of letters', () => {
    const text = "Where's my order HL-104233?";
    for (const variant of variants(text, 'casing')) expect(variant.toLowerCase()).toBe(text.toLowerCase());
    expect(variants(text, 'casing')).toContain("WHERE'S MY ORDER HL-104233?");
  });

  it('misspell in the ways that are known and by slips', () => {
    const written = variants('receive', 'misspelling');
    for (const each of ['recieve', 'receeive', 'recive', 'rceeive', 'rrceive']) expect(written).toContain(each);
    expect([...written].every((each) => Math.abs(each.length - 'receive'.length) <= 1)).toBe(true);
  });

  it('put words into other forms', () => {
    expect(variants('cancelled', 'morphology')).toEqual(new Set(['cancel', 'cancels', 'cancelling']));
    expect(variants('exchange', 'morphology')).toEqual(new Set(['exchanges', 'exchanged', 'exchanging']));
    expect(variants('companies', 'morphology')).toEqual(new Set(['company']));
    expect(variants('with this', 'morphology')).toEqual(new Set(['with this']));
  });

  it('say the same in other words', () => {
    const written = variants('I want to return it', 'paraphrase');
    expect(written).toContain("I'd like to return it");
    expect([...written].every((each) => each.includes('return it'))).toBe(true);
  });

  it('change nothing but marks and the spaces around them', () => {
    const text = "Hi, where's my t-shirt?";
    const bare = (each: string) => each.replace(/[^a-z]/gi, '');
    for (const variant of variants(text, 'punctuation')) expect(bare(variant)).toBe(bare(text));
    expect(variants(text, 'punctuation')).toContain('Hi wheres my t-shirt');
  });

  it('exchange words for others of the same meaning', () => {
    expect(variants('Parcel damaged', 'synonym')).toEqual(
      new Set(
        ['Parcel', 'Package', 'Shipment']
          .flatMap((noun) => ['damaged', 'broken', 'faulty', 'defective'].map((state) => `${noun} ${state}`))
          .filter((each) => each !== 'Parcel damaged'),
      ),
    );
  });
});
