import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import express, { type Request, Router } from 'express';
import type { GuardRoute } from '../access/guard-route.js';
import type { VisitorTokens } from '../access/visitor-token.js';
import { AppError } from '../errors.js';
import { isAllowedOrigin } from '../http/allowed-origin.js';
import { parseInput } from '../http/parse-input.js';
import type { RateLimit } from '../http/rate-limit.js';
import { type Transport, type VisitorResponse, visitorRequestSchema } from '../protocol/chat-events.js';
import { type ShopId, type VisitorId, visitorIdSchema } from '../protocol/ids.js';
import type { ShopStore } from '../shop/shop-store.js';

type Options = {
  shopId: ShopId;
  shops: ShopStore;
  visitorTokens: VisitorTokens;
  allowedOrigins: readonly string[];
  /** How sockets may reach this address. */
  transports: Transport[];
  /** New visitors per address. */
  visitorLimit: RateLimit;
  guard: GuardRoute;
  /** The built widget. */
  widgetFile: string;
};

/** What the widget asks over HTTP before it has a socket. */
export function createChatRoutes(options: Options): Router {
  const router = Router();
  options.guard(router, 'GET /widget.js', (_request, response) => {
    response.type('js').set('Cache-Control', 'no-cache').sendFile(resolve(options.widgetFile));
  });
  router.use('/chat', crossOrigin(options.allowedOrigins), express.json({ limit: '8kb' }));
  options.guard(router, 'POST /chat/visitor', async (request, response) => {
    await options.visitorLimit(request.ip ?? 'unknown');
    response.json(await welcome(options, request));
  });
  return router;
}

/** A token for a new visitor, or a fresh one for the visitor of an older token. */
async function welcome(
  { shopId, shops, visitorTokens, transports }: Options,
  request: Request,
): Promise<VisitorResponse> {
  const asked = parseInput(visitorRequestSchema, request.body ?? {});
  if (asked.shopId !== undefined && asked.shopId !== shopId) throw new AppError('NOT_FOUND');
  const shop = await shops.shop(shopId);
  if (shop === undefined) throw new AppError('NOT_FOUND');
  const known = asked.visitorToken === undefined ? undefined : visitorTokens.renew(shopId, asked.visitorToken);
  return {
    visitorToken: visitorTokens.issue(shopId, known ?? newVisitorId()),
    transports,
    shop: { name: shop.name, language: shop.language, currency: shop.currency, accent: shop.accent },
  };
}

function newVisitorId(): VisitorId {
  return visitorIdSchema.parse(randomUUID());
}

/** The widget runs on the shop's pages: other origins may ask, if the shop has named them (Fetch standard, CORS). */
function crossOrigin(allowedOrigins: readonly string[]): express.RequestHandler {
  return (request, response, next) => {
    const { origin, host } = request.headers;
    if (!isAllowedOrigin(origin, host, allowedOrigins)) throw new AppError('ORIGIN_FORBIDDEN');
    if (origin !== undefined) response.set({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
    if (request.method !== 'OPTIONS') return next();
    response
      .set({ 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'content-type' })
      .sendStatus(204);
  };
}
