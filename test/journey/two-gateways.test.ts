import { afterAll, beforeAll, describe } from 'vitest';
import { GatewayPair } from '../support/gateway-pair.js';
import { noMongo } from '../support/mongo-server.js';
import { noRedis } from '../support/redis-server.js';
import { missing, noChromium } from '../support/require-parts.js';
import { removeDataDirs } from '../support/server-process.js';
import { tellShopperStory } from './shopper-story.js';

const isMissing = [noChromium(), noMongo(), noRedis()].some(missing);

describe.skipIf(isMissing).each([
  { where: 'at two gateways behind one address', strike: async (_pair: GatewayPair) => undefined },
  // It stays away: the other has everything.
  {
    where: 'of whose two gateways one is killed -9 mid-way',
    strike: (pair: GatewayPair) => pair.busiest().stop('SIGKILL'),
  },
])('a shopper and an agent, $where', { timeout: 120_000 }, ({ strike }) => {
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
    strike: async () => {
      await strike(pair);
    },
    recover: async () => undefined,
  });
});
