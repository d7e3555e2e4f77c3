import { describe, expect, it } from 'vitest';
import { flowsOfShop, isWithheld } from '../../../src/conversation/flow/flows-of-shop.js';
import { loadFlows } from '../../../src/conversation/flow/load-flows.js';
import { compensationPolicySchema } from '../../../src/shop/compensation-policy.js';
import type { Shop } from '../../../src/shop/shop.js';
import { aVoucher } from '../../shop/a-voucher.js';
import { aShop } from '../../support/a-turn.js';

const flows = await loadFlows('intents/flows');

describe('flows about codes', () => {
  it('are not there in a shop that lists no codes, whose page on vouchers answers in their place', () => {
    const names = [...flowsOfShop(flows, aShop()).keys()];
    expect(names).not.toContain('voucher-problem');
    expect(names).not.toContain('apply-voucher');
    expect(names).toContain('cancel-order');
    expect([...flowsOfShop(flows, { ...aShop(), vouchers: [aVoucher()] }).keys()]).toContain('apply-voucher');
  });

  it('are withheld where the shop takes codes only while ordering', () => {
    const apply = flows.get('apply-voucher');
    if (apply === undefined) throw new Error('there is no flow apply-voucher');
    expect(isWithheld(apply, aShop())).toBe(true);
    expect(isWithheld(apply, aShop({ vouchers: { afterOrder: true } }))).toBe(false);
  });
});

describe('flows about the newsletter', () => {
  it('are there only in a shop that keeps its list here, else its page answers', () => {
    const namesIn = (shop: Shop) => [...flowsOfShop(flows, shop).keys()].filter((name) => /subscribe$/.test(name));
    expect(namesIn(aShop())).toEqual([]);
    expect(namesIn({ ...aShop(), newsletter: true })).toEqual(['subscribe', 'unsubscribe']);
  });
});

describe('flows that make good for something', () => {
  const AMENDS = ['late-order', 'damaged-item', 'missing-item', 'never-came'];
  const amendsOf = (shop: Shop) => [...flowsOfShop(flows, shop).keys()].filter((name) => AMENDS.includes(name));

  it('are there only in a shop whose settings give something for just that', () => {
    const rules = [{ trouble: 'damaged', kind: 'replacement' }];
    const compensation = compensationPolicySchema.parse({ rules });
    expect(amendsOf(aShop())).toEqual([]);
    expect(amendsOf(aShop({ compensation }))).toEqual(['damaged-item']);
  });
});
