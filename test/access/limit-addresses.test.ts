import { describe, expect, it } from 'vitest';
import { ADDRESSES_PER_HOUR, createAddressLimit } from '../../src/access/limit-addresses.js';

describe('the addresses that one conversation may have written to', () => {
  it('are so many an hour, each counted once in any case, and no more', async () => {
    const limit = createAddressLimit();
    const mayWriteTo = (email: string, conversation = 'one') => limit.mayWriteTo('shop-1', conversation, email);
    for (let index = 1; index <= ADDRESSES_PER_HOUR; index++) {
      expect(await mayWriteTo(`p${index}@example.com`)).toBe(true);
      expect(await mayWriteTo(`P${index}@Example.com`)).toBe(true);
    }
    expect(await mayWriteTo('late@example.com')).toBe(false);
    // Asking for it again does not help, and those before are still written to.
    expect(await mayWriteTo('late@example.com')).toBe(false);
    expect(await mayWriteTo('p1@example.com')).toBe(true);
    expect(await mayWriteTo('late@example.com', 'other')).toBe(true);
  });
});
