import { describe, expect, it } from 'vitest';
import { type CommandUsage, readCommandLine } from '../../src/learning/read-command-line.js';

const known: CommandUsage<'out', 'json'> = {
  usage: ['npm run look -- [gpu]'],
  texts: { out: ['DIR', 'where to'] },
  flags: { json: 'as JSON' },
  words: { gpu: 'the GPU, too' },
  example: 'npm run look -- gpu --json',
};

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
  ])('is refused with %j, naming what is wrong, all that is known and where it is explained', (arg, why) => {
    const details = [why, expect.stringContaining('gpu --out … --json'), expect.stringContaining('--help')];
    expect(() => readCommandLine(known, [arg])).toThrowError(expect.objectContaining({ code: 'BAD_INPUT', details }));
  });
});
