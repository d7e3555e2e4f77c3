import type { Block } from '../../protocol/block.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import { type Listener, languageOf } from '../flow/say-it.js';

/** The quick reply that asks for an intent, by its title in the customer's language where it has one. */
export function intentChoice({ intent, title, titles }: Intent, listener: Listener): { label: string; choice: string } {
  return { label: { en: title, ...titles }[languageOf(listener)] ?? title, choice: `intent:${intent}` };
}

/** Names of the intents that a block offers, in its order. */
export function intentsOffered(block: Block): string[] {
  const choices = block.kind === 'choices' ? block.choices : [];
  return choices.flatMap(({ choice }) => (choice.startsWith('intent:') ? [choice.slice('intent:'.length)] : []));
}
