import { afterAll, beforeAll, describe } from 'vitest';
import { GatewayPair } from '../support/gateway-pair.js';
import { noMongo } from '../support/mongo-server.js';
import { noRedis } from '../support/redis-server.js';
import { missing, noChromium } from '../support/require-parts.js';
import { removeDataDirs, type ServerProcess } from '../support/server-process.js';
import { tellShopperStory } from './shopper-story.js';

const isMissing = [noChromium(), noMongo(), noRedis()].some(missing);

describe.skipIf(isMissing)('a shopper and an agent, at two gateways behind one address', { timeout: 120_000 }, () => {
  let pair: GatewayPair;
  beforeAll(async () => {
    pair = await GatewayPair.start();
  }, 120_000);
  afterAll(async () => {
    await pair?.stop();
    removeDataDirs();
  });

  tellShopperStory({
    address: () => pair.address,
    agent: () => pair.agent,
    strike: async () => undefined,
    recover: async () => undefined,
  });
});

describe.skipIf(isMissing)(
  'a shopper and an agent, of whose two gateways one is killed -9 mid-way',
  { timeout: 120_000 },
  () => {
    let pair: GatewayPair;
    let killed: ServerProcess | undefined;
    beforeAll(async () => {
      pair = await GatewayPair.start();
    }, 120_000);
    afterAll(async () => {
      await pair?.stop();
      removeDataDirs();
    });

    tellShopperStory({
      address: () => pair.address,
      agent: () => pair.agent,
      strike: async () => {
        killed = pair.busiest();
        await killed.stop('SIGKILL');
      },
      // It stays away: the other has everything.
      recover: async () => undefined,
    });
  },
);
