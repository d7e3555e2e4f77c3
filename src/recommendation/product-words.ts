import { foldCase, tokenise, termsOf, wordsOf } from '../ranking/tokenise.js';
import type { Product } from '../shop/shop.js';

/** A product's own words, by the search term they stand for: what a reason may quote. */
export type ProductWords = {
  /** Term → the word as the product's page has it, the plainest place first. */
  quotes: Map<string, string>;
  /** Terms of title and category: what the thing is called. */
  names: Set<string>;
};

export function readProductWords(product: Product): ProductWords {
  const quotes = new Map<string, string>();
  for (const text of quotedTexts(product)) {
    for (const word of wordsOf(text)) for (const term of termsOf(word)) if (!quotes.has(term)) quotes.set(term, word);
  }
  return { quotes, names: new Set(namesOf(product)) };
}

/** Everything a product's page says in words; options are not here, because they belong to a variant. */
export function quotedTexts({ tags, title, category, attributes, description }: Product): string[] {
  return [...tags, title, category, ...Object.keys(attributes), ...Object.values(attributes), description];
}

/**
 * The terms that name products in this shop. A word that many other products use to describe themselves (light,
 * wool, waterproof) names none, even where a title holds it; the last word of a title says what the thing is and
 * may be used more.
 */
export function nameTerms(products: Product[]): Set<string> {
  const counts = new Map<string, { named: number; isHead: boolean; beside: number }>();
  const count = (word: string, change: Partial<{ named: 1; isHead: true; beside: 1 }>) => {
    const { named, isHead, beside } = counts.get(word) ?? { named: 0, isHead: false, beside: 0 };
    const { named: more = 0, beside: elsewhere = 0 } = change;
    counts.set(word, { named: named + more, isHead: isHead || change.isHead === true, beside: beside + elsewhere });
  };
  for (const product of products) {
    const names = singulars(`${product.title} ${product.category}`);
    for (const word of names) count(word, { named: 1 });
    for (const word of singulars(`${headOf(product.title)} ${product.category}`)) count(word, { isHead: true });
    for (const word of singulars(quotedTexts(product).join(' '))) if (!names.has(word)) count(word, { beside: 1 });
  }
  const namesSomething = ({ named, isHead, beside }: { named: number; isHead: boolean; beside: number }) =>
    named > 0 && beside <= (isHead ? 4 * named : named);
  return new Set([...counts].flatMap(([word, entry]) => (namesSomething(entry) ? termsOf(word) : [])));
}

/** Forms are kept apart here: a coated jacket is not a coat. */
function singulars(text: string): Set<string> {
  return new Set(wordsOf(text).map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)));
}

/** Words of the title apart and joined, so that "rain coat" is a "raincoat". */
function namesOf({ title, category }: Product): string[] {
  return tokenise(`${title} ${joinedPairs(title).join(' ')} ${category}`);
}

/** "Boatshed Pendant, Small" is a pendant. */
function headOf(title: string): string {
  return wordsOf(title.split(',')[0] ?? title).at(-1) ?? '';
}

export function joinedPairs(text: string): string[] {
  const words = foldCase(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`);
}
