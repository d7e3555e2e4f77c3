import { type Request, type Response, Router } from 'express';
import { cookieIn } from '../../access/agent-session.js';
import type { HttpOperation } from '../../access/authorisation.js';
import type { GuardRoute } from '../../access/guard-route.js';
import { AppError } from '../../errors.js';
import { type CustomerId, productIdSchema, type ShopId } from '../../protocol/ids.js';
import type { BlobStore } from '../../shop/blob-store.js';
import type { Customer, PolicyPage } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { renderAccount } from './account-page.js';
import { readCartLines } from './cart-lines.js';
import { renderCart } from './cart-page.js';
import { categoriesOf } from './category-links.js';
import { renderCategory } from './category-page.js';
import { type Formats, formatsOf } from './formats.js';
import { renderHome } from './home-page.js';
import { type Frame, renderNotFound } from './page-frame.js';
import { sendPicture } from './picture-response.js';
import { renderPolicy, renderPolicyList } from './policy-pages.js';
import { renderProduct } from './product-page.js';
import { markSvg, themeCss } from './theme-css.js';

export type StorefrontDeps = {
  shopId: ShopId;
  shops: ShopStore;
  blobs: BlobStore;
  guard: GuardRoute;
  /** Who the account page may sign in as; undefined for a shop that has its own sign-in. */
  demoCustomerId: CustomerId | undefined;
  /** The shop's signed word for a customer, which the page hands to the widget. */
  customerTokenFor(customerId: CustomerId): string;
  /** Folder of the built page scripts and styles. */
  pageDir: string;
};

type Pages = StorefrontDeps & {
  customer: Customer | undefined;
  /** In every language; those in the shop's own are in `frame`. */
  policies: PolicyPage[];
  frame: Frame;
  formats: Formats;
  request: Request;
  response: Response;
};
type Page = (pages: Pages) => Promise<void> | void;

/** The shop's pages, rendered on the server from what the store holds. */
export function createStorefrontRoutes(deps: StorefrontDeps): Router {
  const router = Router();
  const page = (operation: HttpOperation, render: Page) =>
    deps.guard(router, operation, async (request, response) => render(await open(deps, request, response)));
  page('GET /', ({ frame, formats, response }) => send(response, renderHome(frame, formats)));
  page('GET /c/:category', sendCategory);
  page('GET /p/:productId', sendProduct);
  page('GET /cart', ({ frame, formats, response }) => send(response, renderCart(frame, formats)));
  page('GET /policies', ({ frame, response }) => send(response, renderPolicyList(frame)));
  page('GET /policies/:id', sendPolicy);
  page('GET /account', sendAccount);
  deps.guard(router, 'POST /account/sign-in', (_request, response) => switchAccount(response, 'in'));
  deps.guard(router, 'POST /account/sign-out', (_request, response) => switchAccount(response, 'out'));
  deps.guard(router, 'GET /pictures/product/:productId/:variantId.svg', (request, response) =>
    sendProductPicture(deps, request, response),
  );
  deps.guard(router, 'GET /storefront/:file', (request, response) => sendFile(deps, request, response));
  return router;
}

async function open(deps: StorefrontDeps, request: Request, response: Response): Promise<Pages> {
  const { shops, shopId } = deps;
  const [shop, products, policies, customer] = await Promise.all([
    shops.shop(shopId),
    shops.products(shopId),
    shops.policies(shopId),
    signedInCustomer(deps, request),
  ]);
  if (shop === undefined) throw new AppError('NOT_FOUND');
  const signedIn =
    customer === undefined ? undefined : { firstName: customer.firstName, token: deps.customerTokenFor(customer.id) };
  const own = policies.filter(({ language }) => language === undefined || language === shop.language);
  const frame = { shop, categories: categoriesOf(products), policies: own, signedIn };
  return { ...deps, customer, policies, frame, formats: formatsOf(shop), request, response };
}

const ACCOUNT_COOKIE = 'storefront-account';

/**
 * The demo's customer is signed in until they say otherwise, so that the chat's first answer is about a real order.
 * The cookie only says that they are a guest; it cannot name another customer.
 */
async function signedInCustomer(deps: StorefrontDeps, request: Request): Promise<Customer | undefined> {
  const isGuest = cookieIn(request.headers.cookie, ACCOUNT_COOKIE) === 'guest';
  if (deps.demoCustomerId === undefined || isGuest) return undefined;
  return deps.shops.customer(deps.shopId, deps.demoCustomerId);
}

