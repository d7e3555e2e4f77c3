import { jwtVerify, SignJWT } from 'jose';
import { AppError } from '../errors.js';
import { type CustomerId, customerIdSchema, type ShopId } from '../protocol/ids.js';
import { signingKey } from './signing-key.js';

export type CustomerTokens = {
  /** What a shop's own server does: vouches for the customer who is signed in there. */
  vouch(shopId: ShopId, customerId: CustomerId): Promise<string>;
  /** @throws TOKEN_INVALID unless the shop signed it, for this shop, with an expiry that has not passed */
  verify(shopId: ShopId, token: string): Promise<CustomerId>;
};

/**
 * A shop's word for its signed-in customer: a JWT (RFC 7519, HS256) signed with the secret the shop shares with us,
 * `sub` the customer id, `aud` `customer:SHOP`, `exp` at most a day away.
 */
export function createCustomerTokens(secret: string): CustomerTokens {
  const key = signingKey(secret);
  return {
    vouch: async (shopId, customerId) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(customerId)
        .setAudience(`customer:${shopId}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(await key),
    verify: async (shopId, token) => {
      try {
        const { payload } = await jwtVerify(token, await key, {
          algorithms: ['HS256'],
          audience: `customer:${shopId}`,
          clockTolerance: 60,
          maxTokenAge: '24h',
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        return customerIdSchema.parse(payload.sub);
      } catch (error) {
        throw new AppError('TOKEN_INVALID', { cause: error });
      }
    },
  };
}
