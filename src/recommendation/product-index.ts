import { createBm25Index, type Hit } from '../ranking/bm25.js';
import { fuseScores } from '../ranking/fuse-scores.js';
import { termsOf, tokenise, wordsOf } from '../ranking/tokenise.js';
import { createVectorIndex } from '../ranking/vector-index.js';
import type { Product } from '../shop/shop.js';
import { familyOf } from './colour-family.js';
import { correctSpelling } from './correct-spelling.js';
import { joinedPairs, nameTerms, type ProductWords, quotedTexts, readProductWords } from './product-words.js';

/** A text read with this shop's words: mistyped names of products are put right. */
export type ProductQuery = {
  terms: string[];
  /** Those of `terms` that name a kind of thing here, or one thing. */
  names: string[];
};

export type ProductIndex = {
  products: Product[];
  /** In the order of `products`, as are the documents of every ranking. */
  words: ProductWords[];
  read(text: string): ProductQuery;
  /** By words and, where both are there, meaning; 0..1.3, best first, every product that has anything of it. */
  rank(query: ProductQuery, vector: Float32Array | undefined): Hit[];
  /** By meaning alone; empty until the vectors are made. */
  rankByMeaning(vector: Float32Array): Hit[];
  vectorOf(document: number): Float32Array | undefined;
};

const WORDS_WEIGHT = 0.6;

/** What is encoded of a product: what it is, what it is for, and how the shop speaks of it. */
export function productText({ title, category, tags, attributes, description }: Product): string {
  const material = attributes.material === undefined ? '' : ` ${attributes.material}.`;
  return `${title}. ${category}. ${tags.join(', ')}.${material} ${description}`.slice(0, 320);
}

/** @param vectors of `products`, made from `productText`; without them only words count */
export function indexProducts(products: Product[], vectors: Float32Array[] | undefined): ProductIndex {
  const words = products.map(readProductWords);
  const bm25 = createBm25Index([
    { weight: 3, texts: products.map(({ title }) => `${title} ${joinedPairs(title).join(' ')}`) },
    { weight: 1.5, texts: products.map(({ category }) => category) },
    { weight: 1.5, texts: products.map(({ tags }) => tags.join(' ')) },
    { weight: 1, texts: products.map(optionText) },
    { weight: 0.7, texts: products.map(({ attributes }) => Object.entries(attributes).flat().join(' ')) },
    { weight: 0.3, texts: products.map(({ description }) => description) },
  ]);
  const meanings = vectors === undefined ? undefined : createVectorIndex(vectors);
  const rankByMeaning = (vector: Float32Array) => meanings?.search(vector, products.length) ?? [];
  return {
    products,
    words,
    read: createReader(products),
    rankByMeaning,
    rank: ({ terms }, vector) =>
      fuseScores([
        { hits: bm25.search(terms, products.length), weight: WORDS_WEIGHT },
        { hits: vector === undefined ? [] : rankByMeaning(vector), weight: 1 },
      ]),
    vectorOf: (document) => vectors?.[document],
  };
}

/** Colours by name and by look, so that "green" finds moss. */
function optionText({ variants }: Product): string {
  const values = variants.flatMap(({ options, swatch }) => [
    ...Object.values(options),
    ...(swatch === undefined ? [] : [familyOf(swatch) ?? '']),
  ]);
  return [...new Set(values)].join(' ');
}

function createReader(products: Product[]): ProductIndex['read'] {
  const names = nameTerms(products);
  const everyWord = products.flatMap((product) => [...quotedTexts(product), optionText(product)]).flatMap(wordsOf);
  const known = new Set(everyWord.flatMap(termsOf));
  // Only what names a product is worth guessing at, in the spelling of titles, categories and tags.
  const nameWords = new Set(
    products
      .flatMap(({ title, category, tags }) => [title, category, ...tags])
      .flatMap(wordsOf)
      .filter((word) => termsOf(word).some((term) => names.has(term))),
  );
  const joins = new Set(products.flatMap(({ title }) => joinedPairs(title)).flatMap(termsOf));
  for (const join of joins) if (!known.has(join)) names.add(join);
  return (text) => {
    const joined = joinedPairs(text).flatMap(termsOf).filter((term) => names.has(term));
    const terms = [...wordsOf(text).flatMap((word) => termsOrCorrected(word)), ...joined];
    return { terms: [...new Set(terms)], names: [...new Set(terms)].filter((term) => names.has(term)) };
  };

  function termsOrCorrected(word: string): string[] {
    const terms = termsOf(word);
    if (terms.length === 0 || terms.every((term) => known.has(term) || joins.has(term))) return terms;
    const corrected = correctSpelling(word, nameWords);
    return corrected === undefined ? terms : tokenise(corrected);
  }
}
