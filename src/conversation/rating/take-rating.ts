import { sayOneOf } from '../replies/text-block.js';
import type { Reply, Turn } from '../turn.js';

/** Up to this somebody is asked what could have been better. */
const LOW = 3;

/** The rating goes into the log, once; whatever was open stays open. */
export function takeRating(turn: Turn, value: number): Reply {
  const { conversation, texts } = turn;
  const { rating, question } = conversation;
  if (rating?.value !== undefined) return { blocks: [sayOneOf(texts.rating.known, turn)], keepsQuestion: true };
  const rated = { kind: 'rated' as const, value };
  if (value > LOW || question !== undefined) {
    const thanks = sayOneOf(texts.rating.noted, turn);
    return { blocks: [thanks], events: [rated], keepsQuestion: true, closes: rating?.isAfterClose === true };
  }
  return {
    blocks: [sayOneOf(texts.rating.whatBetter, turn)],
    events: [rated],
    question: { kind: 'rating-comment', value },
  };
}

/** Their words stand in their message: the rating only says which one. */
export function takeComment(turn: Turn, { value, isDeclined }: { value: number; isDeclined: boolean }): Reply {
  const { conversation, message, texts } = turn;
  const closes = conversation.rating?.isAfterClose === true;
  if (isDeclined) return { blocks: [sayOneOf(texts.rating.noted, turn)], closes };
  const blocks = [sayOneOf(texts.rating.commentNoted, turn)];
  return { blocks, events: [{ kind: 'rated', value, commentSeq: message.seq }], closes };
}
