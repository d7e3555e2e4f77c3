import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/learning/read-command-line.js';

const known = { texts: ['out'], flags: ['json'], words: ['gpu'] } as const;

describe('a command line', () => {
  it('is read into texts, flags and words', () => {
    const { texts, flags, words } = readCommandLine(known, ['gpu', '--out', 'there', '--json']);
    expect({ texts, flags: [...flags], words }).toEqual({ texts: { out: 'there' }, flags: ['json'], words: ['gpu'] });
    expect(readCommandLine(known, []).flags.size).toBe(0);
  });

  it.each([
    ['cpu', 'cpu is not known'],
    ['--jsn', "Unknown option '--jsn'"],
    ['--out', "Option '--out <value>' argument missing"],
    ['--json=yes', "Option '--json' does not take an argument"],
  ])('is refused with %j, naming what is wrong and all that is known', (arg, why) => {
    const details = [why, expect.stringContaining('gpu --out … --json')];
    expect(() => readCommandLine(known, [arg])).toThrowError(expect.objectContaining({ code: 'BAD_INPUT', details }));
  });
});
