import { z } from 'zod';
import {
  DEAD_JOBS_SHOWN,
  type DeadJob,
  type JobStatus,
  type NewJob,
  type TakenJob,
} from '../../conversation/work/job-queue.js';
import type { Db } from './db.js';

export type TakenRow = TakenJob & { id: number };

export type JobRows = ReturnType<typeof createJobRows>;

/** How long a finished job keeps its key, so that a repeat is still a repeat. */
const KEEP_FINISHED_MS = 24 * 60 * 60 * 1000;
/** Old jobs forgotten with each that finishes: more than one, so that they never pile up. */
const FORGOTTEN_AT_ONCE = 2;

/** The `jobs` table. state: waiting | running | done | dead. */
export function createJobRows(db: Db) {
  return { ...waitingRows(db), ...runningRows(db), ...deadRows(db), find: createFind(db) };
}

const waitingRow = z.object({
  id: z.number(),
  shop_id: z.string(),
  key: z.string(),
  payload: z.string(),
  attempts: z.number(),
});

function waitingRows(db: Db) {
  const insert = db.prepare(
    `INSERT INTO jobs (shop_id, kind, key, state, attempts, due_at, payload) VALUES (?, ?, ?, 'waiting', 0, ?, ?)
     ON CONFLICT (shop_id, kind, key) DO NOTHING`,
  );
  const due = db.prepare(
    `SELECT id, shop_id, key, payload, attempts FROM jobs
     WHERE kind = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
  );
  const start = db.prepare("UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE id = ?");
  const next = db.prepare("SELECT min(due_at) AS due_at FROM jobs WHERE kind = ? AND state = 'waiting'");
  const nextRow = z.object({ due_at: z.number().nullable() });
  const countDue = db.prepare("SELECT count(*) AS due FROM jobs WHERE state = 'waiting' AND due_at <= ?");
  const countRow = z.object({ due: z.number() });
  return {
    insert: ({ shopId, kind, key, payload }: NewJob, dueAt: number) => {
      insert.run(shopId, kind, key, dueAt, JSON.stringify(payload ?? null));
    },
    /** Takes what is due, in the order it became due. */
    take: (kind: string, now: number, limit: number): TakenRow[] =>
      due.all(kind, now, limit).map((stored) => {
        const { id, shop_id, key, payload, attempts } = waitingRow.parse(stored);
        start.run(id);
        return { id, shopId: shop_id, key, payload: JSON.parse(payload), attempt: attempts + 1 };
      }),
    countDue: (now: number) => countRow.parse(countDue.get(now)).due,
    nextDueAt: (kind: string) => nextRow.parse(next.get(kind)).due_at ?? undefined,
  };
}

function runningRows(db: Db) {
  const end = db.prepare('UPDATE jobs SET state = ?, ended_at = ?, error = ? WHERE id = ?');
  const retry = db.prepare("UPDATE jobs SET state = 'waiting', due_at = ?, error = ? WHERE id = ?");
  const progress = db.prepare("UPDATE jobs SET progress = ? WHERE id = ? AND state = 'running'");
  const forget = db.prepare(
    "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state = 'done' AND ended_at < ? LIMIT ?)",
  );
  const buryDied = db.prepare(
    `UPDATE jobs SET state = 'dead', ended_at = ?, error = coalesce(error, 'The process died while it ran')
     WHERE state = 'running' AND attempts >= ?`,
  );
  const restart = db.prepare("UPDATE jobs SET state = 'waiting', due_at = ? WHERE state = 'running'");
  return {
    setProgress: (id: number, share: number) => {
      progress.run(share, id);
    },
    finish: (id: number, at: number) => {
      end.run('done', at, null, id);
      forget.run(at - KEEP_FINISHED_MS, FORGOTTEN_AT_ONCE);
    },
    retry: (id: number, dueAt: number, error: string) => {
      retry.run(dueAt, error, id);
    },
    bury: (id: number, at: number, error: string) => {
      end.run('dead', at, error, id);
    },
    /** What a process that died had taken is due again, and out of attempts where they are used up. */
    recover: (maxAttempts: number, now: number) => {
      buryDied.run(now, maxAttempts);
      restart.run(now);
      forget.run(now - KEEP_FINISHED_MS, Number.MAX_SAFE_INTEGER);
    },
  };
}

const deadRow = z.object({
  shop_id: z.string(),
  kind: z.string(),
  key: z.string(),
  payload: z.string(),
  error: z.string(),
  ended_at: z.number(),
});

function deadRows(db: Db) {
  const dead = db.prepare(
    `SELECT shop_id, kind, key, payload, error, ended_at FROM jobs
     WHERE state = 'dead' AND shop_id = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY ended_at DESC, id DESC LIMIT ?3`,
  );
  const replay = db.prepare(
    `UPDATE jobs SET state = 'waiting', attempts = 0, due_at = ?1, ended_at = NULL, error = NULL, progress = 0
     WHERE state = 'dead' AND shop_id = ?2 AND kind = ?3 AND (?4 IS NULL OR key = ?4)`,
  );
  return {
    dead: (shopId: string, kind?: string): DeadJob[] =>
      dead.all(shopId, kind ?? null, DEAD_JOBS_SHOWN).map((stored) => {
        const { shop_id, key, payload, error, ended_at, ...row } = deadRow.parse(stored);
        return { shopId: shop_id, kind: row.kind, key, payload: JSON.parse(payload), error, failedAt: ended_at };
      }),
    replay: (now: number, shopId: string, kind: string, key?: string): number =>
      replay.run(now, shopId, kind, key ?? null).changes,
  };
}

const statusRow = z
  .object({
    state: z.enum(['waiting', 'running', 'done', 'dead']),
    attempts: z.number(),
    progress: z.number(),
    error: z.string().nullable(),
  })
  .optional();

function createFind(db: Db) {
  const find = db.prepare(
    'SELECT state, attempts, progress, error FROM jobs WHERE shop_id = ? AND kind = ? AND key = ?',
  );
  return (shopId: string, kind: string, key: string): JobStatus | undefined => {
    const row = statusRow.parse(find.get(shopId, kind, key) ?? undefined);
    if (row === undefined) return undefined;
    const { state, attempts, progress, error } = row;
    return { state, attempts, progress: state === 'done' ? 1 : progress, ...(error !== null && { error }) };
  };
}
