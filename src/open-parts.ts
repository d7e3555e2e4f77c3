import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveFirstAgent } from './access/first-agent.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Sources } from './conversation/facts/sources.js';
import { loadIntents } from './conversation/load-intents.js';
import type { Mailer } from './conversation/outbox/mailer.js';
import type { AppError } from './errors.js';
import { createKnowledge } from './knowledge/find-passages.js';
import { readPassageRanking } from './knowledge/passage-ranking.js';
import type { Log } from './log.js';
import { openStores, type Stores } from './open-stores.js';
import type { CustomerId } from './protocol/ids.js';
import { createProductSearch } from './recommendation/find-products.js';
import { createRecommend } from './recommendation/recommend.js';
import { openRemoteEncoder } from './remote/inference/open-remote-encoder.js';
import { createFileMailer } from './remote/mail/file-mailer.js';
import { createSmtpMailer } from './remote/mail/smtp-mailer.js';
import type { BlobStore } from './shop/blob-store.js';
import { DEMO_SHOP_ID, DEMO_SIGNED_IN_CUSTOMER_ID, generateDemoShop } from './shop/demo/generate-demo-shop.js';
import { describeImport, importShop } from './shop/import-shop.js';
import { readPolicyPages } from './shop/read-policy-pages.js';
import { readShopFile } from './shop/read-shop-file.js';
import type { Shop } from './shop/shop.js';
import type { ShopStore } from './shop/shop-store.js';
import { createDiskBlobStore } from './storage/disk/disk-blob-store.js';
import { rememberVectors } from './storage/disk/remembered-vectors.js';
import { readOrMakeSecrets } from './storage/disk/secrets-file.js';
import { openS3BlobStore } from './storage/s3/s3-blob-store.js';
import { createEncoderPool, type EncoderPool } from './understanding/encoder-pool.js';
import type { Intent } from './understanding/intent-catalog.js';
import { describeFit } from './understanding/model-fit.js';
import { createModelHost, type ModelHost } from './understanding/model-host.js';
import { createModelShelf, type ModelShelf } from './understanding/model-shelf.js';

export type Surroundings = {
  clock: Clock;
  log: Log;
  progress: (line: string) => void;
  /** The disk failed, and only a new process can tell what is on it: this one must end. */
  onDiskFault?: ((fault: AppError) => void) | undefined;
};

/** Everything the app is wired from, opened and ready. */
export type Parts = {
  stores: Stores;
  blobs: BlobStore;
  mailer: Mailer;
  secrets: { appSecret: string; customerSecret: string };
  shop: Shop;
  /** Whom the demo's account page may sign in. */
  demoCustomerId: CustomerId | undefined;
  agent: { email: string; password: string };
  models: ModelHost;
  shelf: ModelShelf;
  sources: Omit<Sources, 'guessing' | 'codes' | 'codeLimit' | 'invoices'>;
  /** Where the build lies. */
  builtDir: string;
  close(): Promise<void>;
};

/** Opens the store and the model side by side: both take their time, and neither needs the other. */
export async function openParts(config: Config, surroundings: Surroundings): Promise<Parts> {
  const { clock, log, progress } = surroundings;
  const blobs = await openBlobs(config, clock);
  const stores = await openStores(config, surroundings);
  const shelf = createModelShelf({ modelsDir: join(config.dataDir, 'models'), shippedDir: config.modelDir });
  let intents: Map<string, Intent> | undefined;
  const hosting = createModelHost({
    shelf,
    startEncoder: (modelDir) => startEncoder(config, modelDir, log),
    intents: () => [...(intents?.keys() ?? [])],
    log,
  });
  // Whoever awaits it hears of it; until then nobody does.
  hosting.catch(() => undefined);
  try {
    const kept = readOrMakeSecrets(config.dataDir);
    const shop = await prepareShop(config, { stores, blobs, now: clock.now(), progress });
    const agent = {
      email: config.agentEmail ?? 'agent@harbourlane.example',
      password: config.agentPassword ?? kept.agentPassword,
    };
    await saveFirstAgent(stores.agents, shop.id, agent);
    const policies = shop.id === DEMO_SHOP_ID ? (await stores.shops.policies(shop.id)).map(({ id }) => id) : undefined;
    const loaded = await loadIntents(config.intentsDir, policies);
    intents = loaded.intents;
    const models = await hosting;
    for (const line of describeFit(models.serving().modelId, models.intentFit())) progress(line);
    const { search, knowledge } = await openSearches(config, { shops: stores.shops, models, log });
    // In the background, behind every chat message: until the vectors are there, words alone find things.
    warmUp([knowledge.refresh(shop.id), search.refresh(shop.id)], log);
    return {
      stores,
      blobs,
      mailer: openMailer(config, clock),
      secrets: {
        appSecret: config.appSecret ?? kept.appSecret,
        customerSecret: config.customerSecret ?? kept.customerSecret,
      },
      shop,
      demoCustomerId: shop.id === DEMO_SHOP_ID ? DEMO_SIGNED_IN_CUSTOMER_ID : undefined,
      agent,
      models,
      shelf,
      sources: {
        shops: stores.shops,
        ...loaded,
        findPassages: knowledge.find,
        findProducts: search.find,
        recommend: createRecommend({ search }),
      },
      builtDir: fileURLToPath(new URL('..', import.meta.url)),
      close: async () => {
        await models.stop();
        await stores.close();
      },
    };
  } catch (error) {
    await hosting.then((models) => models.stop()).catch(() => undefined);
    await stores.close();
    throw error;
  }
}

