import { isAtLeast } from '../access/identity-level.js';
import type { Proof } from '../shop/shop.js';
import type { Intent } from '../understanding/intent-catalog.js';
import { curbAbuse } from './abuse/curb-abuse.js';
import { asksOn } from './asks-on.js';
import { caseEvents, orderOfCase } from './case-events.js';
import type { ConversationEvent, Question } from './conversation-event.js';
import type { Flow } from './flow/flow.js';
import { oneEach } from './flow/one-each.js';
import { playFlow, startFlow } from './flow/play-flow.js';
import { levelOf } from './identity/level-of.js';
import { levelNeeded } from './identity/needed-level.js';
import type { OutboxMessage } from './outbox/outbox.js';
import { requestHandoff } from './outbox/request-handoff.js';
import { takeComment, takeRating } from './rating/take-rating.js';
import { type Purpose, wishOf } from './reading/purpose.js';
import { servedIntent } from './reading/served-intent.js';
import { askAgain, askWho, proofReply } from './replies/ask-who.js';
import { intentChoice, intentsOffered } from './replies/intent-choice.js';
import { jobFor } from './replies/jobs.js';
import { withOrderMeant } from './replies/order-meant.js';
import { saySoAgain } from './replies/say-so-again.js';
import { declineTopic } from './replies/small-talk.js';
import { say, sayOneOf } from './replies/text-block.js';
import { stillWaiting } from './replies/while-waiting.js';
import { withheldReply } from './replies/withheld.js';
import { serveWishes } from './serve-wishes.js';
import { apologises } from './tone/apology.js';
import { heardNow, mindTone } from './tone/mind-tone.js';
import type { Decision, Reply, Turn, Wish } from './turn.js';

/** Decides one turn. Pure: the same turn always gives the same decision. */
export function chooseReply(given: Turn): Decision {
  const turn = heardNow(given);
  const reply = keepOrClose(turn, mindTone(turn, curbAbuse(turn, replyTo(turn))));
  const handoff = handoffOf(turn, reply);
  return {
    events: [
      understood(turn),
      ...proofEvents(turn),
      ...caseEvents(turn, reply),
      ...replyEvents(turn, reply),
      ...handoff.events,
    ],
    outbox: [...(turn.facts.proof.kind === 'code-asked' ? [codeMail(turn)] : []), ...handoff.outbox],
    ...(reply.factual !== undefined && { factual: reply.factual }),
  };
}

function replyTo(turn: Turn): Reply {
  const { purpose } = turn;
  const isWaiting = turn.conversation.holder === 'waiting';
  switch (purpose.kind) {
    case 'serve':
      return serve(turn, purpose.intent);
    case 'prove':
      return isKnownEnough(turn, { intent: purpose.intent, flow: turn.facts.flow })
        ? thankFor(turn, serve(turn, purpose.intent))
        : proofReply(turn, purpose.intent);
    case 'in-flow':
      return oneEach(turn, purpose) ?? playFlow(turn, purpose, (intent) => serve(turn, intent));
    case 'rate':
      return takeRating(turn, purpose.value);
    case 'rating-comment':
      return takeComment(turn, purpose);
    case 'why-refused':
      return saySoAgain(turn, purpose.reason);
    case 'ambiguous':
      return isWaiting ? stillWaiting(turn) : askWhichIntent(turn, purpose.intents);
    case 'out-of-scope':
      return isWaiting ? stillWaiting(turn) : declineTopic(turn);
    case 'unsure':
      return isWaiting ? stillWaiting(turn) : unsure(turn);
  }
}

/** Asked again, it stays the question about the message that could mean two things. */
function askWhichIntent(turn: Turn, intents: [Intent, Intent]): Reply {
  const { conversation, texts } = turn;
  const choices = intents.map((intent) => intentChoice(intent, conversation));
  const blocks: Reply['blocks'] = [sayOneOf(texts.didYouMean, turn), { kind: 'choices', choices }];
  if (conversation.question?.kind === 'which-intent') return { blocks, keepsQuestion: true };
  return { blocks, question: { kind: 'which-intent', intents: [intents[0].intent, intents[1].intent] } };
}

