import { describe, expect, it } from 'vitest';
import { flowFor } from '../../../src/conversation/flow/flow-for.js';
import { loadIntents } from '../../../src/conversation/load-intents.js';

const { intents, flows } = await loadIntents('intents');

/** The name of the flow that begins when the text was read as the intent. */
function begins(name: string, ...texts: string[]): string | undefined {
  const intent = intents.get(name);
  return intent && flowFor(flows, intent, texts)?.flow;
}

describe('the flow that serves an intent', () => {
  it.each([
    ['payment_methods', 'I want to change the payment method of my order to PayPal', 'change-payment'],
    ['payment_methods', 'change payment method', 'change-payment'],
    ['gift_card', 'please pay order #W2611340 with my gift card instead', 'change-payment'],
    ['update_account', 'use a different card for order #W1234567', 'change-payment'],
    ['payment_methods', '我想更换支付方式', 'change-payment'],
    ['update_account', 'I would like to modify my default address', 'change-own-address'],
    ['update_account', 'change my address', 'change-own-address'],
    ['change_address', 'please update my default address to 12 Oak Street', 'change-own-address'],
    ['update_account', '请更新我的账户地址', 'change-own-address'],
    ['update_account', 'i have a new phone number', 'change-own-phone'],
    ['update_account', 'my mobile changed, please update it', 'change-own-phone'],
    ['update_account', '我换手机号了', 'change-own-phone'],
    ['newsletter', 'sign me up for the newsletter at post@example.com', 'subscribe'],
    ['newsletter', '请把电子报发到post.already@example.com，我要订阅', 'subscribe'],
    ['newsletter', 'remove app@example.com from your mailing list', 'unsubscribe'],
    [
      'invoice',
      'i want an invoice for HL-104263 with my company name, Blauw BV, VAT NL001234567B01',
      'invoice-details',
    ],
    ['invoice', 'can i have the invoice in the name of my employer', 'invoice-details'],
    ['invoice', 'the bill must say Berg Trading Ltd please, should say that', 'invoice-details'],
    ['invoice', '抬头要写公司 Blauw BV 税号 NL001234567B01', 'invoice-details'],
    ['invoice', '发票抬头：海港贸易有限公司', 'invoice-details'],
    ['invoice', '麻烦在发票上备注项目编号', 'invoice-details'],
    ['voucher_problem', 'ok i forgot WELCOME10 on my order HL-104746', 'apply-voucher'],
    ['discounts', 'placed the order and left out welcome10, can you still use it', 'apply-voucher'],
    ['voucher_problem', '下单的时候忘了用 WELCOME10', 'apply-voucher'],
    ['change_items', 'swap the chair I received for another version', 'exchange-items'],
  ])('of %s, told as "%s", is %s', (intent, text, flow) => {
    expect(begins(intent, text)).toBe(flow);
  });

  it.each([
    ['invoice', 'is the VAT shown separately on what you send out'],
    ['invoice', 'my company needs the invoice of HL-104263'],
    ['invoice', '发票内容能写办公用品吗'],
    ['invoice', '发票发我邮箱'],
    ['payment_methods', 'which payment methods do you take'],
    ['payment_methods', 'can I pay with paypal'],
    ['gift_card', 'does a gift card expire'],
    ['payment_problem', 'tried 3 cards all refused'],
    ['update_account', 'how do i take my expired mastercard off the account'],
    ['update_account', 'change the email of my account, my phone is fine'],
    ['update_account', 'my husband set this account up for us both'],
  ])('of %s, told as "%s", is none: it is answered', (intent, text) => {
    expect(begins(intent, text)).toBeUndefined();
  });

  it('stays the intent’s own where an order is meant', () => {
    expect(begins('change_address', 'change my address for order #W2611340')).toBe('change-address');
    expect(begins('change_items', 'change the size of the boots in my order')).toBe('change-items');
  });

  it('is known from what was said before the customer was asked who they are', () => {
    expect(begins('update_account', 'ada@example.com', 'update my default address')).toBe('change-own-address');
  });
});
