import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.js';
import { openExperimentLog } from '../../../src/learning/experiment/experiment-log.js';
import { planHalving, planRandom } from '../../../src/learning/tune/plan-trials.js';
import { runSearch, type SearchParts } from '../../../src/learning/tune/run-search.js';
import { parseSearchSpace } from '../../../src/learning/tune/search-space.js';
import type { RunTrial } from '../../../src/learning/tune/trial.js';
import { openTrialJournal } from '../../../src/learning/tune/trial-journal.js';
import { createLog } from '../../../src/log.js';
import { connectSqlite } from '../../../src/storage/sqlite/sqlite-connection.js';
import { createSqliteJobQueue } from '../../../src/storage/sqlite/sqlite-job-queue.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concierge-tune-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SPACE = parseSearchSpace('space.yaml', 'dropout: { min: 0, max: 0.5 }\n');
const trials = (count: number) => planRandom(SPACE, count, { epochs: 9, seed: 5 });
const IDENTITY = { '--seed': '5' };

/** One life of a search in the folder. */
async function search(runTrial: RunTrial, changes: Partial<SearchParts> = {}) {
  const log = createLog('silent');
  const connection = connectSqlite({ dataDir: folder, log });
  const retry = { attempts: 1000, firstMs: 2, longestMs: 5 };
  const jobs = createSqliteJobQueue({ connection, clock: systemClock, log, retry });
  const journal = openTrialJournal(folder, IDENTITY);
  const said: string[] = [];
  try {
    await runSearch({
      plan: () => trials(6),
      jobs,
      journal,
      runTrial,
      openLog: (id) => openExperimentLog(join(folder, 'runs'), id),
      clock: systemClock,
      sideBySide: 1,
      progress: (line) => said.push(line),
      onEnded: () => {},
      ...changes,
    });
    return { ended: [...journal.ended.values()], said };
  } finally {
    await jobs.stop();
    journal.close();
    connection.close();
  }
}

const keepDropout: RunTrial = async ({ settings }, report) => {
  report(1, settings.dropout / 2);
  return { devAccuracy: settings.dropout, seconds: 1 };
};

describe('a search', () => {
  it('runs every trial once, logs its settings and what it reached, and in a later life runs none again', async () => {
    const { ended } = await search(keepDropout);
    expect(ended.map(({ trial }) => trial)).toEqual(trials(6));
    const first = trials(6)[0];
    const lines = readFileSync(join(folder, 'runs', 'trial-001', 'log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { kind: 'start' },
      { kind: 'hyper-parameters', values: { ...first?.settings, epochs: 9, seed: 5 } },
      { kind: 'scalar', tag: 'dev/accuracy', step: 1, value: (first?.settings.dropout ?? 0) / 2 },
      { kind: 'scalar', tag: 'dev/best-accuracy', step: 9, value: first?.settings.dropout },
    ]);
    const again = await search(() => Promise.reject(new Error('run again')), {});
    expect(again.ended).toEqual(ended);
  });

  it('tries a failing trial again, leaves it alone after three attempts, and goes on with the others', async () => {
    const failures = { often: 0, once: 0 };
    const { ended } = await search((trial, report) => {
      if (trial.settings.dropout === trials(6)[2]?.settings.dropout && ++failures.often > 0) {
        return Promise.reject(new Error('out of memory'));
      }
      if (trial.settings.dropout === trials(6)[4]?.settings.dropout && ++failures.once === 1) {
        return Promise.reject(new Error('once'));
      }
      return keepDropout(trial, report);
    });
    expect(failures).toEqual({ often: 3, once: 2 });
    expect(ended.filter(({ kind }) => kind === 'done')).toHaveLength(5);
    expect(ended.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { trial: { id: 'trial-003' }, reason: 'out of memory' },
    ]);
    expect(readFileSync(join(folder, 'runs', 'trial-003', 'log.jsonl'), 'utf8')).toContain('out of memory');
  });

  it('runs as many side by side as it is told', async () => {
    let running = 0;
    let most = 0;
    await search(
      async (trial, report) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running -= 1;
        return keepDropout(trial, report);
      },
      { sideBySide: 3 },
    );
    expect(most).toBe(3);
  });

  it('by successive halving ends with the best candidate in the last rung', async () => {
    const candidates = trials(9);
    const { ended } = await search(keepDropout, { plan: (so) => planHalving(candidates, 9, so), sideBySide: 2 });
    expect(ended).toHaveLength(9 + 3 + 1);
    const best = candidates.toSorted((one, other) => other.settings.dropout - one.settings.dropout)[0];
    expect(ended.at(-1)?.trial).toMatchObject({ rung: 2, epochs: 9, candidate: best?.candidate });
  });

  it('ends with the fault when a result cannot be written', async () => {
    const fault = new Error('disk full');
    const onEnded = () => {
      throw fault;
    };
    await expect(search(keepDropout, { onEnded })).rejects.toBe(fault);
  });
});

describe('the journal of a search', () => {
  it('refuses another search and says what differs and what to do', () => {
    openTrialJournal(folder, { '--space': 'a', '--seed': '1', '--train': 'x' }).close();
    expect(() => openTrialJournal(folder, { '--space': 'b', '--seed': '1', '--train': 'y' })).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        details: [
          `${folder} holds a search that was started with another --space, --train.`,
          'Give the same again to go on with it, or choose another folder with --out to start anew.',
        ],
      }),
    );
  });
});
