import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInvoiceLinks, INVOICE_LINK_MS } from '../../src/access/invoice-link.js';
import { customerIdSchema, orderIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import { NOW, shopId } from '../support/a-turn.js';

const links = createInvoiceLinks('a secret of this test');
const order = {
  customerId: customerIdSchema.parse('customer-1'),
  orderId: orderIdSchema.parse('TS-1001'),
  language: 'zh',
};
const token = links.hrefFor(shopId, order, NOW).replace('/chat/invoice/', '');

describe('a link to an invoice', () => {
  it('opens the order it was made for, for a day', () => {
    expect(links.read(shopId, token, NOW)).toEqual(order);
    expect(links.read(shopId, token, NOW + INVOICE_LINK_MS - 1)).toEqual(order);
    expect(links.read(shopId, token, NOW + INVOICE_LINK_MS)).toBeUndefined();
  });

  it('opens nothing in another shop, or under another secret', () => {
    expect(links.read(shopIdSchema.parse('other-shop'), token, NOW)).toBeUndefined();
    expect(createInvoiceLinks('another secret').read(shopId, token, NOW)).toBeUndefined();
  });

  it('opens nothing when another order is written into it', () => {
    const [head = '', payload = '', mark = ''] = token.split('.');
    const told = Buffer.from(payload, 'base64url').toString();
    const other = Buffer.from(told.replace('TS-1001', 'TS-1002')).toString('base64url');
    expect(told).toContain('TS-1001');
    expect(links.read(shopId, `${head}.${other}.${mark}`, NOW)).toBeUndefined();
  });

  it('opens nothing when any letter of it is another, and never throws', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'aZ9_-.'), (at, letter) => {
        const changed = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
        const read = links.read(shopId, changed, NOW);
        // The last letter of base64url holds bits that mean nothing.
        if (read !== undefined) expect(read).toEqual(order);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => links.read(shopId, text, NOW) === undefined));
  });
});
