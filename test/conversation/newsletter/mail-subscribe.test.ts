import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAddressLimit } from '../../../src/access/limit-addresses.js';
import { createMailLimit, type MailLimit } from '../../../src/access/limit-mails.js';
import { createSignedTokens } from '../../../src/access/signed-tokens.js';
import { createSubscriptionLinks } from '../../../src/access/subscription-link.js';
import { systemClock } from '../../../src/clock.js';
import {
  createMailSubscribe,
  MAIL_SUBSCRIBE,
  mailSubscribeJob,
} from '../../../src/conversation/newsletter/mail-subscribe.js';
import type { Mailer } from '../../../src/conversation/outbox/mailer.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { createShopDesk, type ShopDesk } from '../../../src/shop/shop-desk.js';
import { SUBSCRIPTION_CONFIRM_MS, SUBSCRIPTION_STANDS_MS } from '../../../src/shop/subscriptions.js';
import { openSqliteStores, type SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { temporaryFolder } from '../../storage/sqlite/sqlite-folder.js';
import { shopId } from '../../support/a-turn.js';
import { aWardrobe } from '../flow/a-wardrobe.js';

type Mail = Parameters<Mailer['send']>[0];

const NOW = Date.now();
const MARA = 'mara@example.com';
const links = createSubscriptionLinks(createSignedTokens('a secret of this test'), 'https://chat.shop.example');

describe('the mail to an address that the newsletter was asked for', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let stores: SqliteStores;
  let desk: ShopDesk;
  let sent: Mail[];
  let now: number;
  let mailLimit: MailLimit;
  let mailFaults: number;
  let queueFaults: number;

  beforeEach(async () => {
    [sent, now, mailFaults, queueFaults] = [[], NOW, 0, 0];
    mailLimit = createMailLimit();
    folder = temporaryFolder();
    const retry = { attempts: 5, firstMs: 1, longestMs: 5 };
    const log = createLog('silent');
    stores = openSqliteStores({ dataDir: folder.dataDir, cipher: plainCipher, clock: systemClock, log, retry });
    await stores.shops.importShop(aWardrobe());
    const { orderDesk, stockWatches: watches, subscriptions, jobs } = stores;
    jobs.work(MAIL_SUBSCRIBE, handler());
    desk = createShopDesk({
      orderDesk,
      watches,
      subscriptions,
      limit: createAddressLimit(),
      onSubscribed: async (id, key, subscription) => {
        if (queueFaults-- > 0) throw new Error('the queue is away');
        await jobs.add(mailSubscribeJob(id, key, subscription));
      },
      onRestocked: () => undefined,
    });
  });
  afterEach(async () => {
    await stores.close();
    folder.remove();
  });

  function handler() {
    const mailer: Mailer = {
      check: async () => undefined,
      send: async (mail) => {
        if (mailFaults-- > 0) throw new Error('the mail server is away');
        sent.push(mail);
      },
    };
    const { shops, subscriptions } = stores;
    return createMailSubscribe({ shops, subscriptions, mailer, links, limit: mailLimit, clock: { now: () => now } });
  }

  const subscribe = (key: string, { email = MARA, language = 'en' } = {}) =>
    desk.perform(shopId, key, { kind: 'subscribe', conversationId: 'c-1', email, language }, now);
  const mailed = (key: string) =>
    vi.waitFor(async () => expect((await stores.jobs.find(shopId, MAIL_SUBSCRIBE, key))?.state).toBe('done'), {
      timeout: 15_000,
      interval: 5,
    });
  const confirmBy = ({ text }: Mail) => {
    const token = /\/chat\/newsletter\/(\S+)/.exec(text)?.[1] ?? '';
    return stores.subscriptions.confirm(shopId, links.read(shopId, token) ?? 'nothing', now);
  };

  it('has the link that puts the address on the list, in the language of the chat', async () => {
    expect(await subscribe('k-1', { language: 'zh' })).toMatchObject({ kind: 'done', action: 'subscribe' });
    await mailed('k-1');
    expect(sent).toMatchObject([{ id: 'k-1', to: MARA, subject: 'Test Shop：请确认订阅电子报' }]);
    expect(await stores.subscriptions.confirmed(shopId)).toEqual([]);
    for (const mail of sent) expect(await confirmBy(mail)).toBe(true);
    expect(await stores.subscriptions.confirmed(shopId)).toMatchObject([{ email: MARA, language: 'zh' }]);
  });

  it('is one an hour, whoever asks and how often', async () => {
    await Promise.all(['k-1', 'k-1', 'k-2', 'k-3'].map((key) => subscribe(key)));
    now += SUBSCRIPTION_STANDS_MS - 1;
    await subscribe('k-4');
    await mailed('k-1');
    expect(sent).toHaveLength(1);
    now += 1;
    await subscribe('k-5');
    await mailed('k-5');
    expect(sent.map(({ id }) => id)).toEqual(['k-1', 'k-5']);
    expect(await Promise.all(sent.map(confirmBy))).toEqual([false, true]);
  });

  it('says to an address on the list that there is nothing to do, and no more often than jobs are kept', async () => {
    await subscribe('k-1');
    await mailed('k-1');
    await stores.subscriptions.confirm(shopId, 'k-1', now);
    for (const key of ['k-2', 'k-3']) expect(await subscribe(key)).toMatchObject({ kind: 'done' });
    await mailed('k-1 again');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ id: 'k-2', to: MARA, subject: 'Test Shop: the newsletter comes already' });
    expect(sent[1]?.text).not.toContain('http');
  });

  it('comes three times a day, however often it is asked for and taken back', async () => {
    for (let round = 1; round <= 6; round++) {
      await subscribe(`k-${round}`);
      await mailed(`k-${round}`);
      await desk.perform(shopId, `u-${round}`, { kind: 'unsubscribe', conversationId: 'c-1', email: MARA }, now);
    }
    expect(sent.map(({ id }) => id)).toEqual(['k-1', 'k-2', 'k-3']);
  });

  it('goes out after all when the mail server was away', async () => {
    mailFaults = 2;
    await subscribe('k-1');
    await mailed('k-1');
    expect(sent).toHaveLength(1);
  });

  it('goes out once when the queue was away and the request is repeated', async () => {
    queueFaults = 1;
    await expect(subscribe('k-1')).rejects.toThrow('the queue is away');
    await subscribe('k-1');
    await subscribe('k-1');
    await mailed('k-1');
    expect(sent).toHaveLength(1);
  });

  it('is not sent for what was taken back, or has waited for too long', async () => {
    const job = { shopId, key: 'k', attempt: 1 };
    const send = (subscriptionId: string) =>
      handler()({ ...job, payload: { subscriptionId, mailId: 'k' } }, () => undefined);
    await stores.subscriptions.ask(shopId, { id: 'k-1', email: MARA, language: 'en', askedAt: now });
    await desk.perform(shopId, 'k-2', { kind: 'unsubscribe', conversationId: 'c-1', email: ' MARA@example.com' }, now);
    await send('k-1');
    await stores.subscriptions.ask(shopId, { id: 'k-3', email: MARA, language: 'en', askedAt: now });
    now += SUBSCRIPTION_CONFIRM_MS;
    await send('k-3');
    expect(sent).toEqual([]);
  });
});
