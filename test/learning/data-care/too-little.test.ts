import { describe, expect, it } from 'vitest';
import { littleLines } from '../../../src/learning/data-care/too-little.js';

const rows = (label: string, count: number, language = 'en') =>
  Array.from({ length: count }, () => ({ label, language }));

describe('too little data', () => {
  it('is not spoken of where there is enough', () => {
    expect(littleLines([...rows('a', 10), ...rows('b', 40)], 100)).toEqual([]);
  });

  it('is named by intent and language, with what to expect and what to do', () => {
    const lines = littleLines([...rows('a', 9), ...rows('b', 40), ...rows('b', 8, 'zh')], 100);
    expect(lines).toEqual([
      expect.stringMatching(/^Fewer than 10 phrases: 9 of a in en, 8 of b in zh\. Expect .* --messages$/),
    ]);
  });

  it.each([
    [10, '60 to 98 %'],
    [40, '77 to 96 %'],
    [0, '0 to 100 %'],
  ])('is what figures on %i held-out phrases stand on', (heldOut, range) => {
    const lines = littleLines(rows('a', 40), heldOut);
    expect(lines).toEqual([expect.stringContaining(`only ${heldOut} held-out phrases`)]);
    expect(lines[0]).toContain(range);
    expect(lines[0]).toContain('npm run evaluate');
  });
});
