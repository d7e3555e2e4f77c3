import { randomUUID } from 'node:crypto';
import { LeanClient } from './lean-client.js';

/** Where the messages go, and who says them. The namespace `/` is the bare server's, which has no conversations. */
export type Target = { port: number; namespace: string; speakers: Speaker[] };
export type Speaker = { auth?: object };

/** Turned away, with when to come back if it was said. */
export class Refused extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(answer: string) {
    super(answer);
    const [result] = JSON.parse(answer);
    this.retryAfterMs = result?.error?.retryAfterMs;
  }
}

/** One connection whose messages count once they are acknowledged. */
export type Session = {
  client: LeanClient;
  conversationId: string;
  /** @throws Refused */
  say(text: string): Promise<void>;
  /** Resolves with what the bot answers. @throws Refused */
  ask(text: string): Promise<void>;
};

export async function openSession({ port, namespace }: Target, speaker: Speaker): Promise<Session> {
  const unanswered: (() => void)[] = [];
  // The bot answers a conversation's messages one by one, in their order.
  const onEvent = (json: string) => {
    if (json.startsWith('["log"') && json.includes('"kind":"bot"')) unanswered.shift()?.();
  };
  const client = await LeanClient.connect({ port, namespace, ...speaker }, { onEvent });
  const conversationId = namespace === '/' ? '' : await open(client);
  const say = async (text: string) => {
    const answer = await client.ask('say', { conversationId, clientMessageId: randomUUID(), text });
    // The bare server's acknowledgement is the number alone.
    if (!answer.startsWith('[{"ok":true') && !answer.startsWith('[{"seq"')) throw new Refused(answer);
  };
  const ask = async (text: string) => {
    let hear = () => {};
    const reply = new Promise<void>((resolve) => {
      hear = resolve;
    });
    unanswered.push(hear);
    try {
      await say(text);
    } catch (error) {
      unanswered.splice(unanswered.indexOf(hear), 1);
      throw error;
    }
    await reply;
  };
  return { client, conversationId, say, ask };
}

async function open(client: LeanClient): Promise<string> {
  const answer = await client.ask('open', { after: 0 });
  const [result] = JSON.parse(answer);
  if (result?.ok !== true) throw new Error(answer);
  return result.value.conversationId;
}
