import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { AgentAccount, AgentDirectory } from '../../access/agent-directory.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { agentAccountSchema } from '../agent-account.js';
import { hashedKey } from '../hashed-key.js';
import { collectionOf, requiredText } from './collection.js';
import { isDuplicate, orFault } from './mongo-fault.js';
import { tryAgain } from './try-again.js';

function agentSchema() {
  const definition = { shopId: requiredText, agentId: requiredText, emailKey: requiredText, payload: requiredText };
  return collectionOf(definition, 'agents')
    .index({ shopId: 1, agentId: 1 }, { unique: true })
    .index({ shopId: 1, emailKey: 1 }, { unique: true });
}

/** The shop's staff in MongoDB, sealed as the agent's own text. */
export function createMongoAgentDirectory(connection: Connection, cipher: Cipher): AgentDirectory {
  const model = connection.model<unknown>('Agent', agentSchema());
  const byEmail = async (shopId: ShopId, email: string) =>
    toAccount(cipher, shopId, await model.findOne({ shopId, emailKey: emailKey(shopId, email) }).lean());
  return {
    byEmail: (shopId, email) => orFault(() => byEmail(shopId, email)),
    byId: (shopId, agentId) =>
      orFault(async () => toAccount(cipher, shopId, await model.findOne({ shopId, agentId }).lean())),
    save: (shopId, account) =>
      orFault(async () => {
        const { agentId, email } = account;
        const payload = cipher.seal(shopId, agentId, JSON.stringify(account));
        const row = { emailKey: emailKey(shopId, email), payload };
        await tryAgain(async () => {
          try {
            return await model.updateOne({ shopId, agentId }, { $set: row }, { upsert: true });
          } catch (error) {
            if (!isDuplicate(error)) throw error;
            // The address is another account's, or the same account was added a moment ago.
            const holder = await byEmail(shopId, email);
            if (holder === undefined || holder.agentId === agentId) return undefined;
            throw new AppError('BAD_INPUT', { cause: error, details: ['Another agent has this e-mail address'] });
          }
        });
      }),
  };
}

const rowSchema = z.object({ agentId: z.string(), payload: z.string() }).nullable();

function toAccount(cipher: Cipher, shopId: ShopId, stored: unknown): AgentAccount | undefined {
  const row = rowSchema.parse(stored);
  return row === null ? undefined : agentAccountSchema.parse(JSON.parse(cipher.open(shopId, row.agentId, row.payload)));
}

function emailKey(shopId: ShopId, email: string): string {
  return hashedKey(shopId, email.trim().toLowerCase());
}
