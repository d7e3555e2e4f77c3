import type { ConversationEvent, Question } from '../../src/conversation/conversation-event.js';
import type { Block } from '../../src/protocol/block.js';
import { wordsOf } from '../support/shopper.js';
import { type Difference, differ } from './difference.js';
import type { ScriptedTurn } from './transcript.js';

/** What came of one turn. */
export type TurnSeen = {
  events: ConversationEvent[];
  question: Question | undefined;
  flows: string[];
  /** What the flow being talked about knows, in words. */
  knows: Readonly<Record<string, string>>;
};

/** Where a turn is not as it was scripted; pure. */
export function judgeTurn(turn: ScriptedTurn, seen: TurnSeen): Difference[] {
  const { events } = seen;
  const blocks = blocksOf(events);
  const handover = events.flatMap((event) => (event.kind === 'handoff-requested' ? [event.reason] : []));
  const proofs = events.flatMap((event) => (event.kind === 'identified' ? [event.proof] : []));
  return [
    ...(turn.intent === undefined ? [] : differ('intent', turn.intent, intentOf(events))),
    ...(turn.asks === undefined ? [] : differ('asks', turn.asks, askedBy(seen.question))),
    ...(turn.flows === undefined ? [] : differ('flows', listed(turn.flows), listed(seen.flows))),
    ...Object.entries(turn.knows ?? {}).flatMap(([slot, value]) =>
      differ(`knows ${slot}`, value, seen.knows[slot] ?? 'nothing'),
    ),
    ...differ('does', listed(turn.does), listed(doneIn(events))),
    ...differ('hands-over', turn['hands-over'] ?? 'nothing', listed(handover)),
    ...differ('rates', turn.rates ?? 'nothing', listed(ratedIn(events))),
    ...(turn.proves === undefined ? [] : differ('proves', turn.proves, listed(proofs))),
    ...judgeReply(turn, blocks),
  ];
}

function judgeReply(turn: ScriptedTurn, blocks: Block[]): Difference[] {
  const reply = wordsOf(blocks);
  const isAnswered = turn.writes !== undefined || turn.presses !== undefined;
  const labels = blocks.flatMap((block) => ('choices' in block ? block.choices.map(({ label }) => label) : []));
  const sources = blocks.flatMap((block) => (block.kind === 'quote' ? [block.source.href] : []));
  return [
    ...(isAnswered ? differ('answers', turn.silent ? 'no' : 'yes', blocks.length === 0 ? 'no' : 'yes') : []),
    ...lacking('says', turn.says, reply),
    ...turn.never.filter((part) => holds(reply, part)).map((part) => ({ what: 'never', expected: part, got: reply })),
    ...lacking('offers', turn.offers, labels.join(' · ')),
    ...lacking('quotes', turn.quotes, sources.join(' ')),
    ...lacking('shows', turn.shows, shownIn(blocks)),
    // A text whose places were not filled.
    ...(/\{[a-z.-]+\}|undefined|NaN/.test(reply) ? [{ what: 'words', expected: 'whole sentences', got: reply }] : []),
  ];
}

function lacking(what: string, parts: string[], text: string): Difference[] {
  return parts
    .filter((part) => !part.split(' | ').some((one) => holds(text, one)))
    .map((part) => ({ what, expected: part, got: text === '' ? 'nothing' : text }));
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function blocksOf(events: ConversationEvent[]): Block[] {
  return events.flatMap((event) => (event.kind === 'bot-said' ? event.blocks : []));
}

function shownIn(blocks: Block[]): string {
  const shown = blocks.flatMap((block) => {
    if (block.kind === 'order') return [block.orderId];
    if (block.kind === 'link') return [block.label];
    return block.kind === 'products' ? block.products.map(({ title }) => title) : [];
  });
  return shown.join(' · ');
}

function intentOf(events: ConversationEvent[]): string {
  const read = events.flatMap((event) => (event.kind === 'understood' ? [event.decision] : []));
  return listed(read.map((decision) => (decision.kind === 'confident' ? decision.intent : decision.kind)));
}

/** One name for everything the bot can wait for. */
function askedBy(question: Question | undefined): string {
  if (question === undefined) return 'nothing';
  switch (question.kind) {
    case 'flow-slot':
      return question.slot;
    case 'flow-confirm':
      return 'yes';
    case 'identify':
      return 'who';
    default:
      return question.kind;
  }
}

/** What was asked of the shop; refusals are told as such. */
function doneIn(events: ConversationEvent[]): string[] {
  const done = new Set(events.flatMap((event) => (event.kind === 'action-done' ? [event.key] : [])));
  return events.flatMap((event) => {
    if (event.kind !== 'action-requested') return [];
    return [done.has(event.key) ? event.action.kind : `${event.action.kind} (refused)`];
  });
}

function ratedIn(events: ConversationEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'rated') return [];
    return [event.commentSeq === undefined ? String(event.value) : `${event.value} (comment)`];
  });
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.join(', ');
}
