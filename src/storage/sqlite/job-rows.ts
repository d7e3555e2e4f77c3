import { z } from 'zod';
import type { DeadJob, NewJob } from '../../conversation/job-queue.js';
import type { Db } from './db.js';

/** A job that was taken: `attempt` counts from 1 and includes this one. */
export type TakenJob = { id: number; shopId: string; key: string; payload: unknown; attempt: number };

export type JobRows = {
  insert(job: NewJob, dueAt: number): void;
  /** Takes what is due, in the order it became due. */
  take(kind: string, now: number, limit: number): TakenJob[];
  nextDueAt(kind: string): number | undefined;
  finish(id: number, at: number): void;
  retry(id: number, dueAt: number, error: string): void;
  bury(id: number, at: number, error: string): void;
  dead(kind: string): DeadJob[];
  /** What a process that died had taken is due again, and out of attempts where they are used up. */
  recover(maxAttempts: number, now: number): void;
  /** Finished jobs are kept a while, so that a repeated key is still a repeat. */
  forgetFinished(before: number): void;
};

const takenRow = z.object({
  id: z.number(),
  shop_id: z.string(),
  key: z.string(),
  payload: z.string(),
  attempts: z.number(),
});

const deadRow = takenRow.extend({ error: z.string(), ended_at: z.number() });

/** The `jobs` table. state: waiting | running | done | dead. */
export function createJobRows(db: Db): JobRows {
  return { ...waitingRows(db), ...endedRows(db) };
}

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
  const retry = db.prepare("UPDATE jobs SET state = 'waiting', due_at = ?, error = ? WHERE id = ?");
  return {
    insert: ({ shopId, kind, key, payload }: NewJob, dueAt: number) => {
      insert.run(shopId, kind, key, dueAt, JSON.stringify(payload ?? null));
    },
    take: (kind: string, now: number, limit: number) =>
      due.all(kind, now, limit).map((stored) => {
        const { id, shop_id, key, payload, attempts } = takenRow.parse(stored);
        start.run(id);
        return { id, shopId: shop_id, key, payload: JSON.parse(payload), attempt: attempts + 1 };
      }),
    nextDueAt: (kind: string) => nextRow.parse(next.get(kind)).due_at ?? undefined,
    retry: (id: number, dueAt: number, error: string) => {
      retry.run(dueAt, error, id);
    },
  };
}

function endedRows(db: Db) {
  const end = db.prepare('UPDATE jobs SET state = ?, ended_at = ?, error = ? WHERE id = ?');
  const dead = db.prepare(
    `SELECT id, shop_id, key, payload, attempts, error, ended_at FROM jobs
     WHERE kind = ? AND state = 'dead' ORDER BY ended_at DESC, id DESC`,
  );
  const buryDied = db.prepare(
    `UPDATE jobs SET state = 'dead', ended_at = ?, error = coalesce(error, 'The process died while it ran')
     WHERE state = 'running' AND attempts >= ?`,
  );
  const restart = db.prepare("UPDATE jobs SET state = 'waiting', due_at = ? WHERE state = 'running'");
  const forget = db.prepare("DELETE FROM jobs WHERE state = 'done' AND ended_at < ?");
  return {
    finish: (id: number, at: number) => {
      end.run('done', at, null, id);
    },
    bury: (id: number, at: number, error: string) => {
      end.run('dead', at, error, id);
    },
    dead: (kind: string): DeadJob[] =>
      dead.all(kind).map((stored) => {
        const { shop_id, key, payload, error, ended_at } = deadRow.parse(stored);
        return { shopId: shop_id, key, payload: JSON.parse(payload), error, failedAt: ended_at };
      }),
    recover: (maxAttempts: number, now: number) => {
      buryDied.run(now, maxAttempts);
      restart.run(now);
    },
    forgetFinished: (before: number) => {
      forget.run(before);
    },
  };
}
