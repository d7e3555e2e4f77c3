import type { ProductId, ShopId } from '../protocol/ids.js';
import { isWatchAction, type ShopAction, type WatchAction } from './actions/shop-action.js';
import type { OrderDesk, ShopActionResult } from './shop-store.js';
import type { StockWatches } from './stock-watches.js';

/** Whatever a conversation may ask of the shop, each with an idempotency key as `OrderDesk` has it. */
export type ShopDesk = {
  perform(shopId: ShopId, key: string, action: ShopAction, at: number): Promise<ShopActionResult>;
  resultOf(shopId: ShopId, key: string): Promise<ShopActionResult | undefined>;
};

type Parts = {
  orderDesk: OrderDesk;
  watches: StockWatches;
  /** Units of these products can be sold again, because of the action of that key. */
  onRestocked(shopId: ShopId, key: string, products: ProductId[]): void;
};

/** Orders go to the order desk; who waits for stock is kept beside it, under the same keys. */
export function createShopDesk({ orderDesk, watches, onRestocked }: Parts): ShopDesk {
  return {
    perform: async (shopId, key, action, at) => {
      if (isWatchAction(action)) return performWatch(watches, shopId, key, action);
      const result = await orderDesk.perform(shopId, key, action, at);
      const back = result.kind === 'done' ? result.stock.filter(({ units }) => units > 0) : [];
      if (back.length > 0) onRestocked(shopId, key, [...new Set(back.map(({ productId }) => productId))]);
      return result;
    },
    // Both writes of watches bear repetition: no result of theirs has to be looked up.
    resultOf: (shopId, key) => orderDesk.resultOf(shopId, key),
  };
}

async function performWatch(
  watches: StockWatches,
  shopId: ShopId,
  key: string,
  action: WatchAction,
): Promise<ShopActionResult> {
  if (action.kind === 'withdraw-watch') await watches.withdraw(shopId, action);
  else {
    const { kind: _kind, ...watch } = action;
    await watches.add(shopId, { ...watch, id: key });
  }
  return { kind: 'done', action: action.kind, movements: [], stock: [] };
}
