import { describe, expect, it } from 'vitest';
import { parseSearchSpace, readSearchSpace } from '../../../src/learning/tune/search-space.js';

const parse = (text: string) => parseSearchSpace('space.yaml', text);

describe('a search space', () => {
  it('gives lists and ranges, and where each stands', () => {
    expect(
      parse(
        'batchSize: [16, 32]\nencoderRate: { min: 0.00001, max: 0.001, scale: log }\ntrainedLayers: {min: 1, max: 6}\n',
      ),
    ).toEqual([
      { name: 'batchSize', choices: { kind: 'list', values: [16, 32] }, place: 'space.yaml:1:1' },
      {
        name: 'encoderRate',
        choices: { kind: 'range', min: 0.00001, max: 0.001, scale: 'log', isWhole: false },
        place: 'space.yaml:2:1',
      },
      {
        name: 'trainedLayers',
        choices: { kind: 'range', min: 1, max: 6, scale: 'linear', isWhole: true },
        place: 'space.yaml:3:1',
      },
    ]);
  });

  it.each([
    ['', /^space\.yaml:1:1: expected at least one setting\. Known: epochs, batchSize/],
    ['batchSize: [16\n', /^space\.yaml:\d+:\d+: /],
    ['dropout: [0.1]\nlearningRate: [1]\n', /^space\.yaml:2:1: learningRate is not a setting\. Known: /],
    ['leastSteps: [100]\n', /^space\.yaml:1:1: leastSteps is not a setting/],
    ['lowRank: [{ rank: 8 }]\n', /^space\.yaml:1:11: lowRank: /],
    ['dropout: []\n', /^space\.yaml:1:10: dropout: expected at least one value/],
    ['dropout: [0.1, 2]\n', /^space\.yaml:1:16: dropout: .*0\.9/],
    ['dropout: [0.1, 0.2, 0.1]\n', /^space\.yaml:1:21: dropout: 0\.1 stands there twice/],
    ['batchSize: [16, 24.5]\n', /^space\.yaml:1:17: batchSize: .*int/],
    ['dropout: 0.1\n', /^space\.yaml:1:10: dropout: expected a list of values or \{ min, max, scale/],
    ['dropout: { min: 0, max: 0.2, scale: cube }\n', /^space\.yaml:1:10: dropout: .*scale/],
    ['dropout: { min: 0, max: 0.2, steps: 3 }\n', /^space\.yaml:1:10: dropout: .*steps/],
    ['dropout: { min: 0.2, max: 0.2 }\n', /^space\.yaml:1:27: dropout\.max: expected more than min, which is 0\.2/],
    ['dropout: { min: 0, max: 1 }\n', /^space\.yaml:1:25: dropout\.max: .*0\.9/],
    ['decay: { min: 0, max: 0.1, scale: log }\n', /^space\.yaml:1:15: decay\.min: a scale of log needs more than 0/],
  ])('%j is refused with the place of the mistake', (text, detail) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', details: [expect.stringMatching(detail)] }),
    );
  });

  it('tells every mistake at once', () => {
    expect(() => parse('dropout: [2]\nrate: [1]\nbatchSize: 3\n')).toThrow(
      expect.objectContaining({
        details: [
          expect.stringMatching(/^space\.yaml:1:11: dropout/),
          expect.stringMatching(/^space\.yaml:2:1: rate/),
          expect.stringMatching(/^space\.yaml:3:12: batchSize/),
        ],
      }),
    );
  });

  it('that cannot be read is said to be so', async () => {
    await expect(readSearchSpace('/nowhere/space.yaml')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: ['/nowhere/space.yaml: cannot be read'],
    });
  });
});
