import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DiskWatch, watchDisk } from '../../../src/storage/sqlite/disk-watch.js';

const fault = (code: string, rawCode: number) => new Database.SqliteError('as SQLite says it', code, rawCode);
const FULL = fault('SQLITE_FULL', 13);
const NO_ROOM_FOR_INDEX = fault('SQLITE_IOERR_SHMSIZE', 4874);
const SYNC_FAILED = fault('SQLITE_IOERR_FSYNC', 1034);
const BUSY = fault('SQLITE_BUSY', 5);

describe('watching the disk', () => {
  let said: string[];
  let disk: DiskWatch;
  const probe = vi.fn();
  const onFault = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    const note = (_fields: object, sentence: string) => said.push(sentence);
    disk = watchDisk({ log: { debug: note, info: note, warn: note, error: note }, probe, onFault });
  });
  afterEach(() => {
    disk.stop();
    vi.useRealTimers();
    vi.clearAllMocks();
  });

  it.each([
    ['there is no room', FULL],
    ['there is no room for the index of the log', NO_ROOM_FOR_INDEX],
  ])('says once that %s, tries every second, and says when it is over', (_what, error) => {
    expect(disk.failed(error)).toMatchObject({ code: 'STORE_UNAVAILABLE', retryAfterMs: 1000 });
    disk.failed(error);
    expect(disk.canSave()).toBe(false);
    expect(said).toEqual(['the disk is full: nothing is acknowledged until there is room']);
    vi.advanceTimersByTime(3000);
    expect(probe).toHaveBeenCalledTimes(3);
    expect(disk.refusal()).toBeUndefined();
    disk.committed();
    expect(disk.canSave()).toBe(true);
    expect(said).toHaveLength(2);
    vi.advanceTimersByTime(5000);
    expect(probe).toHaveBeenCalledTimes(3);
    expect(onFault).not.toHaveBeenCalled();
  });

  it('asks once for the end of the process when a sync failed, and refuses for good', () => {
    disk.failed(FULL);
    const refusal = disk.failed(SYNC_FAILED);
    disk.failed(SYNC_FAILED);
    expect(onFault).toHaveBeenCalledExactlyOnceWith(refusal);
    disk.committed();
    expect(disk.refusal()).toBe(refusal);
    expect(disk.canSave()).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(probe).not.toHaveBeenCalled();
  });

  it('takes what is neither for a failure of that commit alone', () => {
    expect(disk.failed(BUSY)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(disk.canSave()).toBe(true);
    expect(disk.refusal()).toBeUndefined();
    expect(onFault).not.toHaveBeenCalled();
  });
});
