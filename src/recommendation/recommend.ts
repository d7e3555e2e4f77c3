import type { ShopId } from '../protocol/ids.js';
import type { Order } from '../shop/shop.js';
import type { Slots } from '../understanding/understanding.js';
import { chooseProducts } from './choose-products.js';
import type { ProductSearch } from './find-products.js';
import type { ProductWords } from './product-words.js';
import { type Rating, rateProducts } from './rate-products.js';
import type { Recommendation } from './recommendation.js';

export type RecommendRequest = {
  shopId: ShopId;
  text: string;
  /** The encoder's, of `text`. */
  vector: Float32Array;
  /** Price limits are kept to without exception. */
  slots: Slots;
  /** The proven customer's, newest first; empty when nobody is proven. */
  orders: Order[];
  /** Default 3. */
  limit?: number;
};

export type Recommend = (request: RecommendRequest) => Promise<Recommendation[]>;

/** Recommends from the index that the product search keeps, so both always speak of the same products. */
export function createRecommend({ search }: { search: ProductSearch }): Recommend {
  // By what stays the same when only stock changes.
  const ratings = new WeakMap<ProductWords[], Rating[]>();
  return async ({ shopId, text, vector, slots, orders, limit = 3 }) => {
    const index = await search.index(shopId);
    const rated = ratings.get(index.words) ?? rateProducts(index.products);
    ratings.set(index.words, rated);
    return chooseProducts(index, rated, { text, vector, slots, orders, limit });
  };
}
