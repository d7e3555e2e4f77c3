import type { Intent } from '../../understanding/intent-catalog.js';
import { type Listener, languageOf } from '../flow/say-it.js';

/** The quick reply that asks for an intent, by its title in the customer's language where it has one. */
export function intentChoice({ intent, title, titles }: Intent, listener: Listener): { label: string; choice: string } {
  return { label: { en: title, ...titles }[languageOf(listener)] ?? title, choice: `intent:${intent}` };
}
