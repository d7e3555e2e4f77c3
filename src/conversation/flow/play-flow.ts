import { extractSlots } from '../../understanding/extract-slots.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { CustomerMessage } from '../conversation.js';
import type { ConversationEvent } from '../conversation-event.js';
import { asksSomething } from '../reading/asks-something.js';
import type { InFlow } from '../reading/purpose.js';
import { sayOneOf } from '../replies/text-block.js';
import type { Reply, Turn } from '../turn.js';
import type { Flow } from './flow.js';
import { type FlowFrame, frameOf } from './flow-frame.js';
import type { FlowEnd, FlowOutcome } from './flow-walk.js';
import { runFlow } from './run-flow.js';
import { labelFor } from './say-it.js';
import type { Heard } from './slots/slot-reader.js';

/** How many jobs may wait for another one to be finished. */
export const MOST_FLOWS = 3;

/** Begins the flow that serves an intent; the message that asked for it may already fill some of its slots. */
export function startFlow(turn: Turn, intent: Intent, flow: Flow): Reply {
  if (turn.conversation.flows.length >= MOST_FLOWS) return finishFirst(turn);
  const { opening } = turn.conversation;
  const heard = [heardNow(turn), ...(opening === undefined ? [] : [heardBefore(opening)])];
  const { started, outcome } = beginFlow(turn, { intent, flow, heard });
  return withEvents(backToEarlier(turn, outcome, turn.conversation.flows), [started]);
}

/** Nothing more is begun, and the open question is put again. */
export function finishFirst(turn: Turn): Reply {
  return remind(turn, [sayOneOf(turn.texts.flow.finishFirst, turn)]);
}

type Beginning = { intent: Pick<Intent, 'intent'>; flow: Flow; heard: readonly Heard[] };

/** A new flow, taken as far as what was heard goes. */
export function beginFlow(turn: Turn, { intent: { intent }, flow, heard }: Beginning) {
  const started = { kind: 'flow-started' as const, flow, intent };
  return { started, outcome: runFlow({ frame: frameOf(started), turn: withoutQuestion(turn), heard }) };
}

/**
 * A message while a flow is under way: an answer takes it on, another wish is served and the flow's question put again, and
 * whoever wants to leave it leaves it.
 * @param serve answers what the message means outside the flow
 */
export function playFlow(turn: Turn, purpose: InFlow, serve: (intent: Intent) => Reply): Reply {
  const { frame, answer, other } = purpose;
  const { conversation, texts } = turn;
  if (purpose.isDropped) {
    return endFlow(turn, 'dropped', [sayOneOf(texts.flow.dropped(labelFor(frame.flow.title, conversation)), turn)]);
  }
  const outcome = runFlow({ frame, turn, heard: [heardNow(turn)], answer });
  const isTaken = outcome.isProgress || outcome.isAnswer === true;
  if (other === undefined || (isTaken && purpose.isLikelyAnswer)) {
    const told = isTaken ? outcome : owningUp(turn, purpose, outcome);
    return backToEarlier(turn, told, conversation.flows.slice(0, -1));
  }
  const served = serve(other);
  const { question, action, handoff, keepsQuestion } = served;
  const isAsking = question !== undefined || action !== undefined || handoff !== undefined || keepsQuestion === true;
  return isAsking ? served : remind(turn, served.blocks, served.events);
}

/** A question that nothing answers is not passed over where a yes is asked for. */
function owningUp(turn: Turn, { answer }: InFlow, outcome: FlowOutcome): FlowOutcome {
  const { conversation, message, texts } = turn;
  const isRead = answer !== undefined || extractSlots(message.text).orderNumbers.length > 0;
  const isPassedOver = conversation.question?.kind === 'flow-confirm' && !isRead;
  if (!isPassedOver || !asksAtLength(message)) return outcome;
  const blocks = [sayOneOf(texts.noAnswerHere, turn), ...outcome.reply.blocks];
  return { ...outcome, reply: { ...outcome.reply, blocks } };
}

