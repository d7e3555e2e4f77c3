import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainCipher } from '../../src/privacy/cipher.js';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { createSealedValues, type Sealed } from '../../src/storage/sealed-values.js';

const shopId = shopIdSchema.parse('shop');
const aValue = (name: string, changes: Partial<Sealed> = {}): Sealed => ({
  ...{ shopId, owner: 'mara', payload: JSON.stringify({ name }) },
  ...changes,
});

function counting(limit?: number) {
  let parsed = 0;
  const schema = z.object({ name: z.string() });
  const parse = (opened: unknown) => {
    parsed += 1;
    return schema.parse(opened);
  };
  return { open: createSealedValues(plainCipher, parse, limit), parsed: () => parsed };
}

describe('sealed values', () => {
  it('are parsed once while the same bytes are stored, and anew once others are', () => {
    const { open, parsed } = counting();
    expect([open(aValue('a')), open(aValue('a')), open(aValue('b'))]).toEqual([
      { name: 'a' },
      { name: 'a' },
      { name: 'b' },
    ]);
    expect(parsed()).toBe(2);
  });

  it('are opened for their owner and shop alone, also where the bytes are the same', () => {
    const opened: string[] = [];
    const cipher = { ...plainCipher, open: (shop: string, owner: string) => `"${opened.push(`${shop} ${owner}`)}"` };
    const open = createSealedValues(cipher, (value) => value);
    const other = shopIdSchema.parse('other');
    open(aValue('a'));
    open(aValue('a', { owner: 'jonas' }));
    open(aValue('a', { shopId: other }));
    expect(opened).toEqual(['shop mara', 'shop jonas', 'other mara']);
  });

  it('keep what was read last, and no more than the limit', () => {
    const { open, parsed } = counting(2);
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) open(aValue(name));
    expect(parsed()).toBe(4);
  });

  it('keep nothing that does not parse', () => {
    const { open } = counting();
    const broken = aValue('a', { payload: '{}' });
    expect(() => open(broken)).toThrow();
    expect(() => open(broken)).toThrow();
  });
});
