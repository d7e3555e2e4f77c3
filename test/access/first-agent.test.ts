import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPassword } from '../../src/access/agent-directory.js';
import { createAgentSessions } from '../../src/access/agent-session.js';
import { saveFirstAgent } from '../../src/access/first-agent.js';
import { openSqliteFolder, type SqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { shopId } from '../support/a-turn.js';

const EMAIL = 'agent@shop.example';

describe('the first agent', () => {
  let folder: SqliteFolder;
  beforeEach(() => {
    folder = openSqliteFolder();
  });
  afterEach(() => folder.close());

  const start = (password: string, email = EMAIL) => saveFirstAgent(folder.stores.agents, shopId, { email, password });
  const account = async (email = EMAIL) => folder.stores.agents.byEmail(shopId, email);

  it('can sign in with the password of the first start, and keeps its hash as long as that stays', async () => {
    await start('the first password');
    const first = await account();
    expect(first).toMatchObject({ role: 'admin', isActive: true });
    expect(await isPassword('the first password', first)).toBe(true);
    await start('the first password');
    expect(await account()).toEqual(first);
  });

  it('has the password of the latest start: the old one is refused, and so are its sessions', async () => {
    const sessions = createAgentSessions('a secret of at least thirty-two characters', folder.stores.agents);
    await start('the first password');
    const before = await account();
    if (before === undefined) throw new Error('nobody was saved');
    const session = sessions.issue(shopId, before);
    expect(await sessions.identify(shopId, session)).toMatchObject({ kind: 'agent' });
    await start('the second password');
    const now = await account();
    expect(await isPassword('the first password', now)).toBe(false);
    expect(await isPassword('the second password', now)).toBe(true);
    expect(now).toEqual({ ...before, passwordHash: now?.passwordHash });
    expect(await sessions.identify(shopId, session)).toEqual({ kind: 'nobody' });
  });

  it('stays disabled, with its role and name, whatever the password', async () => {
    await start('the first password');
    const before = await account();
    if (before === undefined) throw new Error('nobody was saved');
    const disabled = { ...before, isActive: false, role: 'agent', name: 'Sam' } as const;
    await folder.stores.agents.save(shopId, disabled);
    await start('the first password');
    expect(await account()).toEqual(disabled);
    await start('the second password');
    expect(await account()).toMatchObject({ isActive: false, role: 'agent', name: 'Sam' });
  });

  it('moves to another address when that is changed', async () => {
    await start('the first password');
    await start('the first password', 'lead@shop.example');
    expect(await account()).toBeUndefined();
    expect(await isPassword('the first password', await account('lead@shop.example'))).toBe(true);
  });
});
