import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import { AppError } from '../../src/errors.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../src/protocol/ids.js';
import { backUpStore } from '../../src/storage/sqlite/back-up-store.js';
import { openSqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { buildChildEntry } from '../support/child-entry.js';
import { missing } from '../support/require-parts.js';
import { openHammered } from './hammered-store.js';
import { noStrace, STRACE } from './strace.js';

const CALLS = 'rename,unlink,fsync,fdatasync,ftruncate';
const MOST_CALLS = 60;
const shop = shopIdSchema.parse('shop');
const id = conversationIdSchema.parse('c');
const says = (text: string): ConversationEvent => ({ kind: 'bot-said', blocks: [{ kind: 'text', text }], answers: [] });

/** Events in the backup, and in the store that it takes the place of. */
const SAVED = 2;
const LATER = 7;

describe.skipIf(missing(noStrace()))('a restore that is killed', () => {
  let folder: string;
  let script: string;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-restore-'));
    script = buildChildEntry('src/store.ts');
    const { stores, dataDir, close } = openSqliteFolder();
    const visitorId = visitorIdSchema.parse('v');
    await stores.conversations.start(shop, id, { kind: 'started', channel: 'widget', visitorId, language: 'en' }, 1);
    await stores.conversations.append(shop, id, 1, [says('saved')], { at: 1 });
    backUpStore(dataDir, at('backup.db'));
    for (let seq = SAVED; seq < LATER; seq++)
      await stores.conversations.append(shop, id, seq, [says('later')], { at: 1 });
    // As a killed process leaves it: what came later is in the log alone.
    cpSync(dataDir, at('store'), { recursive: true });
    await close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const restore = (dataDir: string, prefix: string[] = []) => {
    const [command = process.execPath, ...args] = [...prefix, process.execPath, script, 'restore', at('backup.db')];
    return spawnSync(command, args, { env: { ...process.env, DATA_DIR: dataDir }, encoding: 'utf8' });
  };
  const eventsIn = async (dataDir: string) => {
    const stores = openHammered(dataDir);
    const events = await stores.conversations.read(shop, id, 0);
    await stores.close();
    return events.length;
  };

  it('at any of its writes leaves the old store, the new one or none, and never a mixture', {
    timeout: 300_000,
  }, async () => {
    const seen: string[] = [];
    for (let call = 1; call <= MOST_CALLS; call++) {
      const dataDir = at(`data-${call}`);
      cpSync(at('store'), dataDir, { recursive: true });
      const inject = [
        '-f',
        '-o',
        '/dev/null',
        '-e',
        `trace=${CALLS}`,
        '-e',
        `inject=${CALLS}:signal=SIGKILL:when=${call}`,
      ];
      const { status } = restore(dataDir, [STRACE, ...inject]);
      seen.push(await outcome(dataDir));
      expect(restore(dataDir).status).toBe(0);
      expect(await eventsIn(dataDir)).toBe(SAVED);
      rmSync(dataDir, { recursive: true });
      if (status === 0) break;
    }
    expect(seen.at(-1)).toBe('new');
    expect(new Set(seen)).toEqual(new Set(['old', 'refused', 'new']));
  });

  /** Of a copy, because opening a store may move its log. */
  const outcome = async (dataDir: string): Promise<string> => {
    const copy = at('copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(dataDir, copy, { recursive: true });
    try {
      const events = await eventsIn(copy);
      return events === LATER ? 'old' : events === SAVED ? 'new' : `${events} events`;
    } catch (error) {
      return error instanceof AppError && error.code === 'STORE_UNREADABLE' ? 'refused' : String(error);
    }
  };
});
