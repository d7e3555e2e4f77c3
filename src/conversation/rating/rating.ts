import type { ConversationEvent } from '../conversation-event.js';
import type { Holder } from '../log/conversation-log.js';

/** That a customer was asked how it was, and what they said. */
export type Rating = {
  /** Asked behind the end of the conversation: the answer does not begin it anew. */
  isAfterClose: boolean;
  /** 1, very poor, to 5, very good. */
  value: number | undefined;
};

/** @param holder of the conversation after the event */
export function ratingAfter(rating: Rating | undefined, event: ConversationEvent, holder: Holder): Rating | undefined {
  if (event.kind === 'rated') return { isAfterClose: rating?.isAfterClose ?? false, value: event.value };
  const isAsked = event.kind === 'bot-said' && event.blocks.some(({ kind }) => kind === 'rating');
  return isAsked ? (rating ?? { isAfterClose: holder === 'closed', value: undefined }) : rating;
}

export const SCALE = [1, 2, 3, 4, 5] as const;

export function choiceOf(value: number): string {
  return `${PREFIX}${value}`;
}

/** What a pressed quick reply rates; undefined where it is another one. */
export function ratingIn(choice: string | undefined): number | undefined {
  return SCALE.find((value) => choice === choiceOf(value));
}

const PREFIX = 'rating:';
