import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { createVisitorTokens } from '../../../src/access/visitor-token.js';
import { CHAT_NAMESPACE } from '../../../src/protocol/chat-events.js';
import { CONSOLE_NAMESPACE } from '../../../src/protocol/console-events.js';
import { shopIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import { DEMO_SHOP_ID } from '../../../src/shop/demo/generate-demo-shop.js';
import { newDataDir, ServerProcess } from '../../support/server-process.js';
import { LeanClient } from './lean-client.js';
import type { Target } from './session.js';

export type Product = { server: ServerProcess; dataDir: string; secret: string };

type Starting = Partial<Omit<Product, 'server'>> & { port?: number; env?: Record<string, string> };

/** The server with its embedded defaults, and the secret that makes visitors without asking it for each. */
export async function startProduct({
  dataDir = newDataDir(),
  secret = randomBytes(24).toString('hex'),
  port = 0,
  env = {},
}: Starting = {}): Promise<Product> {
  const defaults = { APP_SECRET: secret, ENCODER_PROCESSES: String(availableParallelism()) };
  const server = await ServerProcess.start({ dataDir, port, env: { ...defaults, ...env } });
  return { server, dataDir, secret };
}

/** Tokens of so many visitors, the same ones each time. */
export function visitorTokens({ secret }: Pick<Product, 'secret'>, count: number): string[] {
  const tokens = createVisitorTokens(secret);
  const shopId = shopIdSchema.parse(DEMO_SHOP_ID);
  const names = Array.from({ length: count }, (_, index) => `visitor-${index}`);
  return names.map((name) => tokens.issue(shopId, visitorIdSchema.parse(name)));
}

/** So many visitors, each about to talk in a conversation of their own. */
export function shoppers(product: Product, count: number): Target {
  const tokens = visitorTokens(product, count);
  const speakers = tokens.map((visitorToken) => ({ auth: { visitorToken } }));
  return { port: product.server.port, namespace: CHAT_NAMESPACE, speakers };
}

/** An agent takes all of these, so that no bot answers in them, and leaves. */
export async function holdByAgent({ server }: Product, conversationIds: string[]): Promise<void> {
  const response = await fetch(`${server.address}/console/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(server.agent),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const agent = await LeanClient.connect({ port: server.port, namespace: CONSOLE_NAMESPACE, headers: { cookie } });
  const waiting = [...conversationIds];
  const takeOn = async () => {
    for (let conversationId = waiting.pop(); conversationId !== undefined; conversationId = waiting.pop()) {
      const answer = await agent.ask('take', { conversationId });
      if (!answer.startsWith('[{"ok":true')) throw new Error(`an agent could not take a conversation: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: TAKEN_AT_ONCE }, takeOn));
  agent.cut();
}

const TAKEN_AT_ONCE = 50;
