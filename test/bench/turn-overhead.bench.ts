import { handleTurn } from '../../src/conversation/handle-turn.js';
import { openConversation } from '../../src/conversation/open-conversation.js';
import { receiveMessage } from '../../src/conversation/receive-message.js';
import { createFingerprint } from '../../src/privacy/fingerprint.js';
import type { Block } from '../../src/protocol/block.js';
import {
  type ConversationId,
  clientMessageIdSchema,
  customerIdSchema,
  type ShopId,
  visitorIdSchema,
} from '../../src/protocol/ids.js';
import { openStage, type Stage } from '../transcripts/stage.js';
import type { BenchResult } from './bench-result.js';
import { median } from './encoder-load.js';
import { crowdedShop } from './turns/crowd.js';
import { DIALOGUES, type Line } from './turns/dialogues.js';
import { WatchedEncoder } from './turns/watched-encoder.js';

const WARM_UP = 40;
const MEASURED = 160;

/** `processorMs`: of this process, all its threads; commits with their share of the system's time. */
type Turn = { kind: string; wholeMs: number; encoderMs: number; processorMs: number; receiveMs: number };

/**
 * Milliseconds that a turn takes beyond the encoder: from a message that is stored until its answer is, its action with
 * it, less what the encoder took. Median over jobs, questions and small talk, one turn at a time, on SQLite. Baseline: the
 * encoder's own time for the same messages. `detail.processorMs` is what a turn costs this process when the encoder answers
 * from memory; `detail.receiveMs` is what the message's own commit took before.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const encoder = new WatchedEncoder();
  const stage = await openStage({ around: (pool) => encoder.around(pool) });
  const conversations = 2 * (WARM_UP + MEASURED);
  const { shop } = await stage.openShop(await crowdedShop(conversations), 'crowded');
  let customer = 0;
  const play = async (count: number): Promise<Turn[]> => {
    const turns: Turn[] = [];
    for (let index = 0; index < count; index++) turns.push(...(await talk(stage, shop.id, ++customer, encoder)));
    return turns;
  };
  await play(WARM_UP);
  const timed = await play(MEASURED);
  const beyond = timed.map(({ wholeMs, encoderMs }) => wholeMs - encoderMs);
  const value = median(beyond);
  const baseline = median(timed.map(({ encoderMs }) => encoderMs));
  progress(`${timed.length} turns: ${value.toFixed(2)} ms beyond the encoder's ${baseline.toFixed(2)} ms`);

  encoder.isFromMemory = true;
  await play(WARM_UP);
  const played = await play(MEASURED);
  const processorMs = mean(played.map((turn) => turn.processorMs));
  progress(`${processorMs.toFixed(3)} ms of processor time a turn`);
  await stage.close();
  const detail = {
    turns: timed.length,
    p99: percentile(beyond, 99),
    processorMs,
    receiveMs: median(timed.map(({ receiveMs }) => receiveMs)),
    byLine: byLine(timed),
  };
  return { name: 'turn-overhead', value, unit: 'ms', baseline, ratio: value / baseline, detail };
}

/** One dialogue of the list, by a customer of its own. */
async function talk({ deps }: Stage, shopId: ShopId, customer: number, encoder: WatchedEncoder): Promise<Turn[]> {
  const dialogue = DIALOGUES[customer % DIALOGUES.length];
  const conversationId = await openConversation(deps, {
    shopId,
    visitorId: visitorIdSchema.parse(`visitor-${customer}`),
    language: dialogue?.language ?? 'en',
    customerId: customerIdSchema.parse(`crowd-${customer}`),
  });
  const turns: Turn[] = [];
  let answer: Block[] = [];
  for (const line of dialogue?.lines ?? []) {
    const begun = performance.now();
    const { seq } = await say(deps, { shopId, conversationId }, { ...wordsFor(line, answer), index: turns.length });
    const received = performance.now();
    encoder.takeMs();
    const before = process.cpuUsage();
    await handleTurn(deps, shopId, conversationId);
    const wholeMs = performance.now() - received;
    const { user, system } = process.cpuUsage(before);
    const processorMs = (user + system) / 1000;
    const spent = { wholeMs, encoderMs: encoder.takeMs(), processorMs, receiveMs: received - begun };
    turns.push({ kind: kindOf(line), ...spent });
    const events = await deps.conversations.read(shopId, conversationId, seq);
    answer = events.flatMap(({ event }) => (event.kind === 'bot-said' ? event.blocks : []));
    if (answer.length === 0) throw new Error(`no answer to ${kindOf(line)}`);
  }
  return turns;
}

type Said = { text: string; choice?: string; index: number };

async function say(
  { conversations, recent, sources, clock }: Stage['deps'],
  { shopId, conversationId }: { shopId: ShopId; conversationId: ConversationId },
  { text, choice, index }: Said,
): Promise<{ seq: number }> {
  // Turns are taken one by one, each to its end.
  const turns = { wake: () => undefined, backlog: () => 0, stop: async () => undefined };
  const fingerprint = createFingerprint('turn-overhead');
  const deps = { conversations, recent, turns, fingerprint, codes: sources.codes, clock, backlogLimit: 1 };
  const clientMessageId = clientMessageIdSchema.parse(`m-${index}`);
  return receiveMessage(deps, { shopId, conversationId, clientMessageId, text, choice });
}

/** A choice must be among those that were offered. */
function wordsFor(line: Line, answer: Block[]): { text: string; choice?: string } {
  if ('writes' in line) return { text: line.writes };
  const offered = answer.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
  const pressed = offered.find(({ choice }) => choice.startsWith(line.presses));
  if (pressed === undefined) throw new Error(`no choice ${line.presses} in ${JSON.stringify(answer)}`);
  return { text: pressed.label, choice: pressed.choice };
}

function kindOf(line: Line): string {
  return 'writes' in line ? line.writes : `(${line.presses})`;
}

/** Median milliseconds beyond the encoder, by what was said. */
function byLine(turns: readonly Turn[]): Record<string, number> {
  const kinds = [...new Set(turns.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => {
      const own = turns.filter((turn) => turn.kind === kind);
      return [kind, Number(median(own.map(({ wholeMs, encoderMs }) => wholeMs - encoderMs)).toFixed(2))];
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
