import type { EmailCodes } from '../access/email-code.js';
import type { IdentityLevel } from '../access/identity-level.js';
import type { InvoiceLinks } from '../access/invoice-link.js';
import type { CodeLimit } from '../access/limit-codes.js';
import type { GuessLimit } from '../access/limit-guessing.js';
import type { PolicyQuestion } from '../knowledge/find-passages.js';
import type { Findings } from '../knowledge/passage.js';
import type { ShopId } from '../protocol/ids.js';
import type { FoundProduct } from '../recommendation/find-products.js';
import type { Recommendation } from '../recommendation/recommendation.js';
import type { Customer, Order, Product, Shop } from '../shop/shop.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { Intent } from '../understanding/intent-catalog.js';
import type { Slots, Understanding } from '../understanding/understanding.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import { allSteps, type Flow } from './flow/flow.js';
import { flowFor } from './flow/flow-for.js';
import type { FlowFrame } from './flow/flow-frame.js';
import { flowsOfShop, isWithheld } from './flow/flows-of-shop.js';
import { isForAnybody, levelNeeded } from './identity/needed-level.js';
import { tryProof } from './identity/try-proof.js';
import { findMeant, productsKept } from './reading/find-meant.js';
import type { Purpose } from './reading/purpose.js';
import { type Need, needsOf, needsOfFlow } from './replies/jobs.js';
import type { Facts } from './turn.js';
import { knowCodes } from './voucher/know-codes.js';

/** What the conversation looks things up with. */
export type Sources = {
  shops: ShopStore;
  intents: Map<string, Intent>;
  flows: Map<string, Flow>;
  findPassages: (shopId: ShopId, question: PolicyQuestion) => Promise<Findings>;
  findProducts: (
    shopId: ShopId,
    query: { text: string; vector: Float32Array; orAlike?: boolean },
  ) => Promise<FoundProduct[]>;
  recommend: (request: {
    shopId: ShopId;
    text: string;
    vector: Float32Array;
    slots: Slots;
    orders: Order[];
  }) => Promise<Recommendation[]>;
  /** Whether this visitor may try another proof now; counts the failures it is told of. */
  guessing: GuessLimit;
  codes: EmailCodes;
  /** How many codes may be sent. */
  codeLimit: CodeLimit;
  invoices: InvoiceLinks;
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
  const meant = flowOf(sources, asked);
  const withheld = meant !== undefined && isWithheld(meant, shop) ? meant : undefined;
  const flow = withheld === undefined ? meant : undefined;
  const needs = [...needsFor(purpose), ...(flow === undefined ? [] : needsOfFlow(flow))];
  const needed = levelFor(purpose, flow, shop.policy);
  const proof =
    needs.includes('customer') && needed !== 'anonymous'
      ? await tryProof(sources, { ...asked, needed })
      : { kind: 'nothing-claimed' as const };
  const known = proof.kind === 'matched' ? proof.customerId : conversation.customer?.customerId;
  const customer = known === undefined ? undefined : await sources.shops.customer(shop.id, known);
  const orders = customer === undefined ? [] : await sources.shops.ordersOf(shop.id, customer.id);
  return {
    now,
    shop,
    needed,
    proof,
    customer,
    orders,
    invoiceLinks: needs.includes('invoices') ? invoiceLinks(sources, asked, orders) : undefined,
    orderedProducts: needs.includes('ordered-products')
      ? await productsOf(sources.shops, { shop, conversation, orders })
      : [],
    flow,
    withheld,
    codes: await knowCodes(sources, { ...asked, customer }, [flow, frameOf(purpose)?.flow]),
    flows: sources.flows,
    guesses: guessesFrom(understanding, sources.intents),
    ...(await lookUp(sources, asked, { needs, customer, orders })),
  };
}

function invoiceLinks({ invoices }: Sources, { shop, conversation, now }: Asked, orders: Order[]): Map<string, string> {
  const { language } = conversation;
  return new Map(
    orders.map(({ id, customerId }) => [id, invoices.hrefFor(shop.id, { customerId, orderId: id, language }, now)]),
  );
}

/** What one of several wishes needs; who asks is known by then. @param facts of the message as a whole */
export function gatherBeside(sources: Sources, asked: Asked, { customer, orders }: Facts): Promise<Partial<Facts>> {
  return lookUp(sources, asked, { needs: needsFor(asked.purpose), customer, orders });
}

