import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomerTokens } from '../../src/access/customer-token.js';
import { systemClock } from '../../src/clock.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { DEMO_SHOP_ID, DEMO_SIGNED_IN_CUSTOMER_ID } from '../../src/shop/demo/generate-demo-shop.js';
import { openMongoStores } from '../../src/storage/mongo/mongo-stores.js';
import { FollowingShopper, visitorTokens } from '../support/following-shopper.js';
import { GatewayPair } from '../support/gateway-pair.js';
import { noMongo } from '../support/mongo-server.js';
import { noRedis } from '../support/redis-server.js';
import { missing } from '../support/require-parts.js';
import { removeDataDirs } from '../support/server-process.js';
import { Shopper, wordsOf } from '../support/shopper.js';

const SHOPPERS = 20;
const LONG = { timeout: 90_000 };
const shopId = shopIdSchema.parse(DEMO_SHOP_ID);

describe.skipIf([noMongo(), noRedis()].some(missing))('two gateway processes', { timeout: 240_000 }, () => {
  let pair: GatewayPair;
  const people: { leave(): void }[] = [];

  beforeAll(async () => {
    pair = await GatewayPair.start({ MESSAGE_LIMIT: '1000000' });
  }, 120_000);
  afterAll(async () => {
    for (const person of people) person.leave();
    await pair?.stop();
    removeDataDirs();
  });

  async function arrive(count: number): Promise<FollowingShopper[]> {
    const tokens = visitorTokens(pair.settings.APP_SECRET ?? '', shopId, count);
    const shoppers = tokens.map((visitorToken) => new FollowingShopper(pair.address, { visitorToken }));
    people.push(...shoppers);
    await expect.poll(() => shoppers.every(({ conversationId }) => conversationId !== undefined), LONG).toBe(true);
    return shoppers;
  }

  /** Each says one thing after the other until told to stop; answers what each said, and how it was numbered. */
  function talk(shoppers: FollowingShopper[]): { stop(): Promise<Map<string, number>[]> } {
    let isTalking = true;
    const journals = shoppers.map(async (shopper) => {
      const journal = new Map<string, number>();
      while (isTalking) {
        const id = randomUUID();
        journal.set(id, await shopper.insist('hello', id));
      }
      return journal;
    });
    return {
      stop: () => {
        isTalking = false;
        return Promise.all(journals);
      },
    };
  }

  /** Every message is there once under the number it was acknowledged with, and has one answer. */
  async function check(shoppers: FollowingShopper[], journals: Map<string, number>[]): Promise<void> {
    for (const [index, shopper] of shoppers.entries()) {
      const journal = journals[index] ?? new Map();
      const of = (kind: string) => shopper.entries.filter((entry) => entry.kind === kind);
      await expect.poll(() => of('bot').length, LONG).toBe(journal.size);
      const said = shopper.entries.flatMap((entry) => (entry.kind === 'customer' ? [entry] : []));
      expect(said).toHaveLength(journal.size);
      expect(new Map(said.map(({ clientMessageId, seq }) => [clientMessageId, seq]))).toEqual(journal);
    }
  }

  it('one of them killed -9 in the middle of turns: the other answers each message once', async () => {
    const shoppers = await arrive(SHOPPERS);
    const talking = talk(shoppers);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const gone = pair.busiest();
    await gone.stop('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const journals = await talking.stop();
    await check(shoppers, journals);
    await pair.revive(gone);
  });

  it('one of them told to stop under load: it ends well, shoppers go on at the other, nothing is lost or doubled', async () => {
    const shoppers = await arrive(SHOPPERS);
    const talking = talk(shoppers);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const gone = pair.busiest();
    expect(await gone.stop('SIGTERM')).toBe(0);
    await expect.poll(() => shoppers.every(({ socket }) => socket.connected), LONG).toBe(true);
    const journals = await talking.stop();
    await check(shoppers, journals);
    await pair.revive(gone);
  });

  it('an order that one of them dies cancelling: it is cancelled, and the shopper hears of it, once', async () => {
    const customerToken = await createCustomerTokens(pair.settings.CUSTOMER_SECRET ?? '').vouch(
      shopId,
      DEMO_SIGNED_IN_CUSTOMER_ID,
    );
    const gone = pair.busiest();
    const shopper = await Shopper.arrive(gone.address, { customerToken });
    await shopper.ask('where is my order');
    const asked = await shopper.ask('cancel it please');
    const choice = asked.flatMap((block) => (block.kind === 'choices' ? block.choices : []))[0];
    if (choice === undefined) throw new Error(`nothing to press: ${wordsOf(asked)}`);
    const said = await shopper.say(choice.label, choice.choice);
    expect(said.ok).toBe(true);
    await gone.stop('SIGKILL');
    const back = await Shopper.arrive(pair.address, { visitorToken: shopper.visitorToken, customerToken });
    people.push(back);
    const tellings = async () => {
      const { entries } = await back.readAll();
      return entries.filter((entry) => entry.kind === 'bot' && wordsOf(entry.blocks).includes('is cancelled'));
    };
    await expect.poll(async () => (await tellings()).length, LONG).toBe(1);
    await back.ask('thanks');
    expect(await tellings()).toHaveLength(1);
    await pair.revive(gone);
  });

  it('both killed: a worker answers what they left', async () => {
    const worker = await pair.hire();
    const shoppers = await arrive(SHOPPERS);
    const saying = shoppers.map((shopper) => shopper.insist('hello'));
    await Promise.race(saying);
    const [gone] = pair.gateways;
    if (gone === undefined) throw new Error('there is no gateway');
    await Promise.all(pair.gateways.map((gateway) => gateway.stop('SIGKILL')));
    const stores = await openMongoStores({
      url: pair.mongo.url('concierge'),
      cipher: plainCipher,
      clock: systemClock,
      log: createLog('silent'),
    });
    await expect.poll(() => stores.conversations.owedTurns(), LONG).toEqual([]);
    await stores.close();
    expect(await worker.stop('SIGTERM')).toBe(0);
    await pair.revive(gone);
    await Promise.all(saying);
    await expect
      .poll(() => shoppers.every(({ entries }) => entries.filter(({ kind }) => kind === 'bot').length === 1), LONG)
      .toBe(true);
  });
});
