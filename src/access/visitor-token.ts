import { AppError } from '../errors.js';
import { type ShopId, type VisitorId, visitorIdSchema } from '../protocol/ids.js';
import { createSignedTokens } from './signed-tokens.js';

export type VisitorTokens = {
  issue(shopId: ShopId, visitorId: VisitorId): string;
  /** @throws TOKEN_INVALID for anything not signed by us for this shop and still in time */
  verify(shopId: ShopId, token: string): VisitorId;
  /** Like `verify`, but up to 30 days late: a returning browser keeps its conversation. */
  renew(shopId: ShopId, token: string): VisitorId | undefined;
};

const LIFETIME_SECONDS = 24 * 3600;
const RENEWAL_SECONDS = 30 * 24 * 3600;

/** Short signed tokens bound to one visitor of one shop. */
export function createVisitorTokens(secret: string): VisitorTokens {
  const tokens = createSignedTokens(secret);

  const read = (shopId: ShopId, token: string, toleranceSeconds: number): VisitorId =>
    visitorIdSchema.parse(tokens.read(token, { audience: audienceOf(shopId), toleranceSeconds }).sub);

  return {
    issue: (shopId, visitorId) =>
      tokens.sign({ subject: visitorId, audience: audienceOf(shopId), lifetimeSeconds: LIFETIME_SECONDS }),
    verify: (shopId, token) => {
      try {
        return read(shopId, token, 5);
      } catch (error) {
        throw new AppError('TOKEN_INVALID', { cause: error });
      }
    },
    renew: (shopId, token) => {
      try {
        return read(shopId, token, RENEWAL_SECONDS);
      } catch {
        return undefined;
      }
    },
  };
}

function audienceOf(shopId: ShopId): string {
  return `visitor:${shopId}`;
}
