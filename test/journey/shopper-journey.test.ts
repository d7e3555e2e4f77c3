import { afterAll, beforeAll, describe } from 'vitest';
import { missing, noChromium } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { tellShopperStory } from './shopper-story.js';

describe.skipIf(missing(noChromium()))('a shopper and an agent at the demo shop', () => {
  const dataDir = newDataDir();
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start({ dataDir });
  });
  afterAll(async () => {
    await server?.stop();
    removeDataDirs();
  });

  tellShopperStory({
    address: () => server.address,
    agent: () => server.agent,
    strike: async () => {
      await server.stop('SIGKILL');
    },
    recover: async () => {
      server = await ServerProcess.start({ dataDir, port: server.port });
    },
  });
});
