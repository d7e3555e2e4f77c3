import type { Reply, Turn } from '../turn.js';
import { sayOneOf } from './text-block.js';

/** This shop does not do it in the chat, for anybody: why, and a person who may know another way. */
export function withheldReply(turn: Turn): Reply {
  const { texts } = turn;
  const person = { label: texts.handoffOffer, choice: 'intent:human_agent' };
  return { blocks: [sayOneOf(texts.voucher.tooLate, turn), { kind: 'choices', choices: [person] }] };
}
