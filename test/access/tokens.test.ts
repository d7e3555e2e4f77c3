import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createCustomerTokens } from '../../src/access/customer-token.js';
import { createVisitorTokens } from '../../src/access/visitor-token.js';
import { customerIdSchema, shopIdSchema, visitorIdSchema } from '../../src/protocol/ids.js';

const SECRET = 'a secret of at least thirty-two characters';
const shopId = shopIdSchema.parse('shop-a');
const otherShop = shopIdSchema.parse('shop-b');
const visitorId = visitorIdSchema.parse('visitor-1');
const customerId = customerIdSchema.parse('customer-1');
const refused = expect.objectContaining({ code: 'TOKEN_INVALID' });

function sign(claims: { audience: string; expires: string; issued?: number; secret?: string; subject?: string }) {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.subject ?? 'visitor-1')
    .setAudience(claims.audience)
    .setIssuedAt(claims.issued)
    .setExpirationTime(claims.expires)
    .sign(new TextEncoder().encode(claims.secret ?? SECRET));
}

describe('visitor tokens', () => {
  const tokens = createVisitorTokens(SECRET);

  it('name the visitor they were issued to', () => {
    expect(tokens.verify(shopId, tokens.issue(shopId, visitorId))).toBe(visitorId);
  });

  it('are worth nothing in another shop', () => {
    expect(() => tokens.verify(otherShop, tokens.issue(shopId, visitorId))).toThrow(refused);
  });

  it.each([
    ['signed with another secret', () => sign({ audience: 'visitor:shop-a', expires: '1h', secret: 'x'.repeat(40) })],
    ['expired', () => sign({ audience: 'visitor:shop-a', expires: '-1h' })],
    ['unsigned', async () => new UnsecuredJWT({}).setSubject('visitor-1').setAudience('visitor:shop-a').encode()],
    ['meant for a customer', () => sign({ audience: 'customer:shop-a', expires: '1h' })],
    ['with a subject that is no id', () => sign({ audience: 'visitor:shop-a', expires: '1h', subject: '../../etc' })],
    ['empty', async () => ''],
  ])('are refused when %s', async (_how, make) => {
    const token = await make();
    expect(() => tokens.verify(shopId, token)).toThrow(refused);
  });

  it('can be renewed for thirty days after they ran out, and no longer', async () => {
    expect(tokens.renew(shopId, await sign({ audience: 'visitor:shop-a', expires: '-29 days' }))).toBe(visitorId);
    expect(tokens.renew(shopId, await sign({ audience: 'visitor:shop-a', expires: '-31 days' }))).toBeUndefined();
  });
});

describe('customer tokens', () => {
  const tokens = createCustomerTokens(SECRET);

  it('carry the shop’s word for its customer', () => {
    expect(tokens.verify(shopId, tokens.vouch(shopId, customerId))).toBe(customerId);
  });

  it.each([
    ['for another shop', { audience: 'customer:shop-b', expires: '1h' }],
    ['for a visitor', { audience: 'visitor:shop-a', expires: '1h' }],
    [
      'older than a day, however long they claim to live',
      { audience: 'customer:shop-a', expires: '10 years', issued: 1_000_000_000 },
    ],
    [
      'in the future, to live longer than a day',
      { audience: 'customer:shop-a', expires: '10 years', issued: Date.now() / 1000 + 86_400 },
    ],
  ])('are refused when made %s', async (_how, claims) => {
    const token = await sign(claims);
    expect(() => tokens.verify(shopId, token)).toThrow(refused);
  });
});
