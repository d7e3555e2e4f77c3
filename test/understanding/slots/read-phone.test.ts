import fc from 'fast-check';
import { getExampleNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { phoneInWords, readPhone } from '../../../src/understanding/slots/read-phone.js';

const COUNTRIES = getCountries().filter((country) => getExampleNumber(country, examples)?.isValid() === true);

describe('phone numbers in messages', () => {
  it.each([
    ['087 123 4567', 'IE', '+353871234567'],
    ['my number is +353 87 123 4567, thanks', 'NL', '+353871234567'],
    ['0049 30 901820', 'IE', '+4930901820'],
    ['(030) 901-820', 'DE', '+4930901820'],
    ['我的电话是13800138000', 'CN', '+8613800138000'],
    ['＋８６ 138 0013 8000', 'IE', '+8613800138000'],
  ] as const)('reads %s, said in %s, as %s', (text, country, e164) => {
    expect(readPhone(text, country)).toMatchObject({ kind: 'phone', e164 });
  });

  it.each([
    ['087 123', 'IE', 'too-short'],
    ['call 0871234567890123', 'IE', 'too-long'],
    ['0000000000', 'IE', 'no-such-number'],
    ['0871234567', undefined, 'no-country'],
  ] as const)('says of %s why it is none', (text, country, why) => {
    expect(readPhone(text, country)).toEqual({ kind: 'invalid', why });
  });

  it.each(['where is order HL-104233', '#104233 please', 'size 42', 'hello'])('finds none in “%s”', (text) => {
    expect(readPhone(text, 'IE')).toEqual({ kind: 'none' });
  });

  it('reads the number of every country as it is written at home and abroad, among other words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COUNTRIES),
        fc.boolean(),
        fc.constantFrom('', 'my new number: ', '电话 '),
        (country, isAbroad, before) => {
          const number = getExampleNumber(country, examples);
          const written = isAbroad ? number?.formatInternational() : number?.formatNational();
          expect(readPhone(`${before}${written}`, country)).toMatchObject({ kind: 'phone', e164: number?.number });
        },
      ),
    );
  });

  it('keeps only numbers that can be said and read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+() -'), maxLength: 24 }), (text) => {
        const reading = readPhone(text, 'IE');
        if (reading.kind !== 'phone') return;
        expect(reading.e164).toMatch(/^\+[1-9]\d{4,14}$/);
        expect(readPhone(phoneInWords(reading.e164), undefined)).toMatchObject({ e164: reading.e164 });
      }),
    );
  });
});
