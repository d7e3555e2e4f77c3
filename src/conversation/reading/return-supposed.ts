import type { Intent } from '../../understanding/intent-catalog.js';
import type { Reading } from './reading.js';

/**
 * A question about a return that nobody has to make yet: "can I return it if it doesn't fit", "the cheapest way to send it
 * back". It asks for the rules, which need no proof of who asks. Undefined for anything else.
 */
export function returnSupposed({ message, understanding: { slots, parts }, intents }: Reading): Intent | undefined {
  const isPlain = message.choice === undefined && parts.length === 0 && slots.orderNumbers.length === 0;
  return isPlain && SUPPOSED.test(message.text) ? intents.get('return_policy') : undefined;
}

const SUPPOSED =
  /\b(?:can|could|may) (?:i|we) (?:return|exchange|send|give|bring)\b.{0,40}\b(?:if|in case)\b|\b(?:if|in case) (?:it|they) (?:does|do)(?:n['’]?t| not) fit\b.{0,40}\b(?:return|send|give|exchange)\b|\b(?:cheapest|best|easiest|quickest|fastest) way to (?:return|send)\b|(?:如果|要是|万一)不合适.{0,12}(?:退|换)|不合适.{0,4}(?:能|可以|可不可以)(?:退|换)/iu;
