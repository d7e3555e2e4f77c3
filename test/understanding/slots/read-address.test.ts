import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import type { CountryCode } from '../../../src/understanding/slots/country-code.js';
import { readAddress } from '../../../src/understanding/slots/read-address.js';

const read = (text: string, country?: CountryCode) =>
  readAddress(text, { postcodes: extractSlots(text).postcodes, country });

describe('addresses in messages', () => {
  it('keeps the country it went to, unless the postcode is none of its own', () => {
    const text = '12 Harbour Road, Cork, T12 A8CD';
    expect(read(text, 'IE')).toMatchObject({
      line1: '12 Harbour Road',
      city: 'Cork',
      postcode: 'T12 A8CD',
      country: 'IE',
    });
    expect(read(text, 'NL').country).toBeUndefined();
    expect(read('Keizersgracht 1, Amsterdam, 1015 AB', 'NL').country).toBe('NL');
  });

  it.each([
    ['12 Harbour Road, Cork, T12 A8CD, Ireland', 'NL', 'IE'],
    ['12 Harbour Road, Cork, Ireland, T12 A8CD', 'NL', 'IE'],
    ['10 Downing Street, London SW1A 2AA, UK', 'NL', 'GB'],
    ['Hauptstr. 5, Berlin, 10115, DE', 'IE', 'DE'],
    ['123 Main St, San Jose, CA, 95113', 'US', 'US'],
  ] as const)('takes the country that is named: %s', (text, usual, country) => {
    expect(read(text, usual).country).toBe(country);
  });

  it('reads state, flat and recipient', () => {
    expect(read('123 Main St, Apt 4, San Jose, CA, 95113', 'US')).toMatchObject({
      line2: 'Apt 4',
      city: 'San Jose',
      region: 'CA',
    });
    expect(read('Mara Lindqvist, 1 Quay Street, Galway, H91 X2Y3', 'IE')).toMatchObject({
      name: 'Mara Lindqvist',
      city: 'Galway',
    });
  });

  it('reads Chinese from the large to the small', () => {
    expect(read('地址改成广东省深圳市南山区科技园路12号，518000', 'CN')).toMatchObject({
      line1: '南山区科技园路12号',
      city: '深圳市',
      region: '广东省',
      postcode: '518000',
      country: 'CN',
    });
  });

  it('never takes the city for a country', () => {
    expect(read('1 Rue de la Gare, Luxembourg, 1616', 'LU')).toMatchObject({ city: 'Luxembourg', country: 'LU' });
  });

  it('reads street, city and postcode back as they were written, in any country whose postcodes look so', () => {
    const codes = fc.constantFrom<[CountryCode, string]>(
      ['IE', 'T12 A8CD'],
      ['NL', '1015 AB'],
      ['DE', '10115'],
      ['US', '95113'],
      ['GB', 'SW1A 2AA'],
    );
    const word = fc.stringMatching(/^[A-Z][a-z]{3,9}$/).filter((one) => !/Ireland|China|India|Japan/.test(one));
    fc.assert(
      fc.property(codes, fc.integer({ min: 1, max: 999 }), word, word, ([country, postcode], number, street, city) => {
        const reading = read(`${number} ${street} Street, ${city}, ${postcode}`, country);
        expect(reading).toMatchObject({ line1: `${number} ${street} Street`, city, postcode, country });
      }),
    );
  });
});
