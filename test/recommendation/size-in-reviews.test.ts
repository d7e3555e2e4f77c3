import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSizeReviews } from '../../src/recommendation/size-in-reviews.js';

const review = (text: string) => ({ rating: 4, text, author: 'Mara', at: '2026-11-01T10:00:00Z' });
const count = (...texts: string[]) => readSizeReviews(texts.map(review));

describe('what reviews say of the size', () => {
  it('is counted, once for each review', () => {
    expect(
      count(
        'Run half a size small, so mind that.',
        'Too narrow. Too small.',
        'Runs a size large on me, so order down.',
        'The size is spot on.',
        'Fits as the size guide says.',
        'Lovely colour.',
      ),
    ).toEqual({ small: 2, large: 1, true: 2, total: 6 });
    expect(count('有点偏小，拿大一号', '偏大', '尺码很准')).toEqual({ small: 1, large: 1, true: 1, total: 3 });
  });

  it('is nothing where the small is another thing, or it is denied', () => {
    expect(count('The stitching is straight and small.', 'Not too small at all.', '不偏小')).toMatchObject({
      small: 0,
    });
  });

  it('leaves out who says both', () => {
    expect(count('Too small in the arms and too large in the waist.')).toEqual({
      small: 0,
      large: 0,
      true: 0,
      total: 1,
    });
  });

  it('never counts more than there are', () => {
    const text = fc.array(fc.constantFrom('runs small', 'too large', 'true to size', 'not', 'nice', '.'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        const { small, large, true: fits, total } = count(...texts.map((words) => words.join(' ')));
        expect(small + large + fits).toBeLessThanOrEqual(total);
      }),
    );
  });
});
