import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../src/access/agent-directory.js';
import { type App, serveApp } from '../../src/app.js';
import { systemClock } from '../../src/clock.js';
import { type Config, readConfig } from '../../src/config.js';
import { soleLeases, type TurnLeases } from '../../src/conversation/turns/turn-leases.js';
import { createLog } from '../../src/log.js';
import type { Parts } from '../../src/open-parts.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { agentIdSchema } from '../../src/protocol/ids.js';
import { createFileMailer } from '../../src/remote/mail/file-mailer.js';
import { importShop } from '../../src/shop/import-shop.js';
import { createDiskBlobStore } from '../../src/storage/disk/disk-blob-store.js';
import { openSqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import { createModelShelf } from '../../src/understanding/model-shelf.js';
import type { Understand } from '../../src/understanding/understanding.js';
import { PASSWORD } from '../console/console-rig.js';
import { anUnderstanding, aShop, intents } from '../support/a-turn.js';

const SECRET = 'a secret of at least thirty-two characters';

export type GatewayRig = {
  parts: Parts;
  /** One more gateway over the same store. */
  serve(changes?: { leases?: TurnLeases; understand?: Understand }): Promise<App>;
  /** Makes an account with the console rig's password; answers its e-mail address. */
  hire(name: string): Promise<string>;
  stop(): Promise<void>;
};

/** Whole gateways in this process over one real store; only the model is played: every message is a greeting. */
export async function openGateways(environment: Record<string, string> = {}): Promise<GatewayRig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-gateways-'));
  const config: Config = { ...readConfig({ DATA_DIR: dataDir, APP_SECRET: SECRET, ...environment }), port: 0 };
  const surroundings = { clock: systemClock, log: createLog('silent'), progress: () => undefined };
  const parts = await openRigParts(dataDir, surroundings);
  const apps: App[] = [];
  return {
    parts,
    serve: async ({ leases = soleLeases, understand = parts.models.understand } = {}) => {
      // One process takes jobs of a kind once, however many gateways it holds.
      const jobs = { ...parts.stores.jobs, work: () => undefined };
      const stores = { ...parts.stores, jobs, turnLeases: leases };
      // The store is everybody's: who stops leaves it open.
      const own: Parts = { ...parts, stores, models: { ...parts.models, understand }, close: async () => undefined };
      const app = await serveApp(config, own, surroundings);
      apps.push(app);
      return app;
    },
    hire: async (name) => {
      const email = `${name.toLowerCase()}@example.com`;
      const agentId = agentIdSchema.parse(name.toLowerCase());
      const passwordHash = await hashPassword(PASSWORD);
      const account = { agentId, name, email, role: 'agent' as const, passwordHash, isActive: true };
      await parts.stores.agents.save(parts.shop.id, account);
      return email;
    },
    stop: async () => {
      await Promise.all(apps.map((app) => app.stop()));
      await parts.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openRigParts(
  dataDir: string,
  { clock, log }: Pick<Parameters<typeof serveApp>[2], 'clock' | 'log'>,
): Promise<Parts> {
  const stores = openSqliteStores({ dataDir, cipher: plainCipher, clock, log });
  const blobs = createDiskBlobStore({ dataDir, clock });
  const shop = aShop();
  await importShop({ shops: stores.shops, blobs }, { shop, products: [], customers: [], orders: [], policies: [] });
  const unused = () => Promise.reject(new Error('the rig has no models'));
  return {
    stores: { ...stores, turnLeases: soleLeases },
    blobs,
    mailer: createFileMailer({ dataDir, clock }),
    secrets: { appSecret: SECRET, customerSecret: SECRET },
    shop,
    demoCustomerId: undefined,
    agent: { email: '', password: '' },
    models: {
      encoder: { encode: unused, read: unused, dimensions: 384 },
      understand: async () => anUnderstanding('greeting'),
      serving: () => ({ name: 'none', modelId: 'none', previous: null, untaught: [] }),
      intentFit: () => ({ strange: [], untaught: [] }),
      swap: unused,
      rollback: unused,
      stop: async () => undefined,
    },
    shelf: createModelShelf({ modelsDir: dataDir, shippedDir: dataDir }),
    sources: {
      shops: stores.shops,
      intents,
      flows: new Map(),
      findPassages: async () => ({ passages: [] }),
      findProducts: async () => [],
      recommend: async () => [],
    },
    builtDir: dataDir,
    close: () => stores.close(),
  };
}
