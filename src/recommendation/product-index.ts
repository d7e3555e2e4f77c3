import { createBm25Index, type Hit } from '../ranking/bm25.js';
import { fuseScores } from '../ranking/fuse-scores.js';
import { termsOf, tokenise, wordsOf } from '../ranking/tokenise.js';
import { createVectorIndex } from '../ranking/vector-index.js';
import type { Product } from '../shop/shop.js';
import { withEnglishNames } from './chinese-product-words.js';
import { COLOUR_FAMILY_WORDS } from './colour-family.js';
import { correctSpelling } from './correct-spelling.js';
import { joinedPairs, nameTerms, type ProductWords, pageTexts, readProductWords } from './product-words.js';
import { isColour, type OptionTable, tabulateOptions } from './read-options.js';

/** A word for a kind of thing, and the word before it where the shop has the two as one name: sleeping bag. */
export type Kind = { term: string; of: string | undefined };

/** A text read with this shop's words: mistyped names of products are put right. */
export type ProductQuery = {
  terms: string[];
  /** Those of `terms` that name things of this shop, and of these, those that say what kind of thing. */
  names: string[];
  kinds: Kind[];
};

export type ProductIndex = {
  products: Product[];
  /** In the order of `products`, as are the documents of every ranking. */
  words: ProductWords[];
  options: OptionTable[];
  read(text: string): ProductQuery;
  /** Words that ask for a colour here: plain ones, and the shop's own that mean nothing else. */
  colourWords: Set<string>;
  /** By words and, where both are there, meaning; 0..1.3, best first, every product that has anything of it. */
  rank(query: ProductQuery, vector: Float32Array | undefined): Hit[];
  /** By meaning alone; empty until the vectors are made. */
  rankByMeaning(vector: Float32Array): Hit[];
  vectorOf(document: number): Float32Array | undefined;
};

/** Characters of a text: the longest message. */
const MOST_READ = 4000;

const WORDS_WEIGHT = 0.6;

/** What is encoded of a product: what it is, what it is for, and how the shop speaks of it. */
export function productText({ title, category, tags, attributes, description }: Product): string {
  const material = attributes.material === undefined ? '' : ` ${attributes.material}.`;
  return `${title}. ${category}. ${tags.join(', ')}.${material} ${description}`.slice(0, 240);
}

/** Reads the words once; the index with vectors is then made from the same. */
export function indexProducts(products: Product[]): (vectors: Float32Array[] | undefined) => ProductIndex {
  const words = products.map(readProductWords);
  const options = products.map(({ variants }) => tabulateOptions(variants));
  const bm25 = createBm25Index([
    { weight: 3, texts: products.map(({ title }) => `${title} ${joinedPairs(title).join(' ')}`) },
    { weight: 1.5, texts: products.map(({ category }) => category) },
    { weight: 1.5, texts: products.map(({ tags }) => tags.join(' ')) },
    { weight: 1, texts: options.map(optionText) },
    { weight: 0.7, texts: products.map(({ attributes }) => Object.entries(attributes).flat().join(' ')) },
    { weight: 0.3, texts: products.map(({ description }) => description) },
  ]);
  const read = createReader(products, options.map(optionText));
  const colourWords = readColourWords(products, words);
  return (vectors) => {
    const meanings = vectors === undefined ? undefined : createVectorIndex(vectors);
    const rankByMeaning = (vector: Float32Array) => meanings?.search(vector, products.length) ?? [];
    return {
      products,
      words,
      options,
      read,
      colourWords,
      rankByMeaning,
      rank: ({ terms }, vector) =>
        fuseScores([
          { hits: bm25.search(terms, products.length), weight: WORDS_WEIGHT },
          { hits: vector === undefined ? [] : rankByMeaning(vector), weight: 1 },
        ]),
      vectorOf: (document) => vectors?.[document],
    };
  };
}

function readColourWords(products: Product[], words: ProductWords[]): Set<string> {
  const colours = products
    .flatMap(({ variants }) => variants.flatMap(({ options }) => Object.entries(options)))
    .flatMap(([option, value]) => (isColour(option) ? (wordsOf(value).at(-1) ?? []) : []));
  const facts = new Set(words.flatMap(({ quotes }) => [...quotes.keys()]));
  const meansOnlyColour = (word: string) => termsOf(word).every((term) => !facts.has(term));
  return new Set([...COLOUR_FAMILY_WORDS, ...colours.filter(meansOnlyColour)]);
}

/** Colours by name and by look, so that "green" finds moss. */
function optionText(table: OptionTable): string {
  const values = [...table.values()].flat();
  return [...new Set(values.flatMap(({ value, family }) => [value, ...(family === undefined ? [] : [family])]))].join(
    ' ',
  );
}

function createReader(products: Product[], optionTexts: string[]): ProductIndex['read'] {
  const names = nameTerms(products);
  const everyWord = [...products.flatMap(pageTexts), ...optionTexts].flatMap(wordsOf);
  const known = new Set(everyWord.flatMap(termsOf));
  // Only what names a product is worth guessing at, in the spelling of titles, categories and tags.
  const nameWords = new Set(
    products
      .flatMap(({ title, category, tags }) => [title, category, ...tags])
      .flatMap(wordsOf)
      .filter((word) => termsOf(word).some((term) => names.all.has(term))),
  );
  const joins = new Set(products.flatMap(({ title }) => joinedPairs(title)).flatMap(termsOf));
  const isName = (term: string) => names.all.has(term) || joins.has(term);
  return (whole) => {
    const text = withEnglishNames(whole.slice(0, MOST_READ));
    const joined = joinedPairs(text)
      .flatMap(termsOf)
      .filter((term) => isName(term));
    const terms = [...new Set([...wordsOf(text).flatMap(termsOrCorrected), ...joined])];
    const kinds = kindsIn(text).filter(({ term }) => terms.includes(term));
    return { terms, names: terms.filter(isName), kinds };
  };

  function kindsIn(text: string): Kind[] {
    const words = wordsOf(text);
    return words.flatMap((word, place) =>
      termsOrCorrected(word).flatMap((term) => {
        if (!names.kinds.has(term)) return [];
        const before = words[place - 1] ?? '';
        const isCompound = termsOf(`${before}${word}`).some((join) => joins.has(join));
        return [{ term, of: isCompound ? termsOf(before)[0] : undefined }];
      }),
    );
  }

  function termsOrCorrected(word: string): string[] {
    const terms = termsOf(word);
    if (terms.length === 0 || terms.every((term) => known.has(term) || joins.has(term))) return terms;
    const corrected = correctSpelling(word, nameWords);
    return corrected === undefined ? terms : tokenise(corrected);
  }
}
