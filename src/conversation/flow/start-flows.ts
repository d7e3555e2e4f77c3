import type { Intent } from '../../understanding/intent-catalog.js';
import type { ConversationEvent } from '../conversation-event.js';
import { sayOneOf } from '../replies/text-block.js';
import type { FlowWish, Reply, Turn } from '../turn.js';
import { applyToFlows, type FlowFrame } from './flow-frame.js';
import type { FlowOutcome } from './flow-walk.js';
import { backToEarlier, beginFlow, finishFirst, heardBefore, MOST_FLOWS, withEvents } from './play-flow.js';

/** What a flow is begun for, and the words that ask for it. */
type Begun = Pick<FlowWish, 'flow' | 'text' | 'orderInFocus'> & { intent: Pick<Intent, 'intent'> };

/**
 * Several things were asked for at once: the first is begun, the others wait behind it with what was said of them. What
 * cannot be done at all is said at once.
 * @param wishes in the order of the message
 * @param under what waits already, and what was said of it in this turn
 */
export function startFlows(turn: Turn, wishes: readonly Begun[], under: Waiting = nothingSaid(turn)): Reply {
  const room = MOST_FLOWS - under.frames.length;
  const [first, ...later] = wishes.slice(0, room);
  if (first === undefined) return finishFirst(turn);
  const left = wishes.length > room ? [sayOneOf(turn.texts.flow.finishFirst, turn)] : [];
  let waiting: Waiting = { ...under, blocks: [...under.blocks, ...left] };
  for (const wish of later.reverse()) waiting = wait(turn, wish, waiting);
  const { outcome, started } = begin(turn, first);
  const blocks = [...waiting.blocks, ...outcome.reply.blocks];
  const reply = backToEarlier(turn, { ...outcome, reply: { ...outcome.reply, blocks } }, waiting.frames);
  return withEvents(reply, [...waiting.events, started]);
}

export type Waiting = { frames: readonly FlowFrame[]; events: ConversationEvent[]; blocks: Reply['blocks'] };

export function nothingSaid({ conversation }: Turn): Waiting {
  return { frames: conversation.flows, events: [], blocks: [] };
}

/** What a waiting flow knows, and which flow it has become. */
const KEPT = new Set<ConversationEvent['kind']>(['slot-filled', 'flow-ended', 'flow-started']);

/** Only what was said of it is kept: what it has to ask, it asks when its turn comes. */
function wait(turn: Turn, wish: Begun, before: Waiting): Waiting {
  const { outcome, started } = begin(turn, wish);
  return waitWith(outcome, [started], before);
}

/** @param first events that come before those of the outcome */
export function waitWith(outcome: FlowOutcome, first: readonly ConversationEvent[], before: Waiting): Waiting {
  const { blocks, events = [] } = outcome.reply;
  const kept = [...first, ...(outcome.isOver ? events : events.filter(({ kind }) => KEPT.has(kind)))];
  return {
    frames: kept.reduce((frames, event) => applyToFlows(frames, event), before.frames),
    events: [...before.events, ...kept],
    blocks: outcome.isOver ? [...before.blocks, ...blocks] : before.blocks,
  };
}

/** A wish may be of none of the orders spoken of: then none is in focus. */
function begin(turn: Turn, { intent, flow, text, ...of }: Begun) {
  const { orderInFocus } = 'orderInFocus' in of ? of : turn.conversation;
  const spokenTo = { ...turn, conversation: { ...turn.conversation, orderInFocus } };
  return beginFlow(spokenTo, { intent, flow, heard: [heardBefore({ text, choice: undefined })] });
}
