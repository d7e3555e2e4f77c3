import { describe, expect, it } from 'vitest';
import { type AgentAccount, hashPassword, isPassword } from '../../src/access/agent-directory.js';
import { agentIdSchema } from '../../src/protocol/ids.js';

async function account(changes: Partial<AgentAccount> = {}): Promise<AgentAccount> {
  return {
    agentId: agentIdSchema.parse('agent-1'),
    email: 'agent@shop.example',
    name: 'Robin',
    role: 'agent',
    passwordHash: await hashPassword('correct horse'),
    isActive: true,
    ...changes,
  };
}

describe('agent passwords', () => {
  it('open the account they were set for, and nothing else does', async () => {
    expect(await isPassword('correct horse', await account())).toBe(true);
    expect(await isPassword('correct hors', await account())).toBe(false);
    expect(await isPassword('', await account())).toBe(false);
  });

  it('open nothing for an unknown or disabled account', async () => {
    expect(await isPassword('correct horse', undefined)).toBe(false);
    expect(await isPassword('correct horse', await account({ isActive: false }))).toBe(false);
    expect(await isPassword('', await account({ passwordHash: '' }))).toBe(false);
  });

  it('are salted: the same password never has the same hash', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });
});
