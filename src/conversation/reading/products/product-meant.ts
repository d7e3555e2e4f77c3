import { withEnglishNames } from '../../../recommendation/chinese-product-words.js';
import type { Intent } from '../../../understanding/intent-catalog.js';
import type { Slots } from '../../../understanding/understanding.js';
import type { Reading } from '../reading.js';
import { COUNTED } from './little-words.js';
import { FACTS, SIZES, STOCK, SUGGESTIONS } from './product-intents.js';

/**
 * A question about products that its words tell better than the classifier: it compares things by name ("the fell bottle vs
 * the burn bottle"), or names in Chinese a kind of thing that is looked for. Undefined where the message is read surely for
 * something else.
 */
export function productMeant({ message, understanding, intents }: Reading): Intent | undefined {
  const { decision, parts, slots } = understanding;
  const { text } = message;
  if (message.choice !== undefined || parts.length > 0 || text.length > LONGEST) return undefined;
  if (WHICH_OF_TWO.test(text)) return intents.get(FACTS);
  const isOpen = decision.kind !== 'confident' || OF_PRODUCTS.has(decision.intent);
  if (isOpen && comparesNames(text)) return intents.get(FACTS);
  if (isOpen && hasLimit(slots)) return intents.get(SUGGESTIONS);
  if (decision.kind === 'confident' || withEnglishNames(text) === text) return undefined;
  if (IS_THERE.test(text)) return intents.get(STOCK);
  return LOOKS_FOR.test(text) ? intents.get(SUGGESTIONS) : undefined;
}

/** Longer texts are no plain question. */
const LONGEST = 200;

/** "Jackets under 60". */
function hasLimit({ maxPrice, minPrice }: Slots): boolean {
  return maxPrice !== undefined || minPrice !== undefined;
}

/** "The fell bottle vs the burn bottle", "is the fell lighter than the burn". */
export function comparesNames(text: string): boolean {
  return WHICH_OF_TWO.test(text) || COMPARES.test(text);
}

const OF_PRODUCTS: ReadonlySet<string> = new Set([SUGGESTIONS, FACTS, STOCK, SIZES]);
const WHICH_OF_TWO = new RegExp(`[和跟与].{2,40}哪(?:一?${COUNTED})?(?:更|比较|最)?(?:轻|重|便宜|贵|好|大|暖)`, 'u');
const BETTER = '(?:lighter|heavier|cheaper|better|warmer|bigger|smaller|more expensive|dearer|thicker|softer)';
const COMPARES = new RegExp(
  String.raw`\b(?:vs\.?|versus)\b|\bcompare\b|\bdifferences? between\b|\bor\b.{2,60}\b${BETTER}\b|\b${BETTER} than\b|\bwhich\b.{1,20}\b${BETTER}\b.{1,60}\bor\b|[和跟与].{2,40}(?:区别|不同|相比)|还是.{2,30}(?:更|比较)`,
  'iu',
);
const IS_THERE = /有.{0,20}[吗么没]|有没有|有货|还有.{1,12}[吗么]/u;
const LOOKS_FOR = /推荐|想买|想要|想找|找[一个件双条]|介绍/u;
