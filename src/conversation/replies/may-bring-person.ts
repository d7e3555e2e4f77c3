import type { Turn } from '../turn.js';

/** Whether the bot has done what it can: at once where the shop lets it hand over early, or else when it is asked again. */
export function mayBringPerson({ facts, conversation, purpose }: Turn): boolean {
  const asked = purpose.kind === 'serve' || purpose.kind === 'prove' ? purpose.intent.intent : undefined;
  return facts.shop.policy.mayHandOverEarly || (asked !== undefined && conversation.lastIntent === asked);
}
