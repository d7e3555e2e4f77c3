import { extractSlots } from './extract-slots.js';
import type { IntentDecision, IntentScore } from './understanding.js';

/** What a model says of a message or a part of it. */
export type MessageReading = { ranking: readonly IntentScore[]; decision: IntentDecision };
export type PartReading = MessageReading & { text: string };

export type Combined =
  /** The whole message's decision, or that of the one part which carries the request. */
  | { kind: 'one'; decision: IntentDecision; ranking: readonly IntentScore[] }
  /** In the order of the message, each with the first part that asks for it. */
  | { kind: 'several'; intents: Request[] };

type Request = { intent: string; probability: number; text: string };

/** Said along the way; no request of their own, and none to be weighed against one. */
const ALONG_THE_WAY = new Set(['greeting', 'thanks', 'goodbye', 'affirm', 'deny', 'help', 'complaint', 'bot_question']);

/** What a question or a wish must be sure of, and a statement, which may only tell what lies behind the request. */
const SURE_WISH = 0.65;
const SURE_STATEMENT = 0.9;
/** From so many parts on a message is a story, which may lead away from what it asks for. */
const STORY = 3;
/** Where in the whole message's ranking the request of a story must stand. */
const PLACES = 3;

/**
 * Whether a message asks for several things. Its parts say what each asks for; the whole is taken as it was read unless
 * two parts are sure of different requests, or it is an unsure story in which one sentence asks for something.
 * @param parts of `splitSentences`, in order; fewer than two leave the whole as it is
 */
export function combineParts(whole: MessageReading, parts: readonly PartReading[]): Combined {
  const requests = requestsOf(parts);
  if (requests.length > 1) return { kind: 'several', intents: requests };
  const { decision, ranking } = carrierOf(whole, parts) ?? whole;
  return { kind: 'one', decision, ranking };
}

/** Of the parts that are sure, what each asks for; the first to ask counts, except where another order is named. */
function requestsOf(parts: readonly PartReading[]): Request[] {
  const requests: Request[] = [];
  for (const { decision, text } of parts) {
    if (decision.kind !== 'confident' || ALONG_THE_WAY.has(decision.intent)) continue;
    const { intent, probability } = decision;
    const before = requests.filter((request) => request.intent === intent);
    if (!before.every((request) => nameDifferentOrders(request.text, text))) continue;
    const least = asksForSomething(text) ? SURE_WISH : SURE_STATEMENT;
    if (probability >= least) requests.push({ intent, probability, text });
  }
  return requests;
}

function nameDifferentOrders(one: string, other: string): boolean {
  const [numbers, others] = [extractSlots(one).orderNumbers, extractSlots(other).orderNumbers];
  return numbers.length > 0 && others.length > 0 && !others.some((number) => numbers.includes(number));
}

function carrierOf({ decision, ranking }: MessageReading, parts: readonly PartReading[]): PartReading | undefined {
  const isUnsure = decision.kind === 'unsure' || decision.kind === 'ambiguous';
  if (!isUnsure || parts.length < STORY) return undefined;
  const likely = new Set(ranking.slice(0, PLACES).map(({ intent }) => intent));
  const carriers = parts.filter(
    (part) => part.decision.kind === 'confident' && likely.has(part.decision.intent) && asksForSomething(part.text),
  );
  return carriers.length === 1 ? carriers[0] : undefined;
}

const WISH =
  /[?？]|\b(?:please|pls|i(?:[’']d| would| also)? (?:like|want|need)|can (?:you|i|we)|could|where|how|what|when|which|tell me|let me|send|cancel|change|add|stop|unsubscribe|delete)\b|[请想要帮吗哪]|怎么|能不能|可以|多久|几天|多少|什么|有没有|是否/iu;

/** A sentence that begins with one of these asks for it; further on it may tell of what was done. */
const ORDERS_IT = /^\s*(?:please |also |then )*(?:return|exchange|switch|swap|replace|update|modify|refund)\b/iu;

/** Whether a sentence has the form of a question or a wish. */
function asksForSomething(text: string): boolean {
  return WISH.test(text) || ORDERS_IT.test(text);
}