function switchAccount(response: Response, way: 'in' | 'out'): void {
  const options = { httpOnly: true, sameSite: 'lax', path: '/' } as const;
  if (way === 'out') response.cookie(ACCOUNT_COOKIE, 'guest', options);
  else response.clearCookie(ACCOUNT_COOKIE, options);
  response.redirect(303, '/account');
}

function sendCategory({ frame, formats, request, response }: Pages): void {
  const wanted = `/c/${encodeURIComponent(parameter(request, 'category'))}`;
  const category = frame.categories.find(({ href }) => href === wanted);
  if (category === undefined) sendNotFound(response, frame, 'There is no such category');
  else send(response, renderCategory(frame, category, formats));
}

async function sendProduct({ shops, shopId, frame, formats, request, response }: Pages): Promise<void> {
  const id = productIdSchema.safeParse(parameter(request, 'productId'));
  const product = id.success ? await shops.product(shopId, id.data) : undefined;
  if (product === undefined) return sendNotFound(response, frame, 'There is no such product');
  const chosenId = typeof request.query.variant === 'string' ? request.query.variant : '';
  send(response, renderProduct(frame, product, { formats, chosenId }));
}

/** In the language asked for, where the page exists in it. */
function sendPolicy({ policies, frame, request, response }: Pages): void {
  const all = policies.filter(({ id }) => id === parameter(request, 'id'));
  const own = frame.policies.find(({ id }) => id === parameter(request, 'id'));
  const page = all.find(({ language }) => language !== undefined && language === request.query.language) ?? own;
  if (page === undefined) sendNotFound(response, frame, 'There is no such page');
  else send(response, renderPolicy(frame, page, { own, others: all.filter((other) => other !== page) }));
}

async function sendAccount({
  shops,
  shopId,
  demoCustomerId,
  customer,
  frame,
  formats,
  response,
}: Pages): Promise<void> {
  if (customer !== undefined) {
    const orders = await shops.ordersOf(shopId, customer.id);
    return send(response, renderAccount(frame, { kind: 'signed-in', customer, orders }, formats));
  }
  const demo = demoCustomerId === undefined ? undefined : await shops.customer(shopId, demoCustomerId);
  const account =
    demo === undefined
      ? { kind: 'elsewhere' as const }
      : { kind: 'guest' as const, name: `${demo.firstName} ${demo.lastName}` };
  send(response, renderAccount(frame, account, formats));
}

async function sendProductPicture(deps: StorefrontDeps, request: Request, response: Response): Promise<void> {
  const id = productIdSchema.safeParse(parameter(request, 'productId'));
  const product = id.success ? await deps.shops.product(deps.shopId, id.data) : undefined;
  const variant = product?.variants.find((each) => each.id === parameter(request, 'variantId'));
  if (product === undefined || variant === undefined) throw new AppError('NOT_FOUND');
  await sendPicture(response, deps, product, variant);
}

async function sendFile(deps: StorefrontDeps, request: Request, response: Response): Promise<void> {
  const file = parameter(request, 'file');
  switch (file) {
    case 'theme.css':
    case 'mark.svg':
      return sendShopFile(deps, response, file);
    case 'cart.json':
      response
        .set('Cache-Control', 'no-store')
        .json(await readCartLines(deps.shops, deps.shopId, wantedLines(request)));
      return;
    case 'storefront.js':
    case 'storefront.css':
    case 'invoice.css':
    case 'newsletter.css':
      response.set('Cache-Control', 'no-cache').sendFile(file, { root: deps.pageDir });
      return;
    default:
      throw new AppError('NOT_FOUND');
  }
}

async function sendShopFile(
  { shops, shopId }: StorefrontDeps,
  response: Response,
  file: 'theme.css' | 'mark.svg',
): Promise<void> {
  const shop = await shops.shop(shopId);
  if (shop === undefined) throw new AppError('NOT_FOUND');
  response.set('Cache-Control', 'no-cache');
  if (file === 'theme.css') response.type('css').send(themeCss(shop));
  else response.type('svg').send(markSvg(shop));
}

function wantedLines(request: Request): string[] {
  const { item } = request.query;
  return (Array.isArray(item) ? item : [item]).filter((name): name is string => typeof name === 'string');
}

function parameter(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** Pages differ for who is signed in, and prices and stock change: nothing but the browser keeps them. */
function send(response: Response, page: string, status = 200): void {
  response.status(status).set('Cache-Control', 'private, no-cache').type('html').send(page);
}

function sendNotFound(response: Response, frame: Frame, what: string): void {
  send(response, renderNotFound(frame, what), 404);
}
