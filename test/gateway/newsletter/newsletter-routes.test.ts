import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGuardRoute } from '../../../src/access/guard-route.js';
import { createSignedTokens } from '../../../src/access/signed-tokens.js';
import { createSubscriptionLinks } from '../../../src/access/subscription-link.js';
import { createNewsletterRoutes } from '../../../src/gateway/newsletter/newsletter-routes.js';
import { reportError } from '../../../src/http/report-error.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { SUBSCRIPTION_CONFIRM_MS } from '../../../src/shop/subscriptions.js';
import { openSqliteStores, type SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { aWardrobe } from '../../conversation/flow/a-wardrobe.js';
import { temporaryFolder } from '../../storage/sqlite/sqlite-folder.js';
import { NOW, shopId } from '../../support/a-turn.js';
import { openGateways } from '../gateway-rig.js';

const log = createLog('silent');
const links = createSubscriptionLinks(createSignedTokens('a secret of this test'), '');
const asked = { id: 'k-1', email: 'mara@example.com', language: 'en', askedAt: NOW };

describe('the page behind a newsletter link', () => {
  let now: number;
  let folder: ReturnType<typeof temporaryFolder>;
  let stores: SqliteStores;
  let app: express.Express;

  beforeEach(async () => {
    now = NOW;
    folder = temporaryFolder();
    const clock = { now: () => now };
    stores = openSqliteStores({ dataDir: folder.dataDir, cipher: plainCipher, clock, log });
    await stores.shops.importShop(aWardrobe());
    const guard = createGuardRoute(async () => ({ kind: 'nobody' }));
    const { shops, subscriptions } = stores;
    app = express().use(
      createNewsletterRoutes({ shopId, shops, subscriptions, links, guard, clock }),
      reportError(log),
    );
    await subscriptions.ask(shopId, asked);
  });
  afterEach(async () => {
    await stores.close();
    folder.remove();
  });

  const href = (id = 'k-1') => links.hrefFor(shopId, id);
  const confirmed = () => stores.subscriptions.confirmed(shopId);

  it('asks for one press and does nothing by itself, since mail scanners open it', async () => {
    const page = await request(app).get(href()).expect(200);
    expect(page.text).toContain('Shall the newsletter of Test Shop come to mara@example.com?');
    expect(page.text).toContain('<form method="post"><button>Yes, send it to me</button></form>');
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
    expect(await confirmed()).toEqual([]);
  });

  it('confirms when it is pressed, once, and says so from then on', async () => {
    for (let times = 0; times < 2; times++) {
      const page = await request(app).post(href()).expect(200);
      expect(page.text).toContain('You are on the list');
      now += 1000;
    }
    const page = await request(app).get(href()).expect(200);
    expect(page.text).toContain('You are on the list');
    expect(page.text).not.toContain('<form');
    expect(await confirmed()).toEqual([{ ...asked, confirmedAt: NOW }]);
  });

  it('speaks the language it was asked for in', async () => {
    const chinese = { id: 'k-2', email: '<b>ida@example.com', language: 'zh', askedAt: NOW };
    await stores.subscriptions.ask(shopId, chinese);
    const page = await request(app).get(href('k-2')).expect(200);
    expect(page.text).toContain('<html lang="zh">');
    expect(page.text).toContain('是的，发给我');
    expect(page.text).not.toContain('<b>');
  });

  it.each(['get', 'post'] as const)('says that a link is over, or was never one: %s', async (method) => {
    await stores.subscriptions.ask(shopId, { ...asked, id: 'k-2', email: 'jonas@example.com' });
    await stores.subscriptions.remove(shopId, 'jonas@example.com');
    for (const over of [href('k-2'), href('nothing'), `${href()}x`, '/chat/newsletter/%00']) {
      const page = await request(app)[method](over).expect(404);
      expect(page.text).toContain('This link has ended');
      expect(page.text).not.toContain('example.com');
    }
    now += SUBSCRIPTION_CONFIRM_MS;
    await request(app)[method](href()).expect(404);
    expect(await confirmed()).toEqual([]);
  });
});

describe('the newsletter page in the whole gateway', () => {
  it('is confirmed by a browser, which names no origin where there is no referrer', async () => {
    const rig = await openGateways();
    try {
      const { address } = await rig.serve();
      const { shop, stores, secrets } = rig.parts;
      const own = createSubscriptionLinks(createSignedTokens(secrets.appSecret), address);
      await stores.subscriptions.ask(shop.id, { ...asked, askedAt: Date.now() });
      const pressed = await fetch(own.hrefFor(shop.id, 'k-1'), { method: 'POST', headers: { origin: 'null' } });
      expect(pressed.status).toBe(200);
      expect(await stores.subscriptions.confirmed(shop.id)).toHaveLength(1);
    } finally {
      await rig.stop();
    }
  });
});
