import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../src/protocol/ids.js';
import { storeCommand } from '../src/store.js';
import { openSqliteFolder, type SqliteFolder, temporaryFolder } from './storage/sqlite/sqlite-folder.js';

describe('npm run store', () => {
  let folder: SqliteFolder;
  let elsewhere: ReturnType<typeof temporaryFolder>;
  beforeEach(async () => {
    folder = openSqliteFolder();
    elsewhere = temporaryFolder();
    const started = {
      kind: 'started',
      channel: 'widget',
      visitorId: visitorIdSchema.parse('v'),
      language: 'en',
    } as const;
    await folder.stores.conversations.start(shopIdSchema.parse('shop'), conversationIdSchema.parse('c'), started, 1);
  });
  afterEach(async () => {
    await folder.close();
    elsewhere.remove();
  });

  const run = (...words: string[]) => storeCommand(words, { DATA_DIR: folder.dataDir });

  it('checks and saves beside a server, and restores without one', async () => {
    const file = join(elsewhere.dataDir, 'backup.db');
    expect(run('check')).toEqual([expect.stringMatching(/^Whole: 1 conversations, 1 events, tables of version \d+$/)]);
    expect(run('backup', file)).toEqual([expect.stringContaining(file)]);
    expect(() => run('restore', file)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
    await folder.stores.close();
    expect(run('restore', file)).toEqual([
      expect.stringContaining('1 conversations'),
      expect.stringContaining(join(folder.dataDir, 'concierge.db.before-restore-')),
    ]);
    await folder.reopen();
  });

  it.each([[], ['backup'], ['restore'], ['check', 'x'], ['backup', 'a', 'b'], ['drop', 'x']])(
    'says what it knows when asked %j',
    (...words) => {
      expect(() => run(...words)).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT', details: ['Expected check, backup FILE or restore FILE'] }),
      );
    },
  );

  it('names the file that is not a backup', () => {
    const file = join(elsewhere.dataDir, 'rubbish');
    writeFileSync(file, 'rubbish');
    expect(() => storeCommand(['restore', file], { DATA_DIR: join(elsewhere.dataDir, 'new') })).toThrow(
      expect.objectContaining({ code: 'STORE_UNREADABLE', details: expect.arrayContaining([expect.any(String)]) }),
    );
  });
});
