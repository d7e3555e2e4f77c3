import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryCode, countryIn } from '../../../src/understanding/slots/country-code.js';
import { contradictsPostcode, countriesOfPostcode } from '../../../src/understanding/slots/postcode-countries.js';
import { readName } from '../../../src/understanding/slots/read-name.js';

describe('countries', () => {
  it.each([
    ['IE', 'IE'],
    ['Ireland', 'IE'],
    ['爱尔兰', 'IE'],
    ['the Netherlands', 'NL'],
    ['USA', 'US'],
    ['Côte d’Ivoire', 'CI'],
    ['cote d’ivoire', 'CI'],
  ])('knows %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  it('finds the one that an address ends with, and none where none is named', () => {
    expect(countryIn('12 Harbour Road, Cork, Ireland')).toBe('IE');
    expect(countryIn('1 Main Street, Belfast, Northern Ireland')).toBe('GB');
    expect(countryIn('寄到德国柏林')).toBe('DE');
    expect(countryIn('12 Harbour Road, Cork')).toBeUndefined();
  });
});

describe('forms of postcodes', () => {
  it.each([
    ['T12 A8CD', ['IE']],
    ['SW1A 1AA', ['GB']],
    ['1012 AB', ['NL']],
    ['K1A 0B1', ['CA']],
    ['518000', expect.arrayContaining(['CN'])],
  ])('are told apart: %s', (code, countries) => {
    expect(countriesOfPostcode(code)).toEqual(countries);
  });

  it('contradict a country only where its own form is known', () => {
    expect(contradictsPostcode('T12 A8CD', 'NL')).toBe(true);
    expect(contradictsPostcode('1012 AB', 'NL')).toBe(false);
    expect(contradictsPostcode('T12 A8CD', 'BT')).toBe(false);
    expect(contradictsPostcode('some words', 'NL')).toBe(false);
  });

  it('never contradict a country that they fit', () => {
    const digits = fc.stringMatching(/^\d{3,6}$/);
    fc.assert(
      fc.property(digits, (code) => {
        for (const country of countriesOfPostcode(code)) expect(contradictsPostcode(code, country)).toBe(false);
      }),
    );
  });
});

describe('names of people', () => {
  it.each([
    ['my name is Mara Lindqvist', 'Mara Lindqvist'],
    ['I’m Mara Lindqvist', 'Mara Lindqvist'],
    ['Jan van der Berg', 'Jan van der Berg'],
    ["Seán O'Brien", "Seán O'Brien"],
    ['我叫张伟', '张伟'],
    ['收件人：欧阳娜娜', '欧阳娜娜'],
  ])('are read from “%s”', (text, name) => {
    expect(readName(text)).toBe(name);
  });

  it.each(['cancel it', 'hello there', 'yes', '取消订单', '12 Harbour Road'])('are not read into “%s”', (text) => {
    expect(readName(text)).toBeUndefined();
  });
});
