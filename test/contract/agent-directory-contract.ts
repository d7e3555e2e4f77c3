import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentAccount, AgentDirectory } from '../../src/access/agent-directory.js';
import { agentIdSchema, shopIdSchema } from '../../src/protocol/ids.js';

export type OpenedDirectory = {
  directory: AgentDirectory;
  /** The same store as a process that starts now finds it; undefined where nothing outlives the process. */
  reopen?: () => Promise<AgentDirectory>;
  close(): Promise<void>;
};

const shopId = shopIdSchema.parse('shop-1');

function anAccount(changes: Partial<AgentAccount> = {}): AgentAccount {
  return {
    agentId: agentIdSchema.parse('niamh'),
    email: 'Niamh@Example.com',
    name: 'Niamh Ní Bhriain 你好',
    role: 'lead',
    passwordHash: 'salt.key',
    isActive: true,
    ...changes,
  };
}

/** What every adapter of the directory's port must do. */
export function agentDirectoryContract(name: string, open: () => Promise<OpenedDirectory>): void {
  describe(`${name}: the directory of agents`, () => {
    let opened: OpenedDirectory;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('finds an account by its id and by its e-mail address in any case, as it was saved', async () => {
      const { directory } = opened;
      await directory.save(shopId, anAccount());
      expect(await directory.byId(shopId, anAccount().agentId)).toEqual(anAccount());
      expect(await directory.byEmail(shopId, ' nIAMH@example.COM ')).toEqual(anAccount());
    });

    it('answers undefined for whom it does not know', async () => {
      const { directory } = opened;
      await directory.save(shopId, anAccount());
      expect(await directory.byId(shopId, agentIdSchema.parse('nobody'))).toBeUndefined();
      expect(await directory.byEmail(shopId, 'niamh@example.co')).toBeUndefined();
      expect(await directory.byEmail(shopId, '')).toBeUndefined();
    });

    it('replaces the account with the same id, and frees its old address', async () => {
      const { directory } = opened;
      await directory.save(shopId, anAccount());
      const changed = anAccount({ email: 'nb@example.com', role: 'agent', isActive: false });
      await directory.save(shopId, changed);
      expect(await directory.byId(shopId, changed.agentId)).toEqual(changed);
      expect(await directory.byEmail(shopId, 'niamh@example.com')).toBeUndefined();
      expect(await directory.byEmail(shopId, 'nb@example.com')).toEqual(changed);
    });

    it('refuses an address that another account has, and changes nothing then', async () => {
      const { directory } = opened;
      await directory.save(shopId, anAccount());
      const second = anAccount({ agentId: agentIdSchema.parse('sam'), email: 'NIAMH@example.com' });
      await expect(directory.save(shopId, second)).rejects.toMatchObject({ code: 'BAD_INPUT' });
      expect(await directory.byId(shopId, second.agentId)).toBeUndefined();
      expect(await directory.byEmail(shopId, 'niamh@example.com')).toEqual(anAccount());
    });

    it('keeps shops apart', async () => {
      const { directory } = opened;
      const other = shopIdSchema.parse('shop-2');
      await directory.save(shopId, anAccount());
      expect(await directory.byEmail(other, 'niamh@example.com')).toBeUndefined();
      await directory.save(other, anAccount({ name: 'Another' }));
      expect((await directory.byEmail(shopId, 'niamh@example.com'))?.name).toBe(anAccount().name);
    });

    it('still knows the accounts after a restart, where it outlives the process', async () => {
      await opened.directory.save(shopId, anAccount());
      const later = await (opened.reopen?.() ?? opened.directory);
      expect(await later.byEmail(shopId, 'niamh@example.com')).toEqual(anAccount());
    });
  });
}
