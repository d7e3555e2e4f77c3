import { describe, expect, it } from 'vitest';
import { createSignedTokens } from '../../src/access/signed-tokens.js';
import { createSubscriptionLinks } from '../../src/access/subscription-link.js';
import { shopIdSchema } from '../../src/protocol/ids.js';

const SECRET = 'a secret of at least thirty-two characters';
const shopId = shopIdSchema.parse('shop-1');
const tokens = createSignedTokens(SECRET);
const links = createSubscriptionLinks(tokens, 'https://chat.shop.example');
const tokenOf = (href: string) => href.slice(href.lastIndexOf('/') + 1);
const token = tokenOf(links.hrefFor(shopId, 'c-1.4'));

describe('a link that confirms the newsletter', () => {
  it('is an address of this server and opens the subscription it was made for', () => {
    expect(links.hrefFor(shopId, 'c-1.4')).toMatch(/^https:\/\/chat\.shop\.example\/chat\/newsletter\/[\w.-]+$/);
    expect(links.read(shopId, token)).toBe('c-1.4');
  });

  it('opens nothing in another shop, nor once it is over', () => {
    expect(links.read(shopIdSchema.parse('shop-2'), token)).toBeUndefined();
    const [subject, audience] = ['c-1.4', 'newsletter:shop-1'];
    const signed = (lifetimeSeconds: number) => tokens.sign({ subject, audience, lifetimeSeconds });
    expect(links.read(shopId, signed(60))).toBe('c-1.4');
    expect(links.read(shopId, signed(-1))).toBeUndefined();
  });

  it('cannot be made by others, nor from a token that is for something else', () => {
    const visitor = tokens.sign({ subject: 'c-1.4', audience: 'visitor:shop-1', lifetimeSeconds: 60 });
    const foreign = createSubscriptionLinks(createSignedTokens(`${SECRET}!`), '').hrefFor(shopId, 'c-1.4');
    for (const wrong of [visitor, tokenOf(foreign), token.slice(0, -1), `${token}x`, '', '..', 'c-1.4']) {
      expect(links.read(shopId, wrong), wrong).toBeUndefined();
    }
  });
});
