import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { divideAddress } from '../../../src/understanding/slots/divide-address.js';
import { readAddress } from '../../../src/understanding/slots/read-address.js';

const read = (text: string) => readAddress(text, { postcodes: extractSlots(text).postcodes, country: undefined });

describe('an address written in one go', () => {
  it.each([
    ['5 Leopoldstr 80802 München', '5 Leopoldstr', 'München', '80802'],
    ['Leopoldstr. 5 80802 München please', 'Leopoldstr. 5', 'München', '80802'],
    ['send it to Hauptstraße 12a 10115 Berlin Germany', 'Hauptstraße 12a', 'Berlin', '10115'],
    ['10 Rue de Rivoli 75001 Paris', '10 Rue de Rivoli', 'Paris', '75001'],
    ['221b Baker Street London NW1 6XE', '221b Baker Street', 'London', 'NW1 6XE'],
    ['12 Main Street Galway H91 X2Y3', '12 Main Street', 'Galway', 'H91 X2Y3'],
    ['742 Evergreen Terrace Springfield IL 62704', '742 Evergreen Terrace', 'Springfield', '62704'],
  ])('%s', (text, line1, city, postcode) => {
    expect(read(text)).toMatchObject({ line1, city, postcode });
  });

  it('keeps the region and the country that stand behind the city', () => {
    expect(read('742 Evergreen Terrace Springfield IL 62704')).toMatchObject({ region: 'IL' });
    expect(read('Hauptstraße 12a 10115 Berlin Germany')).toMatchObject({ country: 'DE' });
  });

  it.each(['order 12345 is late', '80802', 'at 5 pm on Monday', 'München'])('finds none in “%s”', (text) => {
    const { line1, city, postcode } = read(text);
    expect(line1 !== '' && city !== '' && postcode !== '').toBe(false);
  });

  it('loses no word of any text but politeness', () => {
    const word = fc.constantFrom(
      '5',
      '12a',
      '80802',
      'Berlin',
      'Street',
      'Leopoldstr',
      'Germany',
      'NW1 6XE',
      '(',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const text = words.join(' ');
        const parts = divideAddress(text, extractSlots(text).postcodes);
        const letters = (all: string) => [...all.replace(/[\s-]/g, '')].sort().join('');
        expect(letters(parts.join(''))).toBe(letters(text));
      }),
    );
  });
});
