import { splitSentences } from '../../understanding/split-sentences.js';
import type { Understanding } from '../../understanding/understanding.js';
import type { Sources } from '../facts/sources.js';
import type { Flow } from '../flow/flow.js';
import { flowFor } from '../flow/flow-for.js';

type Part = Pick<Understanding['parts'][number], 'intent' | 'text'>;

/**
 * A message's wish, and what else it orders to be done in a sentence of its own that the model is not sure of, where its
 * words say which flow is meant: "… Also switch the payment method of order 7." The whole alone, where there is none.
 */
export function orderedBesides(
  whole: Part,
  { intents, flows }: Pick<Sources, 'intents'> & { flows: ReadonlyMap<string, Flow> },
): Part[] {
  const [first = whole.text, ...others] = splitSentences(whole.text);
  const found = others
    .filter((sentence) => ORDERS.test(sentence))
    .flatMap((sentence): Part[] => {
      for (const flow of flows.values()) {
        const from = flow['takes-over']?.from.find((name) => {
          const intent = intents.get(name);
          return name !== whole.intent && intent !== undefined && flowFor(flows, intent, [sentence]) === flow;
        });
        if (from !== undefined) return [{ intent: from, text: sentence }];
      }
      return [];
    });
  return found.length === 0 ? [whole] : [{ ...whole, text: first }, ...found];
}

/** Begins with what is to be done; further on a sentence may tell of what was done. */
const ORDERS = /^\s*(?:(?:please|also|then|and),? )+(?:switch|change|update|modify|move)\b/iu;