/** What a flow needs that goes on without a message. */
export async function gatherFlowFacts(
  { shops, flows }: Pick<Sources, 'shops' | 'flows'>,
  { shop, conversation, now }: Pick<Asked, 'shop' | 'conversation' | 'now'>,
): Promise<Facts> {
  const known = conversation.customer?.customerId;
  const customer = known === undefined ? undefined : await shops.customer(shop.id, known);
  const orders = customer === undefined ? [] : await shops.ordersOf(shop.id, customer.id);
  return {
    now,
    shop,
    needed: 'anonymous',
    proof: { kind: 'nothing-claimed' },
    customer,
    orders,
    orderedProducts: await productsOf(shops, { shop, conversation, orders }),
    flow: undefined,
    flows,
    passages: [],
    products: [],
    recommendations: [],
    guesses: [],
  };
}

type Talk = Pick<Asked, 'shop' | 'conversation'>;

/** What the orders hold, and what is being talked about. */
async function productsOf(
  shops: ShopStore,
  { shop, conversation, orders }: Talk & { orders: Order[] },
): Promise<Product[]> {
  const ordered = orders.flatMap(({ items }) => items.map(({ productId }) => productId));
  const ids = new Set([...ordered, ...productsKept(conversation)]);
  return (await shops.products(shop.id)).filter((product) => ids.has(product.id));
}

async function lookUp(
  sources: Sources,
  { shop, conversation, message, understanding, purpose }: Asked,
  { needs, orders }: { needs: readonly Need[]; customer: Customer | undefined; orders: Order[] },
): Promise<Pick<Facts, 'passages' | 'nearest' | 'products' | 'recommendations'>> {
  const query = { text: message.text, vector: understanding.vector };
  const { language } = conversation;
  const page = pageOf(purpose);
  const [found, products, recommendations] = await Promise.all([
    needs.includes('passages')
      ? sources.findPassages(shop.id, { ...query, language, ...(page !== undefined && { page }) })
      : { passages: [] },
    needs.includes('products')
      ? findMeant(sources, { shop, conversation, query, isAsked: asksProduct(purpose, conversation) })
      : [],
    needs.includes('recommendations')
      ? sources.recommend({ shopId: shop.id, ...query, slots: understanding.slots, orders })
      : [],
  ]);
  return { ...found, products, recommendations };
}

/** Whether the message may describe the product that a flow asks for; what else it asks is answered with those it names. */
function asksProduct(purpose: Purpose, { question }: Conversation): boolean {
  if (purpose.kind !== 'in-flow' || question?.kind !== 'flow-slot') return false;
  if (purpose.other !== undefined && !purpose.isLikelyAnswer) return false;
  return allSteps(purpose.frame.flow.steps).some(
    (step) => 'ask' in step && step.ask === question.slot && step.as === 'product',
  );
}

function needsFor(purpose: Purpose): readonly Need[] {
  switch (purpose.kind) {
    case 'serve':
    case 'prove':
      return needsOf(purpose.intent);
    case 'in-flow':
      return [...needsOfFlow(purpose.frame.flow), ...(purpose.other === undefined ? [] : needsOf(purpose.other))];
    case 'rate':
    case 'rating-comment':
    case 'ambiguous':
    case 'unsure':
    case 'out-of-scope':
      return [];
  }
}

function frameOf(purpose: Purpose): FlowFrame | undefined {
  return purpose.kind === 'in-flow' ? purpose.frame : undefined;
}

/** What is to be served, besides a flow under way. */
function servedBy(purpose: Purpose): Intent | undefined {
  if (purpose.kind === 'in-flow') return purpose.other;
  return purpose.kind === 'serve' || purpose.kind === 'prove' ? purpose.intent : undefined;
}

/** Whoever was asked for a proof first has said before what they want. */
function flowOf({ flows }: Sources, { shop, purpose, message, conversation: { opening } }: Asked): Flow | undefined {
  const intent = servedBy(purpose);
  return intent && flowFor(flowsOfShop(flows, shop), intent, [message.text, opening?.text ?? '']);
}

/** A flow under way was begun by somebody known well enough. */
function levelFor(purpose: Purpose, flow: Flow | undefined, policy: Shop['policy']): IdentityLevel {
  const intent = servedBy(purpose);
  if (intent !== undefined) return levelNeeded(intent, flow, policy);
  const under = frameOf(purpose)?.flow;
  return under !== undefined && isForAnybody(under, policy) ? 'anonymous' : 'claimed';
}

/** The policy page an intent answers from, or that goes with its job. */
function pageOf(purpose: Purpose): string | undefined {
  const reply = servedBy(purpose)?.reply;
  return reply !== undefined && 'policy' in reply ? reply.policy : undefined;
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
