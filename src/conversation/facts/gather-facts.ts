import type { CustomerId } from '../../protocol/ids.js';
import type { Order, Product, Shop } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { isWithheld } from '../flow/flows-of-shop.js';
import { takeProof, tryProof } from '../identity/try-proof.js';
import { productsKept } from '../reading/products/find-meant.js';
import { needsOfFlow } from '../replies/jobs.js';
import type { Facts } from '../turn.js';
import { knowCodes } from '../voucher/know-codes.js';
import type { Asked } from './asked.js';
import { lookUp } from './look-up.js';
import { flowOf, frameOf, goesToPerson, guessesFrom, levelFor, needsFor } from './served.js';
import type { Sources } from './sources.js';

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
      : goesToPerson(asked)
        ? await takeProof(sources, asked)
        : { kind: 'nothing-claimed' as const };
  const known = proof.kind === 'matched' ? proof.customerId : conversation.customer?.customerId;
  const { customer, orders } = await customerOf(sources, shop, known);
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
  const { customer, orders } = await customerOf({ shops }, shop, conversation.customer?.customerId);
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

async function customerOf({ shops }: Pick<Sources, 'shops'>, { id }: Shop, known: CustomerId | undefined) {
  const customer = known === undefined ? undefined : await shops.customer(id, known);
  return { customer, orders: customer === undefined ? [] : await shops.ordersOf(id, customer.id) };
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
