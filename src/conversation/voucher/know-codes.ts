import type { GuessLimit } from '../../access/limit-guessing.js';
import type { Customer, Product, Shop } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { voucherKey, vouchersOpenTo } from '../../shop/voucher.js';
import type { Understanding } from '../../understanding/understanding.js';
import { visitorOf } from '../code/prove-by-code.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import { allSteps, type Flow } from '../flow/flow.js';
import { findCode } from './find-code.js';

/** What is known of the shop's codes where a flow asks for one. */
export type KnownCodes = {
  /** Too many were tried that do not exist: none is looked at for a while. */
  areBlocked: boolean;
  /** What codes hold for that hold for some products alone. */
  products: Product[];
};

type Sources = { shops: Pick<ShopStore, 'products'>; guessing: GuessLimit };

type Asked = {
  shop: Shop;
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  customer: Customer | undefined;
};

/** Counts a code that does not exist for this person as a guess; undefined where no code is asked for. */
export async function knowCodes(
  { shops, guessing }: Sources,
  asked: Asked,
  flows: readonly (Flow | undefined)[],
): Promise<KnownCodes | undefined> {
  if (!flows.some((flow) => flow !== undefined && asksForCode(flow))) return undefined;
  const { shop, conversation } = asked;
  const guesser = `voucher/${visitorOf(conversation)}`;
  const areBlocked = !(await guessing.mayTry(shop.id, guesser));
  if (!areBlocked && namesUnknown(asked)) await guessing.failed(shop.id, guesser);
  const named = new Set(shop.vouchers.flatMap(({ products = [] }) => products));
  return { areBlocked, products: (await shops.products(shop.id)).filter(({ id }) => named.has(id)) };
}

export function asksForCode({ steps }: Flow): boolean {
  return allSteps(steps).some((step) => 'ask' in step && step.as === 'voucher');
}

function namesUnknown({ shop, conversation, message, understanding, customer }: Asked): boolean {
  const known = vouchersOpenTo(shop.vouchers, customer?.id);
  const { question } = conversation;
  const isAsked = question?.kind === 'flow-slot' && message.choice === undefined;
  const code = findCode(message.text, { known, isAsked, orderNumbers: understanding.slots.orderNumbers });
  return code !== undefined && !known.some((one) => voucherKey(one.code) === voucherKey(code));
}
