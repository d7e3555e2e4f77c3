import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmailCodes } from '../../src/access/email-code.js';
import { createInvoiceLinks } from '../../src/access/invoice-link.js';
import { createAddressLimit } from '../../src/access/limit-addresses.js';
import { createCodeLimit } from '../../src/access/limit-codes.js';
import { createGuessLimit } from '../../src/access/limit-guessing.js';
import { loadIntents } from '../../src/conversation/load-intents.js';
import { publishAppends } from '../../src/conversation/log/publish-appends.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import type { TurnDeps } from '../../src/conversation/turn-deps.js';
import { createKnowledge } from '../../src/knowledge/find-passages.js';
import { readPassageRanking } from '../../src/knowledge/passage-ranking.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { type ShopId, shopIdSchema } from '../../src/protocol/ids.js';
import { createProductSearch } from '../../src/recommendation/find-products.js';
import { createRecommend } from '../../src/recommendation/recommend.js';
import { createShopDesk } from '../../src/shop/shop-desk.js';
import { type ShopFile, shopFileSchema } from '../../src/shop/shop-file.js';
import type { StockWatches } from '../../src/shop/stock-watches.js';
import { openSqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import type { Encoder } from '../../src/understanding/encoder.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import { createModelHost } from '../../src/understanding/model-host.js';
import { createModelShelf } from '../../src/understanding/model-shelf.js';
import { NOW } from '../support/a-turn.js';
import { ENCODER_ENTRY, SHIPPED_MODEL } from '../support/served-encoder.js';

/** The product without its sockets: the shipped model in its processes, SQLite in a folder of its own, every intent and flow. */
export type Stage = {
  deps: TurnDeps;
  watches: StockWatches;
  /** Imports a shop under a name of its own, so that conversations side by side share no order. */
  openShop(file: ShopFile, name: string): Promise<ShopFile>;
  close(): Promise<void>;
};

type Options = {
  /** Put around the encoder, to watch it. */
  around?: (pool: EncoderPool) => EncoderPool;
};

export async function openStage({ around = (pool) => pool }: Options = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'transcripts-'));
  const log = createLog('silent');
  // Orders are as old as they were when the shop was written.
  const clock = { now: () => NOW };
  const stores = openSqliteStores({ dataDir, cipher: plainCipher, clock, log });
  const { intents, flows } = await loadIntents('intents');
  const models = await createModelHost({
    shelf: createModelShelf({ modelsDir: join(dataDir, 'models'), shippedDir: SHIPPED_MODEL }),
    startEncoder: async (modelDir) =>
      around(await createEncoderPool({ modelDir, entry: ENCODER_ENTRY, processes: 2, log })),
    intents: () => [...intents.keys()],
    log,
  });
  const { shops } = stores;
  const recent = createRecentConversations(stores.conversations);
  const encoder = remembering(models.encoder);
  const search = createProductSearch({ shops, encoder, log });
  const ranking = await readPassageRanking('intents/knowledge-ranking.json');
  const knowledge = createKnowledge({ shops, encoder, ranking, log });
  const ready = (shopId: ShopId) => Promise.all([knowledge.refresh(shopId), search.refresh(shopId)]);
  return {
    watches: stores.stockWatches,
    deps: {
      conversations: publishAppends(stores.conversations, recent.gained),
      recent,
      understand: models.understand,
      sources: {
        shops,
        intents,
        flows,
        findPassages: knowledge.find,
        findProducts: search.find,
        recommend: createRecommend({ search }),
        guessing: createGuessLimit(),
        codes: createEmailCodes('transcripts'),
        codeLimit: createCodeLimit(),
        invoices: createInvoiceLinks('transcripts'),
      },
      orderDesk: createShopDesk({
        orderDesk: stores.orderDesk,
        watches: stores.stockWatches,
        subscriptions: stores.subscriptions,
        limit: createAddressLimit(),
        onSubscribed: async () => undefined,
        onRestocked: () => undefined,
      }),
      clock,
      log,
    },
    openShop: async (file, name) => {
      const id = shopIdSchema.parse(name);
      const own = shopFileSchema.parse({ ...file, shop: { ...file.shop, id } });
      await shops.importShop(own);
      await ready(id);
      return own;
    },
    close: async () => {
      await models.stop();
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same pages and products stand in every shop: each text is encoded once. */
function remembering(encoder: Encoder): Encoder {
  const known = new Map<string, Promise<Float32Array>>();
  return {
    dimensions: encoder.dimensions,
    read: (texts, options) => encoder.read(texts, options),
    encode: async (texts, options) => {
      const fresh = [...new Set(texts)].filter((text) => !known.has(text));
      const vectors = fresh.length === 0 ? undefined : encoder.encode(fresh, options);
      for (const [index, text] of fresh.entries()) {
        known.set(
          text,
          (vectors ?? Promise.resolve([])).then((all) => all[index] ?? new Float32Array()),
        );
      }
      return Promise.all(texts.map((text) => known.get(text) ?? new Float32Array()));
    },
  };
}
