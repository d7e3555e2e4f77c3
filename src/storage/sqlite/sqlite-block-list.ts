import type { BlockList } from '../../access/block-list.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** The blocked visitors in SQLite: ids and times, nothing of a person. One look at a small index per question. */
export function createSqliteBlockList({ db, read, write }: SqliteConnection): BlockList {
  const find = db.prepare('SELECT 1 FROM blocked_visitors WHERE shop_id = ? AND visitor_id = ?');
  const add = db.prepare('INSERT OR IGNORE INTO blocked_visitors (shop_id, visitor_id, at) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM blocked_visitors WHERE shop_id = ? AND visitor_id = ?');
  return {
    isBlocked: (shopId, visitorId) => read(() => find.get(shopId, visitorId) !== undefined),
    block: (shopId, visitorId, at) => write(() => void add.run(shopId, visitorId, at)),
    unblock: (shopId, visitorId) => write(() => void remove.run(shopId, visitorId)),
  };
}