/** "Really?" asks nothing that could be told. */
function asksAtLength({ text, choice }: CustomerMessage): boolean {
  return choice === undefined && asksSomething(text) && text.length > SHORTEST_QUESTION;
}

const SHORTEST_QUESTION = 12;

/** Ends the flow under way with what is to be said of it. */
export function endFlow(turn: FlowTurn, outcome: FlowEnd, blocks: Reply['blocks']): Reply {
  const reply: Reply = { blocks, events: [{ kind: 'flow-ended', outcome }] };
  return backToEarlier(turn, { reply, isOver: true }, turn.conversation.flows.slice(0, -1));
}

/** Goes on behind what the shop has done, with what is to be said of it. */
export function goOn(turn: FlowTurn, frame: FlowFrame, reply: Reply): Reply {
  const outcome = runFlow({ frame, turn: withoutQuestion(turn), heard: [] });
  const together = { ...outcome, reply: { ...outcome.reply, blocks: [...reply.blocks, ...outcome.reply.blocks] } };
  return withEvents(backToEarlier(turn, together, turn.conversation.flows.slice(0, -1)), reply.events ?? []);
}

/** The flow under way asks its open question again, unless it is over by now. */
export function resumeFlow(turn: FlowTurn): Reply {
  const { flows } = turn.conversation;
  const frame = flows.at(-1);
  return frame === undefined
    ? { blocks: [] }
    : backToEarlier(turn, askAgain(turn, frame, { blocks: [] }), flows.slice(0, -1));
}

type FlowTurn = Pick<Turn, 'conversation' | 'facts' | 'texts'>;

/** When a flow is over, the one that was interrupted by it asks its question again, unless that is over by now as well. */
export function backToEarlier(turn: FlowTurn, { reply, isOver }: Played, below: readonly FlowFrame[]): Reply {
  const earlier = below.at(-1);
  if (!isOver || earlier === undefined || reply.handoff !== undefined) return reply;
  return backToEarlier(turn, askAgain(turn, earlier, reply), below.slice(0, -1));
}

type Played = Pick<FlowOutcome, 'reply' | 'isOver'>;

/** Something else was answered: the open question stands and is put again. */
function remind(turn: Turn, blocks: Reply['blocks'], events: ConversationEvent[] = []): Reply {
  const { flows } = turn.conversation;
  const frame = flows.at(-1);
  if (frame === undefined) return { blocks, events };
  const asked = askAgain(turn, frame, { blocks, events });
  if (asked.isOver) return backToEarlier(turn, asked, flows.slice(0, -1));
  return { blocks: asked.reply.blocks, events, keepsQuestion: true };
}

/** What a waiting flow asks, behind what was said before. */
function askAgain(turn: FlowTurn, frame: FlowFrame, { blocks, events = [] }: Reply): Played {
  const { reply, isOver } = runFlow({ frame, turn: withoutQuestion(turn), heard: [], isResumed: true });
  const title = labelFor(frame.flow.title, turn.conversation);
  const all = [...blocks, sayOneOf(turn.texts.flow.backTo(title), turn), ...reply.blocks];
  return { reply: { ...reply, blocks: all, events: [...events, ...(reply.events ?? [])] }, isOver };
}

/** Nothing that is said now answers a question that was put before. */
export function withoutQuestion<Given extends FlowTurn>(turn: Given): Given {
  return { ...turn, conversation: { ...turn.conversation, question: undefined } };
}

export function withEvents(reply: Reply, before: ConversationEvent[]): Reply {
  return { ...reply, events: [...before, ...(reply.events ?? [])] };
}

function heardNow({ message, understanding }: Turn): Heard {
  return { text: message.text, choice: message.choice, slots: understanding.slots };
}

/** Words whose slots are not read yet. */
export function heardBefore({ text, choice }: Pick<CustomerMessage, 'text' | 'choice'>): Heard {
  return { text, choice, slots: extractSlots(text) };
}
