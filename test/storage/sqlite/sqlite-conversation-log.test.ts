import { describe, expect, it } from 'vitest';
import type { Cipher } from '../../../src/privacy/cipher.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import { conversationLogContract } from '../../contract/conversation-log-contract.js';
import { conversationLogModel } from '../../contract/conversation-log-model.js';
import { openSqliteFolder } from './sqlite-folder.js';

conversationLogContract('SQLite', async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { conversations: stores.conversations, outbox: stores.outbox, reopen, close };
});

conversationLogModel('SQLite', async () => {
  const { stores, close } = openSqliteFolder();
  return { conversations: stores.conversations, close };
});

describe('the SQLite conversation log', () => {
  it('seals what is said as the visitor’s own text', async () => {
    const owners = new Set<string>();
    const cipher: Cipher = {
      seal: (_shop, owner, text) => {
        owners.add(owner);
        return Buffer.from(text).toString('base64');
      },
      open: (_shop, owner, sealed) => {
        owners.add(owner);
        return Buffer.from(sealed, 'base64').toString();
      },
    };
    const folder = openSqliteFolder({ cipher });
    const shop = shopIdSchema.parse('shop');
    const conversation = conversationIdSchema.parse('c');
    const visitorId = visitorIdSchema.parse('visitor-7');
    const started = { kind: 'started', channel: 'widget', visitorId, language: 'en' } as const;
    await folder.stores.conversations.start(shop, conversation, started, 1);
    expect(await folder.stores.conversations.read(shop, conversation, 0)).toEqual([{ seq: 1, at: 1, event: started }]);
    expect([...owners]).toEqual(['visitor-7']);
    await folder.close();
  });
});
