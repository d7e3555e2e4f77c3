import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../support/require-parts.js';
import { buildHammer, openHammered, startHammer } from './hammered-store.js';
import { StoreJournal } from './store-journal.js';
import { interfere, noStrace } from './strace.js';

/** `CHAOS_POINTS=500` kills at that many points; without it a sample. */
const KILLS = Number(process.env.CHAOS_POINTS ?? 30);
/** After so many kills a new store is begun, so that what is read at each of them stays short. */
const KILLS_PER_STORE = 50;
const FEWEST_ACKS = 5;
/** Between two of these is every point at which the disk can be in another state. */
const CALLS = 'pwrite64,fdatasync,ftruncate';
const CALL_KILLS = Math.ceil(KILLS / 5);

describe('a store whose process is killed', () => {
  let folder: string;
  let script: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-kill9-'));
    script = buildHammer();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (dataDir: string, ...args: string[]) =>
    startHammer(script, join(folder, 'journal'), [dataDir, ...args]);

  /** One store through so many lives; answers how many acks were put to the test. */
  const hammer = async (dataDir: string, lives: number): Promise<number> => {
    const journal = new StoreJournal();
    for (let life = 0; life < lives; life++) {
      const child = start(dataDir, `life${life}`, JSON.stringify(journal.unknown()));
      // Every fifth is killed while it still opens the store, the others while they write, however slow the machine is.
      if (life % 5 === 4) await pause(Math.random() * 150);
      else await child.hasAcked(FEWEST_ACKS + Math.floor(Math.random() * 60));
      await child.kill();
      journal.add(child.lines());
      const stores = openHammered(dataDir);
      await journal.check(stores);
      await stores.close();
    }
    return journal.acked;
  };

  it(`has all it acked, once and in order, after each of ${KILLS} kills at random points`, {
    timeout: 60_000 + KILLS * 10_000,
  }, async () => {
    let acked = 0;
    for (let done = 0; done < KILLS; done += KILLS_PER_STORE) {
      const dataDir = join(folder, `hammered-${done}`);
      acked += await hammer(dataDir, Math.min(KILLS_PER_STORE, KILLS - done));
      rmSync(dataDir, { recursive: true });
    }
    process.stderr.write(`${KILLS} kills, ${acked} acks, 0 lost\n`);
    expect(acked).toBeGreaterThanOrEqual(FEWEST_ACKS * Math.floor(KILLS * 0.8));
  });

  it.skipIf(missing(noStrace()))(
    `has all it acked when it is killed at one of its ${CALLS}`,
    {
      timeout: 60_000 + CALL_KILLS * 20_000,
    },
    async () => {
      const dataDir = join(folder, 'called');
      const journal = new StoreJournal();
      for (let life = 0; life < CALL_KILLS; life++) {
        const child = start(dataDir, `life${life}`, JSON.stringify(journal.unknown()));
        await child.hasSaid('ready');
        const letGo = await interfere(child.pid, `${CALLS}:signal=SIGKILL:when=${1 + Math.floor(Math.random() * 60)}`);
        await child.killed();
        await letGo();
        journal.add(child.lines());
        const stores = openHammered(dataDir);
        await journal.check(stores);
        await stores.close();
      }
      process.stderr.write(`${CALL_KILLS} kills at a call, ${journal.acked} acks, 0 lost\n`);
      expect(journal.acked).toBeGreaterThan(0);
    },
  );

  it('18: a second process opens the store: lock error; it may once the first was killed', {
    timeout: 30_000,
  }, async () => {
    const dataDir = join(folder, 'locked');
    const child = start(dataDir, 'holder');
    await child.hasSaid('ready');
    expect(() => openHammered(dataDir)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
    await child.kill();
    await openHammered(dataDir).close();
  });
});
