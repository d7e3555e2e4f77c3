import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdSchema, productIdSchema, shopIdSchema, variantIdSchema } from '../../src/protocol/ids.js';
import type { StockWatch, StockWatches } from '../../src/shop/stock-watches.js';

export type OpenedWatches = {
  watches: StockWatches;
  /** The same store as a process that starts now finds it. */
  reopen: () => Promise<StockWatches>;
  close(): Promise<void>;
};

const shopId = shopIdSchema.parse('shop-1');
const small = { productId: productIdSchema.parse('p-1'), variantId: variantIdSchema.parse('v-3') };
const large = { ...small, variantId: variantIdSchema.parse('v-2') };

function aWatch(changes: Partial<StockWatch> = {}): StockWatch {
  return { id: 'c-1.4.watch', ...small, email: 'mara@example.com', language: 'zh', conversationId: 'c-1', ...changes };
}

/** What every adapter of the port for those who wait must do. */
export function stockWatchesContract(name: string, open: () => Promise<OpenedWatches>): void {
  describe(`${name}: who waits for stock`, () => {
    let opened: OpenedWatches;
    let watches: StockWatches;
    beforeEach(async () => {
      opened = await open();
      watches = opened.watches;
    });
    afterEach(() => opened.close());

    it('is kept as it was asked for, and outlives the process', async () => {
      await watches.add(shopId, aWatch());
      const again = await opened.reopen();
      expect(await again.watched(shopId)).toEqual([small]);
      expect(await again.waitingFor(shopId, small)).toEqual([aWatch()]);
      expect(await again.find(shopId, 'c-1.4.watch')).toEqual(aWatch());
    });

    it('waits once for a variant, however often and in whatever spelling the address asks', async () => {
      const twice = ['one', 'two', 'three', 'four'].map((id) => aWatch({ id, email: ` Mara@Example.com` }));
      await Promise.all([aWatch(), ...twice].map((watch) => watches.add(shopId, watch)));
      expect(await watches.waitingFor(shopId, small)).toHaveLength(1);
    });

    it('waits for each variant by itself, in the order of asking', async () => {
      await watches.add(shopId, aWatch());
      await watches.add(shopId, aWatch({ id: 'b', email: 'jonas@example.com' }));
      await watches.add(shopId, aWatch({ id: 'c', ...large }));
      expect((await watches.waitingFor(shopId, small)).map(({ email }) => email)).toEqual([
        'mara@example.com',
        'jonas@example.com',
      ]);
      expect(new Set((await watches.watched(shopId)).map(({ variantId }) => variantId))).toEqual(
        new Set(['v-2', 'v-3']),
      );
    });

    it('waits no longer once told, and a repeat of that request is no new one', async () => {
      await watches.add(shopId, aWatch());
      await watches.close(shopId, 'c-1.4.watch');
      await watches.add(shopId, aWatch());
      expect(await watches.watched(shopId)).toEqual([]);
      expect(await watches.find(shopId, 'c-1.4.watch')).toBeUndefined();
      await watches.add(shopId, aWatch({ id: 'c-1.9.watch' }));
      expect(await watches.waitingFor(shopId, small)).toHaveLength(1);
    });

    it('is taken back by its conversation, or by its customer in any other one', async () => {
      const customerId = customerIdSchema.parse('customer-1');
      await watches.add(shopId, aWatch());
      await watches.add(shopId, aWatch({ id: 'b', ...large, conversationId: 'c-2', customerId }));
      await watches.add(shopId, aWatch({ id: 'c', email: 'jonas@example.com', conversationId: 'c-3' }));
      expect(await watches.withdraw(shopId, { conversationId: 'c-1' })).toBe(1);
      expect(await watches.withdraw(shopId, { conversationId: 'c-9', customerId })).toBe(1);
      expect(await watches.withdraw(shopId, { conversationId: 'c-9' })).toBe(0);
      expect((await watches.waitingFor(shopId, small)).map(({ id }) => id)).toEqual(['c']);
    });

    it('is another shop’s own affair', async () => {
      const other = shopIdSchema.parse('shop-2');
      await watches.add(shopId, aWatch());
      await watches.add(other, aWatch());
      await watches.close(other, 'c-1.4.watch');
      expect(await watches.watched(other)).toEqual([]);
      expect(await watches.watched(shopId)).toEqual([small]);
      expect(await watches.withdraw(other, { conversationId: 'c-1' })).toBe(0);
    });
  });
}
