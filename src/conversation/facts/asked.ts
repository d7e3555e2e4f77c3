import type { Shop } from '../../shop/shop.js';
import type { Understanding } from '../../understanding/understanding.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import type { Purpose } from '../reading/purpose.js';
import type { ReadWish } from '../reading/read-wishes.js';

/** A message that was understood, and where it stands. */
export type Asked = {
  shop: Shop;
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  purpose: Purpose;
  /** Of several wishes, the one that the purpose is about. */
  lead?: ReadWish | undefined;
  now: number;
};
