import type { Block } from '../../protocol/block.js';
import type { ActionFacts, Refusal } from '../../shop/actions/shop-action.js';
import type { Order, Product } from '../../shop/shop.js';
import { actionFactsFor } from '../action-facts.js';
import type { ConversationEvent, Question } from '../conversation-event.js';
import type { Reply, Turn } from '../turn.js';
import { type AskStep, actionOf, type Said } from './flow.js';
import { earlyRefusal } from './flow-action.js';
import { applyToFlows, type FlowFrame } from './flow-frame.js';
import { fillIn, wordingOf } from './say-it.js';
import { slotOf } from './slot-value.js';
import type { Heard, SlotContext } from './slots/slot-reader.js';
import { wordsOf } from './slots/slot-readers.js';

export type FlowRun = {
  frame: FlowFrame;
  turn: Pick<Turn, 'conversation' | 'facts' | 'texts'>;
  /** What is read for slots, newest first; nothing when the flow only goes on. */
  heard: readonly Heard[];
  /** To the question of a confirmation, if that was the answer. */
  answer?: 'yes' | 'no' | undefined;
  /** Taken up after something else: its order may be another by now. */
  isResumed?: boolean;
};

export type FlowOutcome = {
  reply: Reply;
  /** Whether the message brought the flow further, or to its end. */
  isProgress: boolean;
  isOver: boolean;
  /** Whether it was an answer to what was asked, though none that could be taken. */
  isAnswer?: boolean;
};

/** A flow being taken on: what has come of it so far. */
export type Walk = {
  run: FlowRun;
  frame(): FlowFrame;
  add(event: ConversationEvent): void;
  events: ConversationEvent[];
  blocks: Block[];
  /** Refusals met in this run: one that comes again ends the flow. */
  refusals: Set<Refusal>;
};

/** Every event is folded as it will be when it is read back, so that the two never differ. */
export function createWalk(run: FlowRun): Walk {
  let frame = run.frame;
  const events: ConversationEvent[] = [];
  return {
    run,
    frame: () => frame,
    add: (event) => {
      events.push(event);
      frame = applyToFlows([frame], event).at(-1) ?? frame;
    },
    events,
    blocks: [],
    refusals: new Set(),
  };
}

export function pausing(walk: Walk, question: Question): FlowOutcome {
  const { blocks, events } = walk;
  return { reply: { blocks, events, question }, isProgress: isProgress(walk), isOver: false };
}

export type FlowEnd = Extract<ConversationEvent, { kind: 'flow-ended' }>['outcome'];

/** @param reason what was said against it, where it cannot be done */
export function end(walk: Walk, outcome: FlowEnd, reason?: string): FlowOutcome {
  walk.add({ kind: 'flow-ended', outcome, ...(reason !== undefined && { reason }) });
  return { reply: { blocks: walk.blocks, events: walk.events }, isProgress: true, isOver: true };
}

export function isProgress({ events }: Walk): boolean {
  return events.length > 0;
}

export function isAskedFor(question: Question | undefined, slot: string): boolean {
  return question?.kind === 'flow-slot' && question.slot === slot;
}

export function contextOf(walk: Walk, step: AskStep): SlotContext {
  const { turn, heard } = walk.run;
  const { slots, partial } = walk.frame();
  return {
    step,
    heard,
    // Words that corrected something else are no answer that could not be read.
    isAsked: heard.length > 0 && !isProgress(walk) && isAskedFor(turn.conversation.question, step.ask),
    slots,
    partial: partial[step.ask],
    canServe: (order) => canServe(walk, order),
    ...sayingOf(walk),
  };
}

/** An order that the flow's action would be refused for is not worth offering. */
function canServe(walk: Walk, order: Order): boolean {
  const action = actionOf(walk.frame().flow);
  return action === undefined || earlyRefusal(action, { ...actionFacts(walk), order }) === undefined;
}

function sayingOf({ run }: Pick<Walk, 'run'>) {
  const { conversation, facts, texts } = run.turn;
  const found = facts.products.map((one) => one.product);
  const product = (productId: Product['id']) => [...facts.orderedProducts, ...found].find(({ id }) => id === productId);
  return { conversation, facts, texts, product };
}

export function actionFacts(walk: Walk): ActionFacts {
  const { facts } = walk.run.turn;
  const orderId = slotOf(walk.frame().slots, 'order', 'order')?.orderId;
  const order = facts.orders.find(({ id }) => id === orderId);
  return actionFactsFor(facts, { order, product: sayingOf(walk).product });
}

export function spoken(walk: Walk, said: Said, path: string, turn = 0): string {
  return fillIn(wordingOf(said, walk.run.turn.conversation, { path, turn }), valuesOf(walk));
}

type Saying = { said: Said; path: string; more: Record<string, string> };

/** One of a flow's texts, its slots and `more` filled in. */
export function sayInFlow({ frame, turn }: Pick<FlowRun, 'frame' | 'turn'>, { said, path, more }: Saying): string {
  const walk = { run: { frame, turn, heard: [] }, frame: () => frame };
  return fillIn(wordingOf(said, turn.conversation, { path, turn: 0 }), { ...valuesOf(walk), ...more });
}

/** What `{…}` stands for in the flow's texts. */
export function valuesOf(walk: Pick<Walk, 'frame' | 'run'>): Record<string, string> {
  const { slots } = walk.frame();
  const saying = { slots, ...sayingOf(walk) };
  return Object.fromEntries(
    Object.entries(slots).flatMap(([slot, value]) =>
      Object.entries(wordsOf(value, saying)).map(([part, words]) => [part === '' ? slot : `${slot}.${part}`, words]),
    ),
  );
}
