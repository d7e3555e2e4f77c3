import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/learning/read-command-line.js';

const known = { texts: ['out'], flags: ['json'], words: ['gpu'] } as const;

describe('a command line', () => {
  it('is read into texts, flags and words', () => {
    const { texts, flags, words } = readCommandLine(known, ['gpu', '--out', 'there', '--json']);
    expect({ texts, flags: [...flags], words }).toEqual({ texts: { out: 'there' }, flags: ['json'], words: ['gpu'] });
    expect(readCommandLine(known, []).flags.size).toBe(0);
  });

  it.each([[['cpu']], [['--jsn']], [['--out']], [['--json=yes']]])(
    'is refused with %j, naming what is known',
    (args) => {
      expect(() => readCommandLine(known, args)).toThrowError(
        expect.objectContaining({ code: 'BAD_INPUT', details: [expect.stringContaining('gpu --out … --json')] }),
      );
    },
  );
});