type Searching = { shops: ShopStore; models: ModelHost; log: Log };

/** A model that is swapped in later reads with the same base encoder, whose vectors these are. */
async function openSearches({ dataDir, intentsDir }: Config, { shops, models, log }: Searching) {
  const file = join(dataDir, 'vectors', `${models.serving().modelId}.bin`);
  const encoder = rememberVectors(models.encoder, { file, log });
  const ranking = await readPassageRanking(rankingFile(intentsDir));
  return {
    search: createProductSearch({ shops, encoder, log }),
    knowledge: createKnowledge({ shops, encoder, ranking, log }),
  };
}

/** Intents of a shop's own need no ranking of their own: then the one that ships counts. */
function rankingFile(intentsDir: string): string {
  const own = join(intentsDir, RANKING);
  return existsSync(own) ? own : join('intents', RANKING);
}

const RANKING = 'knowledge-ranking.json';

/** In the data folder, or in S3 where the settings name one. @throws BLOB_STORE_INVALID, STORE_UNAVAILABLE */
async function openBlobs({ dataDir, s3 }: Config, clock: Clock): Promise<BlobStore> {
  return s3 === undefined ? createDiskBlobStore({ dataDir, clock }) : openS3BlobStore({ place: s3, clock });
}

/** Through a mail server where the settings name one, else as files in the data folder. */
function openMailer({ dataDir, smtp }: Config, clock: Clock): Mailer {
  return smtp === undefined ? createFileMailer({ dataDir, clock }) : createSmtpMailer(smtp);
}

/** On this machine, or on the inference server with this machine behind it. */
function startEncoder(config: Config, modelDir: string, log: Log): Promise<EncoderPool> {
  const local = () => createEncoderPool({ modelDir, processes: config.encoderProcesses, log });
  const { inferenceUrl: url, inferenceModel: model, inferenceTimeoutMs: timeoutMs } = config;
  return url === undefined ? local() : openRemoteEncoder({ url, model, timeoutMs, modelDir, local, log });
}

function warmUp(indexing: Promise<void>[], log: Log): void {
  Promise.all(indexing).catch((error: unknown) => log.warn({ error: String(error) }, 'indexes not ready yet'));
}

type Preparing = { stores: Stores; blobs: BlobStore; now: number; progress: (line: string) => void };

/** The shop of `--shop`, imported when its file has changed, or the demo shop, made at the first. */
async function prepareShop(config: Config, { stores, blobs, now, progress }: Preparing): Promise<Shop> {
  const { shops } = stores;
  if (config.shopFile !== undefined) {
    const file = await readShopFile(config.shopFile);
    const outcome = await importShop({ shops, blobs }, file);
    progress(describeImport(file, outcome));
    return file.shop;
  }
  const known = await shops.shop(DEMO_SHOP_ID);
  if (known !== undefined) return known;
  progress('Making the demo shop (once)');
  const policies = await readPolicyPages(join(config.intentsDir, 'knowledge'));
  const file = generateDemoShop({ seed: '1', now, policies });
  await importShop({ shops, blobs }, file);
  return file.shop;
}
