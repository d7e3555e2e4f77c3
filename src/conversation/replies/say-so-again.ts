import type { Reply, Turn } from '../turn.js';
import { personChoice } from './person-choice.js';
import { sayOneOf } from './text-block.js';

/** Why it could not be done, once more; a person may see further, where the shop lets one be offered. */
export function saySoAgain(turn: Turn, reason: string): Reply {
  const { texts, facts, conversation } = turn;
  const said = sayOneOf(texts.staysRefused(reason), turn);
  const offersPerson = facts.shop.policy.mayHandOverEarly && conversation.holder !== 'waiting';
  return { blocks: offersPerson ? [said, { kind: 'choices', choices: [personChoice(texts)] }] : [said] };
}
