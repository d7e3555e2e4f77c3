import { AppError } from '../errors.js';
import { type CustomerId, customerIdSchema, type ShopId } from '../protocol/ids.js';
import { createSignedTokens } from './signed-tokens.js';

export type CustomerTokens = {
  /** What a shop's own server does: vouches for the customer who is signed in there. */
  vouch(shopId: ShopId, customerId: CustomerId): string;
  /** @throws TOKEN_INVALID unless the shop signed it, for this shop, with an expiry that has not passed */
  verify(shopId: ShopId, token: string): CustomerId;
};

/**
 * A shop's word for its signed-in customer: a JWT (RFC 7519, HS256) signed with the secret the shop shares with us,
 * `sub` the customer id, `aud` `customer:SHOP`, `exp` at most a day away.
 */
export function createCustomerTokens(secret: string): CustomerTokens {
  const tokens = createSignedTokens(secret);
  return {
    vouch: (shopId, customerId) =>
      tokens.sign({ subject: customerId, audience: audienceOf(shopId), lifetimeSeconds: 12 * 3600 }),
    verify: (shopId, token) => {
      try {
        const limits = { toleranceSeconds: 60, oldestSeconds: 24 * 3600 };
        return customerIdSchema.parse(tokens.read(token, { audience: audienceOf(shopId), ...limits }).sub);
      } catch (error) {
        throw new AppError('TOKEN_INVALID', { cause: error });
      }
    },
  };
}

function audienceOf(shopId: ShopId): string {
  return `customer:${shopId}`;
}
