import type { Reply, Turn } from '../turn.js';
import { personChoice } from './person-choice.js';
import { sayOneOf } from './text-block.js';

/** This shop does not do it in the chat, for anybody: why, and a person who may know another way. */
export function withheldReply(turn: Turn): Reply {
  const { texts } = turn;
  const person = personChoice(texts);
  return { blocks: [sayOneOf(texts.voucher.tooLate, turn), { kind: 'choices', choices: [person] }] };
}
