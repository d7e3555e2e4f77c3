import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../support/require-parts.js';
import { buildHammer, openHammered, startHammer } from './hammered-store.js';
import { makeDisk, mountDisk, noLoopDisks, unmount } from './loop-disk.js';
import { StoreJournal } from './store-journal.js';

/** `POWER_CUTS=200` cuts so often; without it a sample. */
const CUTS = Number(process.env.POWER_CUTS ?? 4);
const DISK_BYTES = 96 * 1024 * 1024;

/** Of so many, one must lose something. */
const CARELESS_CUTS = 5;

/** A writer whose commits are not synced: what this rig must be able to catch. */
const CARELESS = `
  const db = new (require(process.argv[1]))(process.argv[2]);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE IF NOT EXISTS m (id INTEGER PRIMARY KEY, t TEXT)');
  const insert = db.prepare('INSERT INTO m (t) VALUES (?)');
  for (let id = 1; ; id++) { insert.run('x'.repeat(200)); require('node:fs').writeSync(1, id + '\\n'); }
`;

/**
 * The power goes: the writer stands still, and what its disk holds at that moment is all that is left. Pages that were
 * written and not synced are gone, because the disk's own flushes are a minute apart. What a cut does within a sector
 * is not covered.
 */
describe.skipIf(missing(noLoopDisks()))('a store whose machine loses power', () => {
  let folder: string;
  let script: string;
  const at = (name: string) => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-power-'));
    script = buildHammer();
  });
  afterEach(() => {
    unmount(at('disk'));
    unmount(at('after'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Copies the disk as it is under the stopped writer, kills that, and lays out what a mount of the copy shows. */
  const cutPower = async (pid: number, kill: () => Promise<void>) => {
    process.kill(pid, 'SIGSTOP');
    while (!/^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await pause(1);
    execFileSync('cp', ['--sparse=always', at('image'), at('image-after')]);
    await kill();
    mountDisk(at('image-after'), at('after'));
    rmSync(at('found'), { recursive: true, force: true });
    execFileSync('cp', ['-r', at('after'), at('found')]);
    unmount(at('after'));
    unmount(at('disk'));
  };

  it(`has all it acked, once and in order, after each of ${CUTS} cuts at random points`, {
    timeout: 60_000 + CUTS * 20_000,
  }, async () => {
    let acked = 0;
    for (let cut = 0; cut < CUTS; cut++) {
      makeDisk(at('image'), at('disk'), DISK_BYTES);
      const journal = new StoreJournal();
      const hammer = startHammer(script, at('journal'), [join(at('disk'), 'data'), `cut${cut}`]);
      await hammer.hasAcked(1 + Math.floor(Math.random() * 1000));
      await pause(Math.random() * 20);
      await cutPower(hammer.pid, hammer.kill);
      journal.add(hammer.lines());
      const stores = openHammered(join(at('found'), 'data'));
      await journal.check(stores);
      await stores.close();
      acked += journal.acked;
    }
    process.stderr.write(`${CUTS} power cuts, ${acked} acks, 0 lost\n`);
    expect(acked).toBeGreaterThanOrEqual(CUTS);
  });

  /** How many acked rows a careless writer lost; none where somebody else on the machine synced the disk just then. */
  const lostByCarelessness = async (): Promise<number> => {
    makeDisk(at('image'), at('disk'), DISK_BYTES);
    const acks = openSync(at('acks'), 'w');
    const libsql = createRequire(import.meta.url).resolve('libsql');
    const child = spawn(process.execPath, ['-e', CARELESS, libsql, join(at('disk'), 'db')], {
      stdio: ['ignore', acks, 'inherit'],
    });
    closeSync(acks);
    const ended = once(child, 'exit');
    while (readFileSync(at('acks'), 'utf8').split('\n').length < 500) await pause(5);
    await cutPower(child.pid ?? 0, async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const acked = readFileSync(at('acks'), 'utf8').split('\n').filter(Boolean).length;
    return acked - rowsIn(join(at('found'), 'db'));
  };

  it('would be caught losing acked messages if it did not sync them', { timeout: 120_000 }, async () => {
    const lost: number[] = [];
    for (let cut = 0; cut < CARELESS_CUTS && lost.every((count) => count <= 0); cut++)
      lost.push(await lostByCarelessness());
    expect(lost.some((count) => count > 0)).toBe(true);
  });
});

/** A file that was never synced may have no table yet. */
function rowsIn(path: string): number {
  const db = new Database(path);
  try {
    return Number(db.prepare('SELECT count(*) AS count FROM m').raw().all().flat()[0]);
  } catch {
    return 0;
  } finally {
    db.close();
  }
}
