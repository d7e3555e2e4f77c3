import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.js';
import { conversationIdSchema, shopIdSchema } from '../../../src/protocol/ids.js';
import { migrate, STEPS, versionOf } from '../../../src/storage/sqlite/migrations.js';
import { openDatabase } from '../../../src/storage/sqlite/open-database.js';
import { anOrder, aShop } from '../../support/a-turn.js';
import { openSqliteFolder, temporaryFolder } from './sqlite-folder.js';

const log = createLog('silent');
const shop = shopIdSchema.parse(aShop().id);
const conversation = conversationIdSchema.parse('c-1');
const order = anOrder({ id: 'HL-104233' });
const orderWithSigns = anOrder({ id: '#W26_1.1340' });

/** Rows as the first version wrote them: a conversation with an owed turn, a mail to send, a job, an order. */
function writeFirstRows(db: Database.Database): void {
  const events = [
    { kind: 'started', channel: 'widget', visitorId: 'v-1', language: 'en' },
    { kind: 'customer-said', clientMessageId: 'm-1', text: 'Where is my rucksack?', redacted: [] },
  ];
  db.prepare(
    "INSERT INTO conversations VALUES (1, ?, 'c-1', 'v-1', 'bot', NULL, 2, 1700000000000, 1700000000001, NULL)",
  ).run(shop);
  const event = db.prepare(
    'INSERT INTO events (shop_id, conversation, seq, at, client_message_id, fingerprint, debt, payload) VALUES (?, 1, ?, ?, ?, ?, ?, ?)',
  );
  for (const [index, body] of events.entries()) {
    const isMessage = body.kind === 'customer-said';
    const at = 1_700_000_000_000 + index;
    event.run(
      shop,
      index + 1,
      at,
      isMessage ? 'm-1' : null,
      isMessage ? 'f' : null,
      isMessage ? 1 : 0,
      JSON.stringify(body),
    );
  }
  const mail = { id: 'c-1.2', kind: 'mail-handoff', conversationId: 'c-1', reason: 'complaint' };
  db.prepare('INSERT INTO outbox (shop_id, message_id, payload) VALUES (?, ?, ?)').run(
    shop,
    mail.id,
    JSON.stringify(mail),
  );
  db.prepare(
    `INSERT INTO jobs (shop_id, kind, key, state, attempts, due_at, payload) VALUES (?, 'mail', 'k', 'waiting', 0, 1, '{"to":"k"}')`,
  ).run(shop);
  db.prepare('INSERT INTO shops (shop_id, payload) VALUES (?, ?)').run(shop, JSON.stringify(aShop()));
  const orders = db.prepare('INSERT INTO orders VALUES (?, ?, ?, NULL, ?)');
  orders.run(shop, 'HL-104233', order.customerId, JSON.stringify(order));
  orders.run(shop, 'W26_1.1340', orderWithSigns.customerId, JSON.stringify(orderWithSigns));
}

describe('a file of an older version', () => {
  const versions = STEPS.map((_, index) => index + 1);

  it.each(versions)('opens with every row it had: version %i', async (version) => {
    const { dataDir, remove } = temporaryFolder();
    const db = new Database(join(dataDir, 'concierge.db'));
    migrate(db, STEPS.slice(0, 1));
    writeFirstRows(db);
    migrate(db, STEPS.slice(0, version));
    expect(versionOf(db)).toBe(version);
    db.close();

    const { stores, close } = openSqliteFolder({ dataDir });
    const { conversations, outbox, shops, jobs, search } = stores;
    expect((await conversations.read(shop, conversation, 0)).map(({ event }) => event.kind)).toEqual([
      'started',
      'customer-said',
    ]);
    expect(await conversations.headOf(shop, conversation)).toMatchObject({ seq: 2, isIdentified: true });
    expect(await conversations.owedTurns()).toEqual([{ shopId: shop, conversationId: conversation, seq: 2 }]);
    expect(await outbox.pending(10)).toHaveLength(1);
    expect(await shops.shop(shop)).toEqual(aShop());
    expect(await shops.order(shop, order.id)).toEqual(order);
    expect(await shops.order(shop, orderWithSigns.id)).toEqual(orderWithSigns);
    const done: string[] = [];
    jobs.work('mail', async ({ key }) => {
      done.push(key);
    });
    await search.catchUp();
    expect(await search.search(shop, 'rucksack', { limit: 10 })).toHaveLength(1);
    await conversations.append(shop, conversation, 2, [{ kind: 'closed', by: 'bot' }], { at: 1 });
    await expect.poll(() => done).toEqual(['k']);
    await close();

    const again = new Database(join(dataDir, 'concierge.db'));
    expect(versionOf(again)).toBe(STEPS.length);
    expect(again.prepare('SELECT * FROM pragma_integrity_check').raw().all()).toEqual([['ok']]);
    again.close();
    remove();
  });
});

describe('migrating', () => {
  const first = 'CREATE TABLE a (x INTEGER)';
  const second = 'ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1';

  it('takes each step once, whatever version it starts from', () => {
    const db = new Database(':memory:');
    migrate(db, [first]);
    db.exec('INSERT INTO a VALUES (1)');
    migrate(db, [first, second]);
    migrate(db, [first, second]);
    expect(db.prepare('SELECT x, y FROM a').raw().all()).toEqual([[1, 2]]);
    expect(db.prepare('SELECT version FROM schema_versions ORDER BY version').raw().all()).toEqual([[1], [2]]);
    db.close();
  });

  it('undoes a step that fails half way, and stays at the version before it', () => {
    const db = new Database(':memory:');
    expect(() => migrate(db, [first, 'ALTER TABLE a ADD COLUMN y INTEGER; SELECT * FROM missing'])).toThrow();
    expect(db.prepare('SELECT max(version) FROM schema_versions').raw().get()).toEqual([1]);
    migrate(db, [first, second]);
    expect(db.prepare('SELECT max(version) FROM schema_versions').raw().get()).toEqual([2]);
    db.close();
  });

  it('refuses a file that a newer version wrote', () => {
    const { dataDir, remove } = temporaryFolder();
    openDatabase(dataDir, log).close();
    const db = new Database(join(dataDir, 'concierge.db'));
    db.exec("INSERT INTO schema_versions VALUES (999, 'later')");
    db.close();
    expect(() => openDatabase(dataDir, log)).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
    remove();
  });
});
