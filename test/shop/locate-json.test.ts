import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateJson } from '../../src/shop/locate-json.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('locateJson', () => {
  it('accepts exactly what JSON.parse accepts', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"',
      ':',
      ',',
      '\\u00e9',
      '\\',
      '-',
      '01',
      '1.5e3',
      '.',
      'null',
      'tru',
      'true',
      ' ',
      '\n',
      '\u0001',
    );
    const texts = fc.oneof(fc.json(), fc.string({ unit: pieces, maxLength: 12 }));
    fc.assert(
      fc.property(texts, (text) => {
        expect(locateJson(text).brokenAt === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps keys with dots, slashes and tildes apart', () => {
    const places = locateJson('{\n"a.b": 1,\n"a": {\n"b": 2},\n"c/d~": 3}');
    expect(places.lineOf(['a.b'])).toBe(2);
    expect(places.lineOf(['a', 'b'])).toBe(4);
    expect(places.lineOf(['c/d~'])).toBe(5);
  });

  it('points at what surrounds a value that is missing', () => {
    expect(locateJson('{\n"a": {\n"b": 1}}').lineOf(['a', 'x', 'y'])).toBe(2);
  });
});
