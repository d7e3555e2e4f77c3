import type { GuessLimit } from '../access/limit-guessing.js';
import type { FoundPassage } from '../knowledge/passage.js';
import { type Claim, identifyCustomer, type ProofOutcome } from '../profile/identify-customer.js';
import type { ShopId } from '../protocol/ids.js';
import type { FoundProduct } from '../recommendation/find-products.js';
import type { Recommendation } from '../recommendation/recommendation.js';
import type { Customer, Order, Product, Shop } from '../shop/shop.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { Intent } from '../understanding/intent-catalog.js';
import type { Slots, Understanding } from '../understanding/understanding.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { Flow } from './flow/flow.js';
import type { Purpose } from './purpose.js';
import { type Need, needsOf } from './replies/jobs.js';
import type { Facts } from './turn.js';

/** What the conversation looks things up with. */
export type Sources = {
  shops: ShopStore;
  intents: Map<string, Intent>;
  flows: Map<string, Flow>;
  findPassages: (
    shopId: ShopId,
    question: { text: string; vector: Float32Array; page?: string },
  ) => Promise<FoundPassage[]>;
  findProducts: (shopId: ShopId, query: { text: string; vector: Float32Array }) => Promise<FoundProduct[]>;
  recommend: (request: {
    shopId: ShopId;
    text: string;
    vector: Float32Array;
    slots: Slots;
    orders: Order[];
  }) => Promise<Recommendation[]>;
  /** Whether this visitor may try another proof now; counts the failures it is told of. */
  guessing: GuessLimit;
};

type Asked = {
  shop: Shop;
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  purpose: Purpose;
  now: number;
};

/** Looks up what the purpose needs, and nothing else. */
export async function gatherFacts(sources: Sources, asked: Asked): Promise<Facts> {
  const { shop, conversation, understanding, purpose, now } = asked;
  const needs = needsFor(purpose);
  const proof = needs.includes('customer') ? await tryProof(sources, asked) : { kind: 'nothing-claimed' as const };
  const known = proof.kind === 'matched' ? proof.customerId : conversation.customer?.customerId;
  const customer = known === undefined ? undefined : await sources.shops.customer(shop.id, known);
  const orders = customer === undefined ? [] : await sources.shops.ordersOf(shop.id, customer.id);
  return {
    now,
    shop,
    proof,
    customer,
    orders,
    orderedProducts: needs.includes('ordered-products') ? await productsOf(sources.shops, shop, orders) : [],
    flow: flowFor(sources, purpose),
    guesses: guessesFrom(understanding, sources.intents),
    ...(await lookUp(sources, asked, { needs, customer, orders })),
  };
}

/** What a flow needs that goes on without a message. */
export async function gatherFlowFacts(
  { shops }: Pick<Sources, 'shops'>,
  { shop, conversation, now }: Pick<Asked, 'shop' | 'conversation' | 'now'>,
): Promise<Facts> {
  const known = conversation.customer?.customerId;
  const customer = known === undefined ? undefined : await shops.customer(shop.id, known);
  const orders = customer === undefined ? [] : await shops.ordersOf(shop.id, customer.id);
  return {
    now,
    shop,
    proof: { kind: 'nothing-claimed' },
    customer,
    orders,
    orderedProducts: await productsOf(shops, shop, orders),
    flow: undefined,
    passages: [],
    products: [],
    recommendations: [],
    guesses: [],
  };
}

async function productsOf(shops: ShopStore, { id }: Shop, orders: Order[]): Promise<Product[]> {
  const ids = new Set(orders.flatMap(({ items }) => items.map(({ productId }) => productId)));
  return (await shops.products(id)).filter((product) => ids.has(product.id));
}

async function lookUp(
  sources: Sources,
  { shop, message, understanding, purpose }: Asked,
  { needs, orders }: { needs: readonly Need[]; customer: Customer | undefined; orders: Order[] },
): Promise<Pick<Facts, 'passages' | 'products' | 'recommendations'>> {
  const query = { text: message.text, vector: understanding.vector };
  const page = pageOf(purpose);
  const [passages, products, recommendations] = await Promise.all([
    needs.includes('passages') ? sources.findPassages(shop.id, { ...query, ...(page !== undefined && { page }) }) : [],
    needs.includes('products') ? sources.findProducts(shop.id, query) : [],
    needs.includes('recommendations')
      ? sources.recommend({ shopId: shop.id, ...query, slots: understanding.slots, orders })
      : [],
  ]);
  return { passages, products, recommendations };
}

