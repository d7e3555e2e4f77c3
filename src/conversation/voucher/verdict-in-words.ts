import { judgeVoucher, type VoucherVerdict } from '../../shop/judge-voucher.js';
import type { Order, Product } from '../../shop/shop.js';
import { type Voucher, voucherKey, vouchersOpenTo } from '../../shop/voucher.js';
import type { Texts } from '../../texts/texts.js';
import type { Wordings } from '../../texts/wordings.js';
import type { Conversation } from '../conversation.js';
import { oneOf } from '../replies/one-of.js';
import type { Facts } from '../turn.js';

type Telling = {
  code: string;
  /** Undefined: what holds for every order is told, and the terms that hang on one. */
  order: Order | undefined;
  facts: Facts;
  texts: Texts;
  conversation: Conversation;
  product(productId: Product['id']): Product | undefined;
};

/** What the shop says of a code: why it is refused, or under which terms it holds. */
export function verdictInWords(telling: Telling): string {
  const { code, texts, conversation } = telling;
  const judged = judge(telling);
  const said = judged === undefined ? texts.voucher.unknown(code) : wordingsOf(telling, judged.voucher, judged.verdict);
  return oneOf(said, conversation);
}

/** What the code takes off the order; empty where it takes off nothing. */
export function amountOffInWords(telling: Telling): string {
  const verdict = judge(telling)?.verdict;
  return verdict?.kind === 'good' ? telling.texts.money(verdict.amount) : '';
}

/** Undefined for a code that does not exist, or is somebody else's. */
function judge({ code, order, facts, product }: Telling): { voucher: Voucher; verdict: VoucherVerdict } | undefined {
  const { customer, orders, now: at } = facts;
  const vouchers = vouchersOpenTo(facts.shop.vouchers, customer?.id);
  const voucher = vouchers.find((one) => voucherKey(one.code) === voucherKey(code));
  const use = { customer, order, orders, product, vouchers, at };
  return voucher && { voucher, verdict: judgeVoucher(voucher, use) };
}

function wordingsOf(telling: Telling, voucher: Voucher, verdict: VoucherVerdict): Wordings {
  const { texts } = telling;
  const { code } = voucher;
  const said = texts.voucher;
  switch (verdict.kind) {
    case 'not-yet':
      return said['not-yet'](code, texts.longDate(verdict.from));
    case 'expired':
      return said.expired(code, texts.longDate(verdict.to));
    case 'used':
      return said.used(code, verdict.orderId ?? '');
    case 'alone':
      return said.alone(code, verdict.beside);
    case 'other-items':
      return said['other-items'](code, scopeOf(telling, voucher) ?? '');
    case 'too-little':
      return said['too-little'](code, texts.money(verdict.minimum), texts.money(verdict.sum));
    case 'nothing-off':
      return said['nothing-off'](code);
    case 'open':
    case 'good':
      return said.open(code, termsOf(telling, voucher).join(texts.sentenceGap));
  }
}

/** What else an order must be for the code to count; the customer knows which of it their cart is not. */
function termsOf(telling: Telling, voucher: Voucher): string[] {
  const { texts } = telling;
  const { terms } = texts.voucher;
  const { minimum = 0, validTo, combines, oncePerCustomer } = voucher;
  const scope = scopeOf(telling, voucher);
  return [
    ...(minimum > 0 ? [terms.minimum(texts.money(minimum))] : []),
    ...(scope === undefined ? [] : [terms.only(scope)]),
    ...(combines ? [] : [terms.alone]),
    ...(oncePerCustomer ? [terms.once] : []),
    ...(validTo === undefined ? [] : [terms.until(texts.longDate(validTo))]),
  ];
}

/** Categories and products by name, where it does not hold for everything. */
function scopeOf({ facts, texts }: Telling, voucher: Voucher): string | undefined {
  const { categories = [], products = [], onReduced } = voucher;
  const titles = (facts.codes?.products ?? []).filter(({ id }) => products.includes(id)).map(({ title }) => title);
  const names = [...categories, ...titles];
  const what = names.join(texts.comma);
  if (!onReduced) return texts.voucher.unreduced(what);
  return what === '' ? undefined : what;
}
