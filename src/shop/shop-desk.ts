import type { AddressLimit } from '../access/limit-addresses.js';
import type { ProductId, ShopId } from '../protocol/ids.js';
import {
  type ActionOf,
  isSubscriptionAction,
  isWatchAction,
  type ShopAction,
  type SubscriptionAction,
  type WatchAction,
} from './actions/shop-action.js';
import type { OrderDesk, ShopActionResult } from './shop-store.js';
import type { StockWatches } from './stock-watches.js';
import type { Subscription, Subscriptions } from './subscriptions.js';

/** Whatever a conversation may ask of the shop, each with an idempotency key as `OrderDesk` has it. */
export type ShopDesk = {
  perform(shopId: ShopId, key: string, action: ShopAction, at: number): Promise<ShopActionResult>;
  resultOf(shopId: ShopId, key: string): Promise<ShopActionResult | undefined>;
};

type Parts = {
  orderDesk: OrderDesk;
  watches: StockWatches;
  subscriptions: Subscriptions;
  limit: AddressLimit;
  /** The newsletter was asked for by the action of that key; when it resolves, whoever reads the address will be written to. */
  onSubscribed(shopId: ShopId, key: string, subscription: Subscription): Promise<void>;
  /** Units of these products can be sold again, because of the action of that key. */
  onRestocked(shopId: ShopId, key: string, products: ProductId[]): void;
};

/** Orders go to the order desk; who waits for stock or wants the newsletter is kept beside it, under the same keys. */
export function createShopDesk({ orderDesk, watches, limit, onRestocked, ...newsletter }: Parts): ShopDesk {
  return {
    perform: async (shopId, key, action, at) => {
      if (namesAddress(action) && !(await limit.mayWriteTo(shopId, action.conversationId, action.email)))
        return { kind: 'refused', reason: 'too-many-addresses' };
      if (isWatchAction(action)) return performWatch(watches, shopId, key, action);
      if (isSubscriptionAction(action)) return performSubscription(newsletter, { shopId, key, at }, action);
      const result = await orderDesk.perform(shopId, key, action, at);
      const back = result.kind === 'done' ? result.stock.filter(({ units }) => units > 0) : [];
      if (back.length > 0) onRestocked(shopId, key, [...new Set(back.map(({ productId }) => productId))]);
      return result;
    },
    // Watches and subscriptions bear repetition: no result of theirs has to be looked up.
    resultOf: (shopId, key) => orderDesk.resultOf(shopId, key),
  };
}

/** Whoever reads the address may be somebody else than who writes here, and is disturbed by being written to, or no more. */
function namesAddress(action: ShopAction): action is ActionOf<'watch-stock' | 'subscribe' | 'unsubscribe'> {
  return action.kind === 'watch-stock' || isSubscriptionAction(action);
}

async function performWatch(
  watches: StockWatches,
  shopId: ShopId,
  key: string,
  action: WatchAction,
): Promise<ShopActionResult> {
  if (action.kind === 'withdraw-watch') {
    const withdrawn = await watches.withdraw(shopId, action);
    return withdrawn > 0 ? doneOf(action) : { kind: 'refused', reason: 'no-watch' };
  }
  const { kind: _kind, ...watch } = action;
  await watches.add(shopId, { ...watch, id: key });
  return doneOf(action);
}

type Asked = { shopId: ShopId; key: string; at: number };

/** Cut off between the request and the mail, both are repeated: the request is there already, and so may be the mail. */
async function performSubscription(
  { subscriptions, onSubscribed }: Pick<Parts, 'subscriptions' | 'onSubscribed'>,
  { shopId, key, at }: Asked,
  action: SubscriptionAction,
): Promise<ShopActionResult> {
  const { email } = action;
  if (action.kind === 'unsubscribe') await subscriptions.remove(shopId, email);
  else {
    const request = { id: key, email, language: action.language, askedAt: at };
    await onSubscribed(shopId, key, await subscriptions.ask(shopId, request));
  }
  return doneOf(action);
}

function doneOf({ kind }: WatchAction | SubscriptionAction): ShopActionResult {
  return { kind: 'done', action: kind, movements: [], stock: [] };
}
