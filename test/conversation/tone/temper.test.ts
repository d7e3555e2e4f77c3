import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALM, type Mood, temperAfter } from '../../../src/conversation/tone/temper.js';

const mood = (frustration: number, isInsult = false): Mood => ({
  sentiment: { negative: frustration, neutral: 1 - frustration, positive: 0, frustration },
  isInsult,
});
const [quiet, heated] = [mood(0.05), mood(0.97)];

function tonesOf(...moods: Mood[]): string[] {
  let temper = CALM;
  return moods.map((next) => {
    temper = temperAfter(temper, next);
    return temper.tone;
  });
}

describe('the temper of a customer', () => {
  it.each([
    ['asking about a late parcel stays calm', [mood(0.3), mood(0.35), mood(0.38)], ['calm', 'calm', 'calm']],
    ['one heated message makes an upset customer', [heated], ['upset']],
    ['two in a row an angry one', [heated, heated], ['upset', 'angry']],
    ['an insult in a heated message at once', [mood(0.97, true)], ['angry']],
    ['an insult counts where a model has learned no sentiment', [{ sentiment: undefined, isInsult: true }], ['upset']],
    ['one calm message does not end anger', [heated, heated, quiet], ['upset', 'angry', 'angry']],
    [
      'calm messages do',
      [heated, heated, quiet, quiet, quiet, quiet],
      ['upset', 'angry', 'angry', 'upset', 'upset', 'calm'],
    ],
  ])('%s', (_what, moods, tones) => {
    expect(tonesOf(...moods)).toEqual(tones);
  });

  it('does not turn with every message: heated and calm ones in turn never go straight from angry to calm', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { maxLength: 60 }),
        (said) => {
          const tones = tonesOf(...said.map(([frustration, isInsult]) => mood(frustration, isInsult)));
          tones.slice(1).forEach((tone, at) => {
            if (tones[at] === 'angry') expect(tone).not.toBe('calm');
          });
        },
      ),
    );
  });

  it('always cools down in the end', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (insults) => {
        const calming = Array.from({ length: 6 }, () => quiet);
        expect(tonesOf(...insults.map((isInsult) => mood(1, isInsult)), ...calming).at(-1)).toBe('calm');
      }),
    );
  });
});
