import { join } from 'node:path';
import express, { type Express, type Router } from 'express';
import { AGENT_COOKIE, cookieIn } from './access/agent-session.js';
import { createGuardRoute, type GuardRoute } from './access/guard-route.js';
import { createInvoiceLinks } from './access/invoice-link.js';
import type { Config } from './config.js';
import { createConsoleRoutes } from './console/console-routes.js';
import { createJobRoutes } from './console/job-routes.js';
import { createModelRoutes } from './console/model-routes.js';
import { createNewsletterListRoutes } from './console/newsletter-routes.js';
import { createChatRoutes } from './gateway/chat-routes.js';
import { createHealthRoutes } from './gateway/health-routes.js';
import { createInvoiceRoutes } from './gateway/invoice/invoice-routes.js';
import { createNewsletterRoutes } from './gateway/newsletter/newsletter-routes.js';
import { createStorefrontRoutes } from './gateway/storefront/storefront-routes.js';
import { createRateLimit } from './http/rate-limit.js';
import { notFound, reportError } from './http/report-error.js';
import { securityHeaders } from './http/security-headers.js';
import type { Log } from './log.js';
import type { Parts } from './open-parts.js';
import type { Transport } from './protocol/chat-events.js';
import type { LiveFanOut } from './storage/redis/live-fan-out.js';
import { sharing, type Wired } from './wire.js';
import { newsletterLinks } from './wire-newsletter.js';

type Mounting = {
  wired: Wired;
  transports: Transport[];
  live: LiveFanOut | undefined;
  isReady: () => boolean;
  log: Log;
};

/** Every router of a gateway, each route under its row of the authorisation table. */
export function mountRoutes(config: Config, parts: Parts, mounting: Mounting): Express {
  const { wired, transports, live, isReady, log } = mounting;
  const { shop, stores } = parts;
  const guard = guardFor(parts, wired);
  return serve(config, log, [
    createHealthRoutes({ guard, isReady }),
    // Before the chat's: a form on a page without a referrer names no origin that the chat would take.
    createNewsletterRoutes({
      shopId: shop.id,
      shops: stores.shops,
      subscriptions: stores.subscriptions,
      links: newsletterLinks(config, parts),
      guard,
      clock: wired.chatDeps.clock,
    }),
    createChatRoutes({
      shopId: shop.id,
      shops: stores.shops,
      visitorTokens: wired.chatDeps.visitorTokens,
      allowedOrigins: config.allowedOrigins,
      transports,
      visitorLimit: createRateLimit({ name: 'visitor', points: 60, seconds: 60, ...sharing(live) }),
      guard,
      widgetFile: join(parts.builtDir, 'widget.js'),
    }),
    createConsoleRoutes({
      shopId: shop.id,
      shops: stores.shops,
      directory: stores.agents,
      sessions: wired.consoleDeps.sessions,
      guard,
      canDraft: wired.consoleDeps.drafting !== undefined,
      signInLimit: createRateLimit({ name: 'sign-in', points: 10, seconds: 300, ...sharing(live) }),
      accountLimit: createRateLimit({ name: 'account', points: 200, seconds: 300, ...sharing(live) }),
      pageDir: join(parts.builtDir, 'src/console/page'),
    }),
    createModelRoutes({ guard, models: parts.models, shelf: parts.shelf }),
    createJobRoutes({ shopId: shop.id, guard, jobs: stores.jobs }),
    createNewsletterListRoutes({ shopId: shop.id, guard, subscriptions: stores.subscriptions }),
    createInvoiceRoutes({
      shopId: shop.id,
      shops: stores.shops,
      links: createInvoiceLinks(parts.secrets.appSecret),
      guard,
      clock: wired.chatDeps.clock,
    }),
    createStorefrontRoutes({
      shopId: shop.id,
      shops: stores.shops,
      blobs: parts.blobs,
      guard,
      demoCustomerId: parts.demoCustomerId,
      customerTokenFor: (customerId) => wired.chatDeps.customerTokens.vouch(shop.id, customerId),
      pageDir: join(parts.builtDir, 'src/gateway/storefront/page'),
    }),
  ]);
}

/** What a worker serves: whether it lives. */
export function mountHealth(
  config: Config,
  parts: Parts,
  { wired, isReady, log }: Omit<Mounting, 'transports' | 'live'>,
): Express {
  return serve(config, log, [createHealthRoutes({ guard: guardFor(parts, wired), isReady })]);
}

function guardFor({ shop }: Parts, { consoleDeps: { sessions } }: Wired): GuardRoute {
  return createGuardRoute((request) => sessions.identify(shop.id, cookieIn(request.headers.cookie, AGENT_COOKIE)));
}

function serve({ proxyHops }: Config, log: Log, routers: Router[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', proxyHops);
  app.use(securityHeaders(), ...routers, notFound, reportError(log));
  return app;
}