function needsFor(purpose: Purpose): readonly Need[] {
  switch (purpose.kind) {
    case 'serve':
    case 'prove':
      return needsOf(purpose.intent);
    case 'in-flow':
      return ['customer', 'ordered-products', ...(purpose.other === undefined ? [] : needsOf(purpose.other))];
    case 'ambiguous':
    case 'unsure':
    case 'out-of-scope':
      return [];
  }
}

/** What is to be served, besides a flow under way. */
function servedBy(purpose: Purpose): Intent | undefined {
  if (purpose.kind === 'in-flow') return purpose.other;
  return purpose.kind === 'serve' || purpose.kind === 'prove' ? purpose.intent : undefined;
}

function flowFor(sources: Sources, purpose: Purpose): Flow | undefined {
  const reply = servedBy(purpose)?.reply;
  return reply !== undefined && 'flow' in reply ? sources.flows.get(reply.flow) : undefined;
}

/** The policy page an intent answers from, or that goes with its job. */
function pageOf(purpose: Purpose): string | undefined {
  const reply = servedBy(purpose)?.reply;
  return reply !== undefined && 'policy' in reply ? reply.policy : undefined;
}

/** A proof is tried only when this message adds something to what was claimed. */
async function tryProof(sources: Sources, asked: Asked): Promise<ProofOutcome> {
  const { shop, conversation, understanding, message } = asked;
  const { orderNumbers, emails, postcodes } = understanding.slots;
  const isNew = orderNumbers.length + emails.length + postcodes.length > 0;
  const visitor = conversation.visitorId ?? conversation.conversationId;
  const isLocked = conversation.failedProofs >= shop.policy.maxFailedProofs;
  if (conversation.customer !== undefined || !isNew || isLocked) return { kind: 'nothing-claimed' };
  if (!(await sources.guessing.mayTry(shop.id, visitor))) return { kind: 'failed', proof: 'signed-in' };
  const outcome = await firstMatch(sources, shop, claimsFrom(conversation, understanding.slots, message.text));
  if (outcome.kind === 'failed') await sources.guessing.failed(shop.id, visitor);
  return outcome;
}

/** A message may hold several numbers that look like postcodes; each is tried, as one attempt. */
async function firstMatch(sources: Sources, shop: Shop, claims: Claim[]): Promise<ProofOutcome> {
  let last: ProofOutcome = { kind: 'nothing-claimed' };
  for (const claim of claims.slice(0, 3)) {
    last = await identifyCustomer(sources.shops, shop, claim);
    if (last.kind === 'matched') return last;
  }
  return last;
}

function claimsFrom({ claims }: Conversation, slots: Slots, text: string): Claim[] {
  const orderNumber = slots.orderNumbers[0] ?? claims.orderNumber;
  const email = slots.emails[0] ?? claims.email;
  const name = nameIn(text, slots);
  const base: Claim = {
    ...(orderNumber !== undefined && { orderNumber }),
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
  };
  const postcodes = slots.postcodes.length > 0 ? slots.postcodes : [claims.postcode];
  return postcodes.map((postcode) => ({ ...base, ...(postcode !== undefined && { postcode }) }));
}

const NOT_NAMES =
  /\b(hi|hello|hey|my|name|full|is|i'?m|i|am|it'?s|this|and|the|zip|zipcode|code|post|postcode|postal|live|in|at|of|for|please|sure|ok|yes)\b/gi;

/** What remains beside the postcode and the little words, if that is two to four words: "Yara Sanchez, zip 75255". */
function nameIn(text: string, { postcodes }: Slots): string | undefined {
  if (postcodes.length === 0 || text.length > 200) return undefined;
  const words = text.replace(NOT_NAMES, ' ').match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  return words.length >= 2 && words.length <= 4 ? words.join(' ') : undefined;
}

function guessesFrom({ ranking }: Understanding, intents: Map<string, Intent>): Intent[] {
  return ranking
    .map(({ intent }) => intents.get(intent))
    .filter((intent) => intent !== undefined)
    .filter(({ reply }) => !('job' in reply) || !SMALL_TALK.has(reply.job));
}

const SMALL_TALK = new Set([
  'greet',
  'farewell',
  'thank',
  'affirm',
  'deny',
  'out-of-scope',
  'say-bot',
  'help',
  'hand-over',
]);
