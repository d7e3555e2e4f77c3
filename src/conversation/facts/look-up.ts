import type { Customer, Order } from '../../shop/shop.js';
import { extractSlots } from '../../understanding/extract-slots.js';
import type { Conversation } from '../conversation.js';
import { allSteps } from '../flow/flow.js';
import { asksCheaper, startFrom } from '../reading/products/cheaper-wanted.js';
import { findMeant } from '../reading/products/find-meant.js';
import { asksForMore } from '../reading/products/more-wanted.js';
import type { Purpose } from '../reading/purpose.js';
import type { Need } from '../replies/jobs.js';
import type { Facts } from '../turn.js';
import type { Asked } from './asked.js';
import { pageOf } from './served.js';
import type { Sources } from './sources.js';

export async function lookUp(
  sources: Sources,
  { shop, conversation, message, understanding, purpose }: Asked,
  { needs, orders }: { needs: readonly Need[]; customer: Customer | undefined; orders: Order[] },
): Promise<Pick<Facts, 'passages' | 'nearest' | 'products' | 'recommendations' | 'priceLimit'>> {
  const query = { text: message.text, vector: understanding.vector };
  const { language } = conversation;
  const page = pageOf(purpose);
  const [found, products, suggested] = await Promise.all([
    needs.includes('passages')
      ? sources.findPassages(shop.id, { ...query, language, ...(page !== undefined && { page }) })
      : { passages: [] },
    needs.includes('products')
      ? findMeant(sources, { shop, conversation, query, isAsked: asksProduct(purpose, conversation) })
      : [],
    needs.includes('recommendations')
      ? suggest(sources, { shop, conversation, message, understanding }, orders)
      : { recommendations: [] },
  ]);
  return { ...found, products, ...suggested };
}

/** "Anything cheaper?" wants something like what was shown, "show me more" what was asked for and not shown yet. */
async function suggest(
  { recommend, shops }: Sources,
  { shop, conversation, message: { text }, understanding: { vector, slots } }: Omit<Asked, 'purpose' | 'now'>,
  orders: Order[],
): Promise<Pick<Facts, 'recommendations' | 'priceLimit'>> {
  const { productWish: wish } = conversation;
  const request = { shopId: shop.id, vector, orders };
  if (wish !== undefined && asksForMore(text)) {
    const all = await recommend({
      ...request,
      vector: new Float32Array(vector.length),
      text: wish.text,
      slots: extractSlots(wish.text),
      limit: wish.seen.length + MORE,
    });
    return { recommendations: all.filter(({ product }) => !wish.seen.includes(product.id)).slice(0, MORE) };
  }
  const start = asksCheaper(text) ? startFrom(conversation, await shops.products(shop.id)) : undefined;
  const asked =
    start === undefined
      ? { text, slots }
      : { text: `like the ${start.product.title}`, slots: { ...slots, maxPrice: start.price - 1 } };
  const priceLimit = start?.price ?? slots.maxPrice;
  return {
    recommendations: await recommend({ ...request, ...asked }),
    ...(priceLimit !== undefined && { priceLimit }),
  };
}

const MORE = 3;

/** Whether the message may describe the product that a flow asks for; what else it asks is answered with those it names. */
function asksProduct(purpose: Purpose, { question }: Conversation): boolean {
  if (purpose.kind !== 'in-flow' || question?.kind !== 'flow-slot') return false;
  if (purpose.other !== undefined && !purpose.isLikelyAnswer) return false;
  return allSteps(purpose.frame.flow.steps).some(
    (step) => 'ask' in step && step.ask === question.slot && step.as === 'product',
  );
}
