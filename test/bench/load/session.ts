import { randomUUID } from 'node:crypto';
import { LeanClient } from './lean-client.js';

/** Where the messages go, and who says them. The namespace `/` is the bare server's, which has no conversations. */
export type Target = { port: number; namespace: string; speakers: Speaker[] };
export type Speaker = { auth?: object };

/** One connection whose messages count once they are acknowledged. */
export type Session = { client: LeanClient; conversationId: string; say(text: string): Promise<void> };

export async function openSession({ port, namespace }: Target, speaker: Speaker): Promise<Session> {
  const client = await LeanClient.connect({ port, namespace, ...speaker });
  const conversationId = namespace === '/' ? '' : await open(client);
  return {
    client,
    conversationId,
    say: async (text) => {
      const answer = await client.ask('say', { conversationId, clientMessageId: randomUUID(), text });
      // The bare server's acknowledgement is the number alone.
      if (!answer.startsWith('[{"ok":true') && !answer.startsWith('[{"seq"')) throw new Error(answer);
    },
  };
}

async function open(client: LeanClient): Promise<string> {
  const answer = await client.ask('open', { after: 0 });
  const [result] = JSON.parse(answer);
  if (result?.ok !== true) throw new Error(answer);
  return result.value.conversationId;
}
