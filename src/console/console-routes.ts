import express, { type Request, type Response, Router } from 'express';
import { type AgentAccount, type AgentDirectory, isPassword } from '../access/agent-directory.js';
import { AGENT_COOKIE, AGENT_SESSION_MS, type AgentSessions } from '../access/agent-session.js';
import type { GuardRoute } from '../access/guard-route.js';
import { AppError } from '../errors.js';
import { parseInput } from '../http/parse-input.js';
import type { RateLimit } from '../http/rate-limit.js';
import { sameOrigin } from '../http/same-origin.js';
import { type Me, signInSchema } from '../protocol/console-events.js';
import { agentIdSchema, type ShopId } from '../protocol/ids.js';
import type { ShopStore } from '../shop/shop-store.js';
import { CONSOLE_PAGE } from './console-page.js';

type Options = {
  shopId: ShopId;
  shops: ShopStore;
  directory: AgentDirectory;
  sessions: AgentSessions;
  guard: GuardRoute;
  /** Attempts to sign in from one address. */
  signInLimit: RateLimit;
  /** Of one account, from anywhere: so many that a stranger cannot keep its owner out. */
  accountLimit: RateLimit;
  /** Whether a language model may draft replies. */
  canDraft: boolean;
  /** Where the built page lies. */
  pageDir: string;
};

const PAGE_FILES = new Set(['console.js', 'console.css', 'console.js.map', 'console.css.map']);

/** The agents' page, and signing in and out of it. */
export function createConsoleRoutes(options: Options): Router {
  const { guard, directory, shopId } = options;
  const router = Router();
  guard(router, 'GET /console', (_request, response) => {
    response.type('html').set('Cache-Control', 'no-cache').send(CONSOLE_PAGE);
  });
  guard(router, 'GET /console/page/:file', (request, response) => sendPageFile(options.pageDir, request, response));
  router.use('/console', sameOrigin, express.json({ limit: '8kb' }));
  guard(router, 'POST /console/sign-in', async (request, response) => {
    const account = await signIn(options, request);
    setCookie(options, account, { request, response });
    response.json(await meOf(options, account));
  });
  guard(router, 'POST /console/sign-out', (_request, response) => {
    response.clearCookie(AGENT_COOKIE, { path: '/', httpOnly: true, sameSite: 'strict' }).status(204).end();
  });
  guard(router, 'GET /console/me', async (_request, response, who) => {
    const account = who.kind === 'agent' ? await directory.byId(shopId, agentIdSchema.parse(who.agentId)) : undefined;
    if (account === undefined) throw new AppError('NOT_SIGNED_IN');
    response.set('Cache-Control', 'no-store').json(await meOf(options, account));
  });
  return router;
}

/** The same answer after the same time, whether the account or the password is wrong. */
async function signIn(
  { shopId, directory, signInLimit, accountLimit }: Options,
  request: Request,
): Promise<AgentAccount> {
  const { email, password } = parseInput(signInSchema, request.body ?? {});
  const address = email.trim().toLowerCase();
  await signInLimit(request.ip ?? 'unknown');
  await accountLimit(address);
  const account = await directory.byEmail(shopId, address);
  const isRight = await isPassword(password, account);
  if (!isRight || account === undefined) throw new AppError('WRONG_CREDENTIALS');
  return account;
}

function setCookie(
  { shopId, sessions }: Options,
  account: AgentAccount,
  { request, response }: { request: Request; response: Response },
): void {
  response.cookie(AGENT_COOKIE, sessions.issue(shopId, account), {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    maxAge: AGENT_SESSION_MS,
  });
}

async function meOf({ shopId, shops, canDraft }: Options, { agentId, name, role }: AgentAccount): Promise<Me> {
  const shop = await shops.shop(shopId);
  if (shop === undefined) throw new AppError('NOT_FOUND');
  return { agentId, name, role, shopName: shop.name, accent: shop.accent, canDraft };
}

function sendPageFile(pageDir: string, request: Request, response: Response): Promise<void> {
  const { file } = request.params;
  if (typeof file !== 'string' || !PAGE_FILES.has(file)) throw new AppError('NOT_FOUND');
  return new Promise((resolve, reject) => {
    response.set('Cache-Control', 'no-cache').sendFile(file, { root: pageDir }, (error) => {
      if (error === undefined || response.headersSent) resolve();
      else reject(new AppError('NOT_FOUND', { cause: error }));
    });
  });
}
