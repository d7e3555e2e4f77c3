import { foldCase, termsOf, tokenise, wordsOf } from '../ranking/tokenise.js';
import type { Product } from '../shop/shop.js';

/** A product's own words, by the search term they stand for. */
export type ProductWords = {
  /** Term → the word as the product's page has it in a tag, title, category or fact: what a reason may quote. */
  quotes: Map<string, string>;
  /** Every term of its page, the description's too. */
  all: Set<string>;
  /** Terms of title and category: what the thing is called; and of tags that call it something: a beanie is a hat. */
  names: Set<string>;
  tagNames: Set<string>;
};

export function readProductWords(product: Product): ProductWords {
  const quotes = new Map<string, string>();
  for (const word of factTexts(product).flatMap(wordsOf)) {
    for (const term of termsOf(word)) if (!quotes.has(term)) quotes.set(term, word);
  }
  const all = new Set(tokenise(pageTexts(product).join('\n')));
  // What is hooded is no hoodie.
  const tagNames = new Set(product.tags.filter((tag) => !/(ed|ing)$/.test(tag)).flatMap(tokenise));
  return { quotes, all, names: new Set(namesOf(product)), tagNames };
}

/** How to wash a thing says nothing of what it is for. */
function factTexts({ tags, title, category, attributes }: Product): string[] {
  const facts = Object.entries(attributes).flatMap(([name, value]) => (/care|wash|clean/i.test(name) ? [] : [value]));
  return [...tags, title, category, ...facts];
}

/** Everything a product's page says in words; options are not here, because they belong to a variant. */
export function pageTexts(product: Product): string[] {
  const { tags, title, category, attributes, description } = product;
  return [...tags, title, category, ...Object.entries(attributes).flat(), description];
}

/** Terms that name products: `kinds` say what a thing is (jacket, mug), the others which one (skerry). */
export type NameTerms = { all: Set<string>; kinds: Set<string> };

/**
 * The terms that name products in this shop. A word that many other products use to describe themselves (light,
 * wool, waterproof) names none, even where a title holds it; the last word of a title says what the thing is and
 * may be used more.
 */
export function nameTerms(products: Product[]): NameTerms {
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
    for (const word of singulars(pageTexts(product).join(' '))) if (!names.has(word)) count(word, { beside: 1 });
  }
  const naming = [...counts].filter(([, { named, isHead, beside }]) => named > 0 && beside <= (isHead ? 4 : 1) * named);
  return {
    all: new Set(naming.flatMap(([word]) => termsOf(word))),
    kinds: new Set(naming.flatMap(([word, { isHead }]) => (isHead ? termsOf(word) : []))),
  };
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

/** Neighbouring words written as one; little words join nothing. */
export function joinedPairs(text: string): string[] {
  const words = foldCase(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return words.slice(1).flatMap((word, index) => {
    const before = words[index] ?? '';
    return isJoinable(before) && isJoinable(word) ? [`${before}${word}`] : [];
  });
}

function isJoinable(word: string): boolean {
  return word.length === 1 || termsOf(word).length > 0;
}
