import { describe, expect, it } from 'vitest';
import { createGuessLimit } from '../../src/access/limit-guessing.js';

describe('guessing who somebody is', () => {
  it('is over for a visitor after ten failures, and for no other', async () => {
    const limit = createGuessLimit();
    for (let time = 0; time < 10; time++) {
      expect(await limit.mayTry('shop-1', 'visitor-1')).toBe(true);
      await limit.failed('shop-1', 'visitor-1');
    }
    expect(await limit.mayTry('shop-1', 'visitor-1')).toBe(false);
    expect(await limit.mayTry('shop-1', 'visitor-2')).toBe(true);
    expect(await limit.mayTry('shop-2', 'visitor-1')).toBe(true);
  });

  it('about one address is over for every visitor after thirty, whatever number it is tried with', async () => {
    const limit = createGuessLimit();
    for (let time = 0; time < 30; time++) {
      const about = ['email mara@example.com', `order TS${time}`];
      expect(await limit.mayTry('shop-1', `visitor-${time}`, about)).toBe(true);
      await limit.failed('shop-1', `visitor-${time}`, about);
    }
    expect(await limit.mayTry('shop-1', 'another', ['email mara@example.com', 'order TS99'])).toBe(false);
    expect(await limit.mayTry('shop-1', 'another', ['email jonas@example.com', 'order TS1'])).toBe(true);
  });
});
