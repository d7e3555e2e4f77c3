import { z } from 'zod';
import type { Db } from './db.js';
import { eventChecksum } from './event-rows.js';
import { CHECKSUMS_SINCE, STEPS, versionOf } from './migrations.js';
import { isUnreadable } from './store-fault.js';

export type StoreReport = { version: number; conversations: number; events: number; found: string[] };

/** Findings of one kind after which the rest would only say the same. */
const MOST_FINDINGS = 20;

/**
 * Reads all of a store: the structure, every index against its table, references, the checksum of every event, and
 * that no conversation has a gap. Takes seconds for each gigabyte; nothing is written, and writers are not held up.
 * @returns what is wrong, in words for an operator; `found` is empty when nothing is
 */
export function checkStore(db: Db): StoreReport {
  const report: StoreReport = { version: 0, conversations: 0, events: 0, found: [] };
  try {
    report.found.push(...structure(db));
    report.version = versionOf(db);
    if (report.version > STEPS.length) {
      report.found.push(`Tables of version ${report.version}; this program knows up to ${STEPS.length}`);
      return report;
    }
    report.conversations = count(db, 'conversations');
    report.events = count(db, 'events');
    report.found.push(...references(db), ...gaps(db));
    if (report.version >= CHECKSUMS_SINCE) report.found.push(...checksums(db));
  } catch (error) {
    report.found.push(isUnreadable(error) ? String(error) : `Not a store of this program: ${String(error)}`);
  }
  return report;
}

function structure(db: Db): string[] {
  const found = db.prepare(`SELECT * FROM pragma_integrity_check(${MOST_FINDINGS})`).raw().all().flat().map(String);
  return found.filter((line) => line !== 'ok');
}

const countRow = z.object({ count: z.number() });

function count(db: Db, table: 'conversations' | 'events'): number {
  return countRow.parse(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()).count;
}

function references(db: Db): string[] {
  const { count: broken } = countRow.parse(db.prepare('SELECT count(*) AS count FROM pragma_foreign_key_check').get());
  return broken === 0 ? [] : [`${broken} rows refer to rows that are not there`];
}

const gapRow = z.object({ shop_id: z.string(), conversation_id: z.string(), seq: z.number(), count: z.number() });

/** A conversation's events are numbered 1, 2, 3… up to the number it is at. */
function gaps(db: Db): string[] {
  const rows = db.prepare(
    `SELECT c.shop_id, c.conversation_id, c.seq, count(e.seq) AS count FROM conversations c
     LEFT JOIN events e ON e.conversation = c.id GROUP BY c.id
     HAVING count(e.seq) <> c.seq OR coalesce(max(e.seq), 0) <> c.seq LIMIT ${MOST_FINDINGS}`,
  );
  return rows.all().map((stored) => {
    const { shop_id, conversation_id, seq, count: events } = gapRow.parse(stored);
    return `Conversation ${conversation_id} of ${shop_id} is at ${seq} and has ${events} events`;
  });
}

const eventRow = z.object({
  row: z.number(),
  conversation: z.number(),
  seq: z.number(),
  at: z.number(),
  payload: z.string(),
  checksum: z.number(),
});
const PAGE = 1000;

function checksums(db: Db): string[] {
  const page = db.prepare(
    `SELECT rowid AS row, conversation, seq, at, payload, checksum FROM events
     WHERE rowid > ? AND checksum IS NOT NULL ORDER BY rowid LIMIT ${PAGE}`,
  );
  const found: string[] = [];
  let last = 0;
  while (found.length < MOST_FINDINGS) {
    const rows = page.all(last).map((stored) => eventRow.parse(stored));
    for (const row of rows) {
      last = row.row;
      if (row.checksum !== eventChecksum(row))
        found.push(`Event ${row.seq} of conversation row ${row.conversation} was changed on the disk`);
    }
    if (rows.length < PAGE) break;
  }
  return found;
}