function serve(turn: Turn, intent: Intent): Reply {
  const { flow } = turn.facts;
  const isKnown = isKnownEnough(turn, { intent, flow });
  if (turn.wishes !== undefined && turn.wishes.length > 1)
    return serveAll(turn, turn.wishes, isKnown ? undefined : intent);
  if (turn.facts.withheld !== undefined) return withheldReply(turn);
  if (!isKnown) return proofReply(turn, intent);
  return flow === undefined ? jobFor(intent).reply(turn) : startFlow(withOrderMeant(turn), intent, flow);
}

/** Whatever can be answered is, also where a proof has to come first for the rest. @param unproven what it is asked for */
function serveAll(turn: Turn, wishes: readonly Wish[], unproven: Intent | undefined): Reply {
  const known = wishes.filter((wish) =>
    isKnownEnough(turn, { intent: wish.intent, flow: 'flow' in wish ? wish.flow : undefined }),
  );
  return serveWishes(turn, known, unproven && proofReply(turn, unproven));
}

type Served = { intent: Intent; flow: Flow | undefined };

function isKnownEnough({ conversation, facts }: Turn, { intent, flow }: Served): boolean {
  return isAtLeast(levelNow({ conversation, facts }), levelNeeded(intent, flow, facts.shop.policy));
}

/** A proof given in this very message counts. */
function levelNow({ conversation, facts: { proof, customer, shop } }: Pick<Turn, 'conversation' | 'facts'>) {
  if (customer === undefined) return 'anonymous';
  return levelOf(proof.kind === 'matched' ? { customer: proof } : conversation, shop.policy);
}

function thankFor({ conversation, facts, texts }: Turn, reply: Reply): Reply {
  const isInMood = conversation.temper.tone !== 'angry';
  const proven = isInMood && facts.proof.kind === 'matched' && facts.customer !== undefined;
  return proven
    ? { ...reply, blocks: [say(texts.proofThanks(facts.customer?.firstName ?? '')), ...reply.blocks] }
    : reply;
}

/** Once: ask for other words. Twice in a row, or where somebody is angry: a person. */
function unsure(turn: Turn): Reply {
  const { conversation, texts, understanding, facts } = turn;
  if (conversation.question?.kind === 'identify') return askWho(turn, conversation.question);
  const isAngry = conversation.temper.tone === 'angry' && facts.shop.policy.mayHandOverEarly;
  if (conversation.unsureTurns > 0 || isAngry) return { blocks: [], handoff: 'not-understood' };
  const choices = askAgain(turn, understanding.ranking);
  return {
    blocks: [sayOneOf(texts.rephrase, turn), choices],
    question: { kind: 'rephrase', intents: intentsOffered(choices) },
  };
}

/** An open question that this turn did not settle stays open. */
function keepOrClose(turn: Turn, reply: Reply): Reply {
  const { question } = turn.conversation;
  if (question === undefined || reply.question !== undefined || reply.action !== undefined) return reply;
  return isSettled(question, turn) ? reply : { ...reply, keepsQuestion: true };
}

/** Flows settle their own questions. */
function isSettled(question: Question, turn: Turn): boolean {
  const { purpose } = turn;
  if (purpose.kind === 'in-flow') return true;
  const isDenied = purpose.kind === 'serve' && 'job' in purpose.intent.reply && purpose.intent.reply.job === 'deny';
  if (isDenied) return true;
  switch (question.kind) {
    case 'identify':
      return purpose.kind === 'prove' || isAtLeast(levelNow(turn), 'verified');
    case 'which-order':
      return purpose.kind === 'serve' && purpose.intent.intent === question.intent;
    case 'flow-slot':
    case 'flow-confirm':
    case 'which-intent':
    case 'rephrase':
    case 'offer':
    case 'rating-comment':
    case 'cancel-reason':
    case 'confirm-cancel':
      return true;
  }
}

function understood({ message, understanding, purpose, abuse }: Turn): ConversationEvent {
  const { decision, ranking, sentiment, slots, modelId } = understanding;
  // Without their words: those stand in the message alone, where erasure finds them.
  const parts = understanding.parts.map(({ intent, probability }) => ({ intent, probability }));
  const read = { decision, ranking, parts, served: servedIntent(purpose), sentiment, slots, modelId };
  return { kind: 'understood', messageSeq: message.seq, ...read, ...(abuse !== undefined && { abuse }) };
}

