import { AppError } from '../../errors.js';
import type { Db } from './db.js';

/**
 * The tables, as steps from one version to the next. A step that has shipped is never changed; a new one is added.
 * Personal text is in `payload` columns only, which pass the cipher; what a person is looked up by is hashed.
 */
export const STEPS: readonly string[] = [
  `
  CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    shop_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    visitor_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    agent_id TEXT,
    seq INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    waiting_since INTEGER,
    UNIQUE (shop_id, conversation_id)
  ) STRICT;
  CREATE INDEX conversations_by_visitor ON conversations (shop_id, visitor_id);
  CREATE INDEX conversations_by_activity ON conversations (shop_id, holder, last_at);

  -- Rows lie in the order they were committed, so that a batch touches few pages; conversations.id keeps keys short.
  -- debt: 0 needs no answer, 1 owed, 2 answered.
  CREATE TABLE events (
    shop_id TEXT NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    client_message_id TEXT,
    fingerprint TEXT,
    debt INTEGER NOT NULL,
    payload TEXT NOT NULL,
    UNIQUE (conversation, seq)
  ) STRICT;
  CREATE UNIQUE INDEX events_by_client_message ON events (conversation, client_message_id)
    WHERE client_message_id IS NOT NULL;
  CREATE INDEX events_owed ON events (debt) WHERE debt = 1;

  CREATE TABLE outbox (
    position INTEGER PRIMARY KEY,
    shop_id TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    is_sent INTEGER NOT NULL DEFAULT 0,
    payload TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_pending ON outbox (is_sent) WHERE is_sent = 0;

  CREATE TABLE shops (shop_id TEXT PRIMARY KEY, payload TEXT NOT NULL) STRICT;
  CREATE TABLE products (
    shop_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    product_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, position),
    UNIQUE (shop_id, product_id)
  ) STRICT;
  CREATE TABLE policies (
    shop_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    page_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, position),
    UNIQUE (shop_id, page_id)
  ) STRICT;
  CREATE TABLE customers (
    shop_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    email_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, customer_id)
  ) STRICT;
  CREATE INDEX customers_by_email ON customers (shop_id, email_key);
  CREATE INDEX customers_by_name ON customers (shop_id, name_key);
  CREATE TABLE orders (
    shop_id TEXT NOT NULL,
    order_key TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    placed_at INTEGER,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, order_key)
  ) STRICT;
  CREATE INDEX orders_by_customer ON orders (shop_id, customer_id);

  CREATE TABLE action_results (
    shop_id TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, key)
  ) STRICT;

  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    shop_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    error TEXT,
    payload TEXT NOT NULL,
    UNIQUE (shop_id, kind, key)
  ) STRICT;
  CREATE INDEX jobs_by_state ON jobs (kind, state, due_at);
  `,
  `
  CREATE TABLE agents (
    shop_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    email_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, agent_id),
    UNIQUE (shop_id, email_key)
  ) STRICT;
  `,
  'ALTER TABLE shops ADD COLUMN digest TEXT;',
  // Order numbers are compared by their letters and digits; ids hold nothing else but these four.
  `UPDATE OR IGNORE orders SET order_key =
     replace(replace(replace(replace(order_key, '-', ''), '.', ''), '_', ''), '#', '');`,
  `
  ALTER TABLE jobs ADD COLUMN progress REAL NOT NULL DEFAULT 0;
  CREATE INDEX jobs_dead ON jobs (shop_id, ended_at) WHERE state = 'dead';
  CREATE INDEX jobs_done ON jobs (ended_at) WHERE state = 'done';
  `,
  'ALTER TABLE events ADD COLUMN checksum INTEGER;',
  // What waits no longer has no waiting_key, and nothing of a person's.
  `
  CREATE TABLE stock_watches (
    position INTEGER PRIMARY KEY,
    shop_id TEXT NOT NULL,
    watch_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    variant_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    waiting_key TEXT,
    payload TEXT NOT NULL,
    UNIQUE (shop_id, watch_id)
  ) STRICT;
  CREATE UNIQUE INDEX stock_watches_waiting ON stock_watches (shop_id, waiting_key) WHERE waiting_key IS NOT NULL;
  CREATE INDEX stock_watches_by_variant ON stock_watches (shop_id, product_id, variant_id)
    WHERE waiting_key IS NOT NULL;
  `,
  // Of what was written before, nobody knows.
  'ALTER TABLE conversations ADD COLUMN is_identified INTEGER NOT NULL DEFAULT 1;',
  `
  CREATE TABLE blocked_visitors (
    shop_id TEXT NOT NULL,
    visitor_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (shop_id, visitor_id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE subscriptions (
    shop_id TEXT NOT NULL,
    subscriber_key TEXT NOT NULL,
    subscription_id TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    payload TEXT NOT NULL,
    PRIMARY KEY (shop_id, subscriber_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX subscriptions_by_id ON subscriptions (shop_id, subscription_id);
  CREATE INDEX subscriptions_waiting ON subscriptions (shop_id, asked_at) WHERE confirmed_at IS NULL;
  `,
];

/** The version from which on events carry a checksum. */
export const CHECKSUMS_SINCE = 6;

/**
 * Brings the tables to the newest version, each step in its own transaction with its entry in `schema_versions`.
 * @throws STORE_UNREADABLE when a newer version of this program wrote the file
 */
export function migrate(db: Db, steps: readonly string[] = STEPS): void {
  db.exec('CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT');
  const current = versionOf(db);
  if (current > steps.length) {
    const details = [`Tables of version ${current}; this program knows up to ${steps.length}`];
    throw new AppError('STORE_UNREADABLE', { details });
  }
  const record = db.prepare("INSERT INTO schema_versions VALUES (?, datetime('now'))");
  for (const [index, step] of steps.entries()) {
    const version = index + 1;
    if (version <= current) continue;
    db.transaction(() => {
      db.exec(step);
      record.run(version);
    }).immediate();
  }
}

/** 0 before the first step. */
export function versionOf(db: Db): number {
  const row = db.prepare('SELECT coalesce(max(version), 0) FROM schema_versions').raw().get();
  return Array.isArray(row) ? Number(row[0]) : 0;
}
