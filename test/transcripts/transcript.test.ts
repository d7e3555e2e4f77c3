import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { differFrom } from './difference.js';
import { parseTranscript } from './transcript.js';

const head = 'title: A test\nturns:\n';

describe('a transcript file', () => {
  it.each([
    ['a key that means nothing', `${head}  - { writes: hello, expects: greeting }\n`, '3:22: turns.0.expects is not'],
    ['a turn in which nobody speaks', `${head}  - writes: hello\n  - asks: order\n`, '4:5: turns.1: a turn needs'],
    ['a turn of two speakers', `${head}  - { writes: hello, agent: takes }\n`, '3:5: turns.0: a turn needs'],
    ['an action that there is none of', `${head}  - { writes: hello, does: [sing] }\n`, '3:29: turns.0.does.0: '],
    ['one action that there is none of', `${head}  - { writes: hello, does: sing }\n`, '3:28: turns.0.does: '],
    ['a policy that no shop has', `policy: { mercy: 1 }\n${head}  - writes: hello\n`, '1:11: policy.mercy is not'],
    [
      'a policy of the wrong kind',
      `policy: { returnDays: soon }\n${head}  - writes: hello\n`,
      '1:23: policy.returnDays',
    ],
    ['no turns', 'title: A test\n', '1:1: turns is missing'],
    ['what is no YAML', `${head}  - { writes: hello\n`, ':4:1: '],
  ])('tells of %s, with its line', (_what, text, mistake) => {
    const parsed = parseTranscript('file.yaml', text);
    expect(parsed.kind === 'mistakes' ? parsed.mistakes.join('\n') : parsed.kind).toContain(mistake);
  });

  it('says where each of its turns stands', () => {
    const parsed = parseTranscript('file.yaml', `${head}  - writes: hello\n  - writes: bye\n`);
    expect(parsed).toMatchObject({ kind: 'transcript', turnPlaces: ['file.yaml:3:5', 'file.yaml:4:5'] });
  });

  it('is read as it was meant, whatever the words are', () => {
    const words = fc.string({ minLength: 1, unit: 'grapheme' });
    const turn = fc.record({ writes: words, says: fc.array(words, { minLength: 1, maxLength: 3 }), asks: words });
    fc.assert(
      fc.property(fc.record({ title: words, turns: fc.array(turn, { minLength: 1, maxLength: 4 }) }), (script) => {
        const parsed = parseTranscript('file.yaml', stringify(script));
        expect(parsed.kind === 'transcript' ? parsed.transcript : parsed).toMatchObject(script);
      }),
    );
  });

  it('never throws, whatever stands in it', () => {
    const pieces = fc.constantFrom(
      'title:',
      'turns:',
      '- ',
      'writes: ',
      'says: [',
      '{',
      '}',
      ']',
      '\n',
      '  ',
      '&a ',
      '*a',
      ': ',
    );
    const text = fc.array(fc.oneof(pieces, fc.string())).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (one) => {
        expect(['transcript', 'mistakes']).toContain(parseTranscript('file.yaml', one).kind);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what differs', () => {
  const order = { id: 'A', status: 'pending', items: [{ line: 0, quantity: 2 }], address: { city: 'Cork' } };

  it('is nothing where everything that is said of it holds', () => {
    expect(differFrom('order', { status: 'pending', items: [{ quantity: 2 }] }, order)).toEqual([]);
  });

  it('is told with its place', () => {
    expect(differFrom('order', { address: { city: 'Rome' }, paid: true }, order)).toEqual([
      { what: 'order.address.city', expected: 'Rome', got: 'Cork' },
      { what: 'order.paid', expected: 'true', got: 'nothing' },
    ]);
  });

  it('counts every entry of a list', () => {
    expect(differFrom('items', [], order.items)).toHaveLength(1);
  });
});
