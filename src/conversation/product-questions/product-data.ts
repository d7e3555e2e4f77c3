import { tokenise } from '../../ranking/tokenise.js';
import type { Product } from '../../shop/shop.js';
import { type Aspect, aspectsAsked } from './aspects.js';

/** What a question asks of a product: known aspects, and the words that name neither those nor the product. */
export type Wanted = { aspects: Aspect[]; terms: string[] };

/**
 * Nothing special where both are empty: then it asks what the product is.
 * @param others that the question names as well
 */
export function wantedOf(question: string, product: Product, others: readonly Product[] = []): Wanted {
  const aspects = aspectsAsked(question);
  if (aspects.length > 0 || /\p{Script=Han}/u.test(question)) return { aspects, terms: [] };
  const names = [product, ...others].flatMap(({ title, category }) => [title, category]);
  const named = new Set([...names, ...optionsOf(product)].flatMap(tokenise));
  const terms = tokenise(question).filter((term) => !named.has(term) && !ASKING.has(term));
  return { aspects, terms: [...new Set(terms)] };
}

/** Words that questions about a product are made with, whatever they ask for. */
const ASKING = new Set(
  tokenise(
    `question product item page info information detail describe description sell order buy good nice exactly come first second
    third fourth last cheap cheaper cheapest expensive`,
  ),
);

function optionsOf({ variants }: Product): string[] {
  return variants.flatMap(({ options }) => Object.values(options));
}

/** The attributes that tell what is asked for, by name. */
export function attributesFor({ attributes }: Product, { aspects, terms }: Wanted): [name: string, value: string][] {
  return Object.entries(attributes).filter(
    ([name, value]) => aspects.some(({ named }) => named.test(name)) || sharesTerm(`${name} ${value}`, terms),
  );
}

/** The sentences of the description that speak of what is asked for. */
export function describedFor({ description }: Product, { aspects, terms }: Wanted): string[] {
  return sentencesOf(description).filter(
    (sentence) => aspects.some(({ asked }) => asked.test(sentence)) || sharesTerm(sentence, terms),
  );
}

export function sharesTerm(text: string, terms: readonly string[]): boolean {
  if (terms.length === 0) return false;
  const own = new Set(tokenise(text));
  return terms.some((term) => own.has(term));
}

export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
