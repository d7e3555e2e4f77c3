import { describe, expect, it } from 'vitest';
import { describeFit, modelFit } from '../../src/understanding/model-fit.js';

describe('a model and the intents of a shop', () => {
  it('fit where each has what the other has, and there is nothing to say', () => {
    expect(describeFit('m', modelFit(['a', 'b'], ['b', 'a']))).toEqual([]);
  });

  it('are told apart: labels nothing answers, intents no message is read as, each with what to do', () => {
    const fit = modelFit(['a', 'old'], ['a', 'new', 'newer']);
    expect(fit).toEqual({ strange: ['old'], untaught: ['new', 'newer'] });
    expect(describeFit('m', fit)).toEqual([
      expect.stringMatching(/^m knows old, for which there is no intent: .* Add the intents, or train /),
      expect.stringMatching(/^m was not taught new, newer: .* Train a model with these/),
    ]);
  });
});
