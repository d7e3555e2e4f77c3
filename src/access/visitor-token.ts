import { jwtVerify, SignJWT } from 'jose';
import { AppError } from '../errors.js';
import { type ShopId, type VisitorId, visitorIdSchema } from '../protocol/ids.js';
import { signingKey } from './signing-key.js';

export type VisitorTokens = {
  issue(shopId: ShopId, visitorId: VisitorId): Promise<string>;
  /** @throws TOKEN_INVALID for anything not signed by us for this shop and still in time */
  verify(shopId: ShopId, token: string): Promise<VisitorId>;
  /** Like `verify`, but up to 30 days late: a returning browser keeps its conversation. */
  renew(shopId: ShopId, token: string): Promise<VisitorId | undefined>;
};

const LIFETIME = '24h';
const RENEWAL_SECONDS = 30 * 24 * 3600;

/** Short signed tokens bound to one visitor of one shop (JWT, RFC 7519, HS256). */
export function createVisitorTokens(secret: string): VisitorTokens {
  const key = signingKey(secret);

  const read = async (shopId: ShopId, token: string, toleranceSeconds: number): Promise<VisitorId> => {
    const { payload } = await jwtVerify(token, await key, {
      algorithms: ['HS256'],
      audience: `visitor:${shopId}`,
      clockTolerance: toleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    });
    return visitorIdSchema.parse(payload.sub);
  };

  return {
    issue: async (shopId, visitorId) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(visitorId)
        .setAudience(`visitor:${shopId}`)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(await key),
    verify: async (shopId, token) => {
      try {
        return await read(shopId, token, 5);
      } catch (error) {
        throw new AppError('TOKEN_INVALID', { cause: error });
      }
    },
    renew: (shopId, token) => read(shopId, token, RENEWAL_SECONDS).catch(() => undefined),
  };
}
