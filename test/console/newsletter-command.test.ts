import { createServer, type Server } from 'node:http';
import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Identity, Role } from '../../src/access/authorisation.js';
import { createGuardRoute } from '../../src/access/guard-route.js';
import { newsletterCommand } from '../../src/console/newsletter-command.js';
import { createNewsletterListRoutes } from '../../src/console/newsletter-routes.js';
import { reportError } from '../../src/http/report-error.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { connectSqlite } from '../../src/storage/sqlite/sqlite-connection.js';
import { createSqliteSubscriptions } from '../../src/storage/sqlite/sqlite-subscriptions.js';
import { temporaryFolder } from '../storage/sqlite/sqlite-folder.js';

const shopId = shopIdSchema.parse('shop-1');
const log = createLog('silent');
const THEN = Date.parse('2026-11-23T10:00:00Z');

describe('the list of the newsletter', () => {
  let who: Identity;
  let app: express.Express;
  let server: Server;
  let env: Record<string, string>;
  let close: () => void;
  const as = (role: Role): Identity => ({ kind: 'agent', agentId: 'a', name: 'A', role });

  beforeEach(async () => {
    const { dataDir, remove } = temporaryFolder();
    const connection = connectSqlite({ dataDir, log });
    const subscriptions = createSqliteSubscriptions(connection, plainCipher);
    for (const [index, email] of ['mara@example.com', '"a,b"@example.com', 'jonas@example.com'].entries()) {
      await subscriptions.ask(shopId, { id: email, email, language: index === 0 ? 'zh' : 'en', askedAt: THEN });
      if (index < 2) await subscriptions.confirm(shopId, email, THEN + index * 1000);
    }
    who = as('admin');
    const guard = createGuardRoute(async () => who);
    app = express().use(createNewsletterListRoutes({ shopId, guard, subscriptions }), reportError(log));
    app.get('/health', (_request, response) => void response.sendStatus(200));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    env = { PORT: String(typeof address === 'object' ? address?.port : 0), AGENT_TOKEN: 'token' };
    close = () => {
      server.close();
      connection.close();
      remove();
    };
  });
  afterEach(() => close());

  it('is printed as CSV, of those who confirmed and no others', async () => {
    expect(await newsletterCommand([], env)).toEqual([
      'email,language,confirmed',
      'mara@example.com,zh,2026-11-23T10:00:00.000Z',
      '"""a,b""@example.com",en,2026-11-23T10:00:01.000Z',
    ]);
  });

  it.each([
    ['nobody', { kind: 'nobody' } as const, 401],
    ['a visitor', { kind: 'visitor', visitorId: 'v' } as const, 403],
    ['a lead', as('lead'), 403],
    ['an admin', as('admin'), 200],
  ])('answers %s as the table says', async (_who, identity, status) => {
    who = identity;
    await request(app).get('/console/newsletter').expect(status);
  });

  it('is asked for plainly, and of a server that runs', async () => {
    await expect(newsletterCommand(['all'], env)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(newsletterCommand([], { PORT: '1' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
