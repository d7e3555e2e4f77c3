import type { ConversationEvent } from '../conversation-event.js';

/** How much is taken of somebody who was rude or sent the same again and again. */
export type Restraint = {
  /** One message in so long, in milliseconds. */
  everyMs: number;
  /** Nothing before then: milliseconds since the epoch. */
  until: number;
};

type Restrained = Extract<ConversationEvent, { kind: 'restrained' }>;

export function restraintAfter(before: Restraint | undefined, { everyMs, until }: Restrained): Restraint {
  return { everyMs: everyMs ?? before?.everyMs ?? 0, until: until ?? before?.until ?? 0 };
}
