import { termsOf, tokenise, wordsOf } from '../../../ranking/tokenise.js';
import { withEnglishNames } from '../../../recommendation/chinese-product-words.js';
import type { Asked } from '../../facts/asked.js';
import type { Sources } from '../../facts/sources.js';
import type { Purpose } from '../purpose.js';
import { FACTS, SUGGESTIONS } from './product-intents.js';

/**
 * The purpose of a message that could not be understood, where all it says is what products here are called: "kettles", or
 * the name of one. No classifier has seen a shop's own names.
 */
export async function orNamedProduct(
  { purpose, message, understanding, shop, conversation }: Omit<Asked, 'now' | 'lead'>,
  { intents, findProducts }: Pick<Sources, 'intents' | 'findProducts'>,
): Promise<Purpose> {
  const isOpen = purpose.kind === 'unsure' || purpose.kind === 'ambiguous' || purpose.kind === 'out-of-scope';
  if (!isOpen || message.choice !== undefined || conversation.holder === 'waiting') return purpose;
  const text = withEnglishNames(message.text);
  const words = wordsOf(text).filter((word) => !/\p{Script=Han}/u.test(word));
  const terms = words.flatMap(termsOf).filter((term) => !ASKING.has(term));
  if (terms.length === 0 || words.length > MOST_WORDS) return purpose;
  const [best] = await findProducts(shop.id, { text, vector: understanding.vector });
  if (best === undefined || best.isAlike === true) return purpose;
  const { title, category, tags } = best.product;
  const own = new Set(tokenise([title, category, ...tags].join(' ')));
  if (!terms.every((term) => own.has(term))) return purpose;
  const isNamed = tokenise(title).every((term) => terms.includes(term));
  const intent = intents.get(isNamed ? FACTS : SUGGESTIONS);
  return intent === undefined ? purpose : { kind: 'serve', intent, orderNumber: undefined };
}

/** Longer texts say what they want. */
const MOST_WORDS = 7;

const ASKING = new Set(
  tokenise('show see have sell need want look looking like find buy please thanks some any good nice get browse'),
);
