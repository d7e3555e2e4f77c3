import type { ConversationEvent } from '../../conversation/conversation-event.js';
import { answersOf } from '../../conversation/log/conversation-log.js';
import { headAfter, headBefore, type LogHead, owesAnswer } from '../../conversation/log/log-head.js';
import { saidIn } from '../../conversation/log/said-in.js';
import type { OutboxMessage } from '../../conversation/outbox/outbox.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { VisitorId } from '../../protocol/ids.js';
import type { CommitHead, CommitMessage, LogEnd, NewCommit, Place } from './commit-rows.js';

/** What is added behind the end of a log. */
export type Addition = {
  events: ConversationEvent[];
  at: number;
  position: number;
  /** Of the raw text, where a customer's message is among the events. */
  fingerprint?: string;
  outbox?: OutboxMessage[];
};

/** The first commit of a conversation. */
export function firstCommit(cipher: Cipher, place: Place, visitorId: VisitorId, addition: Addition): NewCommit {
  const { at, position } = addition;
  return compose(cipher, place, headBefore(visitorId, at), { startedAt: at, startedPosition: position }, addition);
}

/** The commit of `addition` behind `last`. */
export function nextCommit(cipher: Cipher, last: LogEnd, addition: Addition): NewCommit {
  const { shopId, conversationId } = last;
  return compose(cipher, { shopId, conversationId }, headOf(last), last.head, addition);
}

/** The head of a log that ends there. */
export function headOf({ end, at, head }: LogEnd): LogHead {
  const { visitorId, holder, agentId, waitingSince, isIdentified } = head;
  return { visitorId, holder, agentId, waitingSince, isIdentified, seq: end, lastAt: at };
}

type Start = Pick<CommitHead, 'startedAt' | 'startedPosition'>;

function compose(cipher: Cipher, place: Place, before: LogHead, start: Start, addition: Addition): NewCommit {
  const { events, at, position, fingerprint, outbox = [] } = addition;
  const { head, messages } = follow(before, events, at);
  const { seq, visitorId, holder, agentId, waitingSince, isIdentified } = head;
  const [message, ...others] = messages;
  if (others.length > 0)
    throw new AppError('BAD_INPUT', { details: ['Two events that are owed an answer are added one by one'] });
  const answers = events.flatMap(answersOf);
  return {
    ...place,
    seq: before.seq + 1,
    end: seq,
    at,
    position,
    head: {
      visitorId,
      holder,
      ...(agentId !== undefined && { agentId }),
      ...(waitingSince !== undefined && { waitingSince }),
      isIdentified,
      startedAt: start.startedAt,
      startedPosition: start.startedPosition,
    },
    payloads: events.map((event) => cipher.seal(place.shopId, visitorId, JSON.stringify(event))),
    ...(answers.length > 0 && { answers }),
    ...(outbox.length > 0 && { outbox: outbox.map((entry) => JSON.stringify(entry)) }),
    isSpoken: events.some((event) => saidIn(event) !== undefined),
    message: message && { ...message, fingerprint },
  };
}

/** The head behind `events`, and what among them is a customer's message or must be answered as one. */
function follow(before: LogHead, events: ConversationEvent[], at: number) {
  const messages: Omit<CommitMessage, 'fingerprint'>[] = [];
  let head = before;
  for (const event of events) {
    const isOwed = owesAnswer(head, event);
    head = headAfter(head, event, at);
    if (event.kind === 'customer-said')
      messages.push({ seq: head.seq, clientMessageId: event.clientMessageId, isOwed });
    else if (isOwed) messages.push({ seq: head.seq, clientMessageId: undefined, isOwed });
  }
  return { head, messages };
}
