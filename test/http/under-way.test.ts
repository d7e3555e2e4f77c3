import { describe, expect, it } from 'vitest';
import { createUnderWay } from '../../src/http/under-way.js';

describe('requests under way', () => {
  it('are bounded per socket, and refused beyond with a time to come back', async () => {
    const underWay = createUnderWay();
    const [one, other] = [{}, {}];
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const running = Array.from({ length: 64 }, () => underWay.run(one, () => held));
    await expect(underWay.run(one, async () => 1)).rejects.toMatchObject({
      code: 'OVERLOADED',
      retryAfterMs: expect.any(Number),
    });
    expect(await underWay.run(other, async () => 2)).toBe(2);
    finish();
    await Promise.all(running);
    expect(await underWay.run(one, async () => 3)).toBe(3);
  });

  it('are answered before a close resolves, failures included; later ones are refused', async () => {
    const underWay = createUnderWay();
    const order: string[] = [];
    const slow = underWay.run({}, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('answered');
      throw new Error('badly');
    });
    const closed = underWay.close().then(() => order.push('closed'));
    await expect(underWay.run({}, async () => 1)).rejects.toMatchObject({ code: 'OVERLOADED' });
    await expect(slow).rejects.toThrow('badly');
    await closed;
    expect(order).toEqual(['answered', 'closed']);
  });
});
