import { z } from 'zod';
import type { Asked, LanguageModel } from '../../conversation/phrasing/language-model.js';
import type { Log } from '../../log.js';
import { type Breaker, type BreakerEvent, type BreakerRules, CLOSED, nextBreaker } from '../circuit-breaker.js';
import { type Answer, createHttpConnection, type Unanswered } from '../http-connection.js';

export type ChatCompletionsOptions = {
  /** The server's address; its path may end with `/v1`. */
  url: string;
  model: string;
  /** Sent as a bearer token. */
  key: string | undefined;
  log: Log;
  rules?: BreakerRules;
  /** Calls at once; one more is not asked. */
  most?: number;
};

const RULES: BreakerRules = { faultLimit: 3, firstOpenMs: 5_000, lastOpenMs: 300_000 };
const MOST_AT_ONCE = 8;
/** Longest answer that is read, and longest text in it that is used. */
const ANSWER_BYTES = 131_072;
const TEXT_LENGTH = 8_000;
const MOST_TOKENS = 800;

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().max(TEXT_LENGTH) }) })).min(1),
});

/**
 * A language model behind `/v1/chat/completions` as OpenAI, vLLM, llama.cpp, Ollama and others serve it. One that fails is left
 * alone for a while; then one call tries it.
 */
export function createChatCompletions(options: ChatCompletionsOptions): LanguageModel & { close(): void } {
  const { url, rules = RULES, most = MOST_AT_ONCE, log } = options;
  const connection = createHttpConnection(new URL(url.replace(/\/v1\/*$/, '')), most);
  let breaker: Breaker = CLOSED;
  let underWay = 0;
  const step = (kind: BreakerEvent['kind']) => {
    breaker = nextBreaker(breaker, { kind, at: performance.now() }, rules);
  };

  /** Whether a call may go out, and whether it is the one that tries the server again. */
  const admit = (): 'call' | 'trial' | undefined => {
    if (underWay >= most || breaker.kind === 'half-open') return undefined;
    if (breaker.kind === 'closed') return 'call';
    step('trial-wanted');
    return nowHalfOpen(breaker) ? 'trial' : undefined;
  };

  const ask = async (asked: Asked, admitted: 'call' | 'trial'): Promise<string | undefined> => {
    underWay += 1;
    const outcome = await connection.ask(requestFor(options, asked));
    underWay -= 1;
    const read = readAnswer(outcome);
    const isTrial = admitted === 'trial';
    if ('text' in read) step(isTrial ? 'trial-answered' : 'answered');
    else {
      step(isTrial ? 'trial-failed' : 'failed');
      log.warn({ reason: read.reason, breaker }, 'language model failed');
    }
    return 'text' in read ? read.text : undefined;
  };

  return {
    write: async (asked) => {
      const admitted = admit();
      return admitted && ask(asked, admitted);
    },
    close: connection.close,
  };
}

function nowHalfOpen({ kind }: Breaker): boolean {
  return kind === 'half-open';
}

function requestFor({ model, key }: ChatCompletionsOptions, { instructions, material, timeoutMs }: Asked) {
  const body = {
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: material },
    ],
    temperature: 0,
    max_tokens: MOST_TOKENS,
  };
  return {
    method: 'POST' as const,
    path: '/v1/chat/completions',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    body: Buffer.from(JSON.stringify(body)),
    limitBytes: ANSWER_BYTES,
    timeoutMs,
  };
}

/** The reason of a fault names no word of what was asked or answered. */
function readAnswer(outcome: Answer | Unanswered): { text: string } | { reason: string } {
  if (outcome.kind === 'unanswered') return { reason: outcome.reason };
  if (outcome.status !== 200) return { reason: `status ${outcome.status}` };
  const parsed = answerSchema.safeParse(parseJson(outcome.body));
  const text = parsed.data?.choices[0]?.message.content;
  return text === undefined ? { reason: 'the answer is not in the form of chat completions' } : { text };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
