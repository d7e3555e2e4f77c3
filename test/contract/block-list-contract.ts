import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlockList } from '../../src/access/block-list.js';
import { shopIdSchema, visitorIdSchema } from '../../src/protocol/ids.js';

export type OpenedBlockList = {
  list: BlockList;
  /** The same store as a process that starts now finds it. */
  reopen(): Promise<BlockList>;
  close(): Promise<void>;
};

const shopId = shopIdSchema.parse('shop-1');
const mara = visitorIdSchema.parse('visitor-mara');
const other = visitorIdSchema.parse('visitor-other');

/** What every adapter of the block list's port must do. */
export function blockListContract(name: string, open: () => Promise<OpenedBlockList>): void {
  describe(`${name}: the list of blocked visitors`, () => {
    let opened: OpenedBlockList;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('knows whom it was told of, and nobody else', async () => {
      const { list } = opened;
      expect(await list.isBlocked(shopId, mara)).toBe(false);
      await list.block(shopId, mara, 1);
      expect(await list.isBlocked(shopId, mara)).toBe(true);
      expect(await list.isBlocked(shopId, other)).toBe(false);
    });

    it('lets somebody write again', async () => {
      const { list } = opened;
      await list.block(shopId, mara, 1);
      await list.unblock(shopId, mara);
      expect(await list.isBlocked(shopId, mara)).toBe(false);
      await list.block(shopId, mara, 2);
      expect(await list.isBlocked(shopId, mara)).toBe(true);
    });

    it('takes the same word several times, at once too', async () => {
      const { list } = opened;
      await Promise.all(Array.from({ length: 8 }, (_none, at) => list.block(shopId, mara, at)));
      expect(await list.isBlocked(shopId, mara)).toBe(true);
      await Promise.all([list.unblock(shopId, mara), list.unblock(shopId, mara), list.unblock(shopId, other)]);
      expect(await list.isBlocked(shopId, mara)).toBe(false);
    });

    it('keeps shops apart', async () => {
      const { list } = opened;
      const elsewhere = shopIdSchema.parse('shop-2');
      await list.block(shopId, mara, 1);
      expect(await list.isBlocked(elsewhere, mara)).toBe(false);
      await list.unblock(elsewhere, mara);
      expect(await list.isBlocked(shopId, mara)).toBe(true);
    });

    it('still knows it after a restart', async () => {
      await opened.list.block(shopId, mara, 1);
      expect(await (await opened.reopen()).isBlocked(shopId, mara)).toBe(true);
    });
  });
}
