import type { Texts } from '../../texts/texts.js';

/** What the quick reply that asks for a person sends. */
export const ASKS_FOR_PERSON = 'intent:human_agent';

/** The quick reply that asks for a person. */
export function personChoice({ handoffOffer }: Pick<Texts, 'handoffOffer'>): { label: string; choice: string } {
  return { label: handoffOffer, choice: ASKS_FOR_PERSON };
}
