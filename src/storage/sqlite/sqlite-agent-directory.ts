import { z } from 'zod';
import type { AgentAccount, AgentDirectory } from '../../access/agent-directory.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { agentAccountSchema } from '../agent-account.js';
import { hashedKey } from '../hashed-key.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { isConstraintFault } from './store-fault.js';

/** The shop's staff in SQLite, sealed as the agent's own text. */
export function createSqliteAgentDirectory({ db, read, write }: SqliteConnection, cipher: Cipher): AgentDirectory {
  const byEmail = db.prepare('SELECT agent_id, payload FROM agents WHERE shop_id = ? AND email_key = ?');
  const byId = db.prepare('SELECT agent_id, payload FROM agents WHERE shop_id = ? AND agent_id = ?');
  const save = db.prepare(
    `INSERT INTO agents (shop_id, agent_id, email_key, payload) VALUES (?, ?, ?, ?) ON CONFLICT (shop_id, agent_id)
     DO UPDATE SET email_key = excluded.email_key, payload = excluded.payload`,
  );
  return {
    byEmail: (shopId, email) => read(() => toAccount(cipher, shopId, byEmail.get(shopId, emailKey(shopId, email)))),
    byId: (shopId, agentId) => read(() => toAccount(cipher, shopId, byId.get(shopId, agentId))),
    save: (shopId, account) =>
      write(() => {
        const sealed = cipher.seal(shopId, account.agentId, JSON.stringify(account));
        try {
          save.run(shopId, account.agentId, emailKey(shopId, account.email), sealed);
        } catch (error) {
          if (!isConstraintFault(error)) throw error;
          throw new AppError('BAD_INPUT', { cause: error, details: ['Another agent has this e-mail address'] });
        }
      }),
  };
}

const agentRow = z.object({ agent_id: z.string(), payload: z.string() }).optional();

function toAccount(cipher: Cipher, shopId: ShopId, stored: unknown): AgentAccount | undefined {
  const row = agentRow.parse(stored);
  return row && agentAccountSchema.parse(JSON.parse(cipher.open(shopId, row.agent_id, row.payload)));
}

function emailKey(shopId: ShopId, email: string): string {
  return hashedKey(shopId, email.trim().toLowerCase());
}