function proofEvents({ facts: { proof }, message }: Turn): ConversationEvent[] {
  if (proof.kind === 'matched') return [{ kind: 'identified', customerId: proof.customerId, proof: proof.proof }];
  switch (proof.kind) {
    case 'failed':
      return [failedProof(proof.proof)];
    case 'code-asked': {
      const { customerId } = proof;
      return [{ kind: 'code-asked', challenge: message.seq, ...(customerId !== undefined && { customerId }) }];
    }
    case 'code-refused':
      return codeRefused(proof.why);
    case 'nothing-claimed':
    case 'incomplete':
    case 'code-withheld':
      return [];
  }
}

/** Wrong tries count for the code; a code used up by them counts as one failed proof. */
function codeRefused(why: 'wrong' | 'last' | 'over'): ConversationEvent[] {
  if (why === 'over') return [];
  return [{ kind: 'code-refused' }, ...(why === 'last' ? [failedProof('email-code')] : [])];
}

function failedProof(proof: Proof): ConversationEvent {
  return { kind: 'proof-failed', proof };
}

function replyEvents(turn: Turn, reply: Reply): ConversationEvent[] {
  const { conversation, message } = turn;
  const closes = conversation.question !== undefined && reply.keepsQuestion !== true && !asksOn(turn, reply);
  const head: ConversationEvent[] = [
    ...(closes ? [{ kind: 'question-closed' as const }] : []),
    ...(reply.events ?? []),
  ];
  if (reply.action !== undefined) {
    const key = `${conversation.conversationId}.${message.seq}.${reply.action.kind}`;
    return [...head, { kind: 'action-requested', key, action: reply.action, messageSeq: message.seq }];
  }
  return [
    ...head,
    ...(reply.question === undefined ? [] : [{ kind: 'asked' as const, question: reply.question }]),
    { kind: 'bot-said', blocks: spoken(turn, reply), answers: [message.seq] },
    ...(reply.closes === true ? [{ kind: 'closed' as const, by: 'bot' as const }] : []),
  ];
}

/** The bot says that it is a bot before its first answer, on every channel. */
function spoken(turn: Turn, reply: Reply): Reply['blocks'] {
  const { conversation, facts, texts } = turn;
  const hearing = { ...conversation, apologised: conversation.apologised || reply.blocks.some(apologises) };
  const introduction = conversation.introduced
    ? []
    : [say(texts.introduction(facts.shop.name, facts.shop.policy.mayHandOverEarly))];
  const passingOn =
    reply.handoff === undefined
      ? []
      : [
          sayOneOf(conversation.holder === 'waiting' ? texts.waitingNoted : texts.handoff[reply.handoff], {
            conversation: hearing,
          }),
        ];
  const blocks = [...introduction, ...reply.blocks, ...passingOn];
  return blocks.length > 0 ? blocks : [sayOneOf(texts.waitingNoted, turn)];
}

function handoffOf(turn: Turn, { handoff: reason, topic }: Reply): Decision {
  if (reason === undefined) return { events: [], outbox: [] };
  const { conversation, message, purpose, facts } = turn;
  const about = topic ?? topicOf(purpose);
  const who =
    facts.customer === undefined ? 'not identified' : `${facts.customer.firstName} ${facts.customer.lastName}`;
  const orderId = orderOfCase(turn)?.id ?? conversation.orderInFocus;
  const order = orderId === undefined ? undefined : `order ${orderId}`;
  const summary = [about, who, order].filter((part) => part !== undefined).join(' · ');
  return requestHandoff({ conversation, message, reason, summary });
}

function topicOf(purpose: Purpose): string | undefined {
  if (purpose.kind === 'in-flow') return purpose.frame.flow.title.en;
  return wishOf(purpose)?.title;
}

function codeMail({ conversation: { conversationId }, message: { seq } }: Turn): OutboxMessage {
  return { id: `${conversationId}.${seq}.mail-code`, kind: 'mail-code', conversationId, challenge: seq };
}
