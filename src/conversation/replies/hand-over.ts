import type { Reply, Turn } from '../turn.js';
import { mayBringPerson } from './may-bring-person.js';
import { ASKS_FOR_PERSON, personChoice } from './person-choice.js';
import { quotePassages } from './quote-passages.js';
import { sayOneOf } from './text-block.js';

/** The customer asked for a person. A shop may have the bot try first; a person it has offered itself is brought in anyway. */
export function handOver(turn: Turn): Reply {
  const { facts, message, texts } = turn;
  const isOffered = message.choice === ASKS_FOR_PERSON;
  if (facts.shop.policy.mayHandOverEarly || isOffered) return { blocks: [], handoff: 'asked-for-a-person' };
  return { blocks: [sayOneOf(texts.handoffNotYet, turn)] };
}

/** The bot has no action for this: what the policy says, then a person. */
export function needsPerson(turn: Turn): Reply {
  return behindPolicy(turn, []);
}

/** Something arrived broken, wrong, incomplete or not at all. */
export function reportProblem(turn: Turn): Reply {
  return behindPolicy(turn, [sayOneOf(turn.texts.reportHeard, turn)]);
}

/** A shop that has the bot try first gives the page first, and a person to whoever that does not help. */
function behindPolicy(turn: Turn, before: Reply['blocks']): Reply {
  const { texts } = turn;
  const quotes = quotePassages(turn, 1);
  const blocks = [...before, ...quotes];
  if (quotes.length === 0 || mayBringPerson(turn)) return { blocks, handoff: 'needs-a-person' };
  const person = personChoice(texts);
  return { blocks: [...blocks, sayOneOf(texts.personIfNot, turn), { kind: 'choices', choices: [person] }] };
}
