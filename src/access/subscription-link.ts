import type { ShopId } from '../protocol/ids.js';
import type { SignedTokens } from './signed-tokens.js';

export type SubscriptionLinks = {
  /** Absolute, since it stands in a mail; good for seven days from now. */
  hrefFor(shopId: ShopId, subscriptionId: string): string;
  /** The id of the subscription; undefined for anything that is not signed by us for this shop and still in time. */
  read(shopId: ShopId, token: string): string | undefined;
};

const LIFETIME_SECONDS = 7 * 24 * 3600;

/** Links that only come from the mail: whoever opens one reads what is sent to the address. @param publicUrl without `/` at the end */
export function createSubscriptionLinks(tokens: SignedTokens, publicUrl: string): SubscriptionLinks {
  const audienceOf = (shopId: ShopId) => `newsletter:${shopId}`;
  return {
    hrefFor: (shopId, subject) => {
      const token = tokens.sign({ subject, audience: audienceOf(shopId), lifetimeSeconds: LIFETIME_SECONDS });
      return `${publicUrl}/chat/newsletter/${token}`;
    },
    read: (shopId, token) => {
      try {
        return tokens.read(token, { audience: audienceOf(shopId) }).sub;
      } catch {
        return undefined;
      }
    },
  };
}
