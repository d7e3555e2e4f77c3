import { stem, tokenise, wordsOf } from '../ranking/tokenise.js';
import type { Slots } from '../understanding/understanding.js';
import { withEnglishNames } from './chinese-product-words.js';
import { familyNamed } from './colour-family.js';
import { materialsLike, takeApart } from './excluded-words.js';
import type { ProductIndex, ProductQuery } from './product-index.js';

/** What a message asks for, read with the shop's words. */
export type Wish = {
  /** The text without what it rules out. */
  wanted: string;
  query: ProductQuery;
  /** Words it rules out; of these, terms that may stand nowhere on a product's page, or not among its facts. */
  unwanted: string[];
  excluded: { anywhere: string[]; inFacts: string[] };
  isVegan: boolean;
  maxPrice: number | undefined;
  minPrice: number | undefined;
  price: 'any' | 'low' | 'lowest';
  isReduced: boolean;
  isGift: boolean;
  /** What follows "like", "similar to": a thing to start from; and "goes with": a thing to add to. */
  like: string | undefined;
  goesWith: string | undefined;
};

export function readWish(index: ProductIndex, text: string, { maxPrice, minPrice }: Slots): Wish {
  const { wanted: said, unwanted } = takeApart(text.slice(0, MOST_READ));
  const wanted = withEnglishNames(said);
  const query = index.read(said);
  const asks = (term: string) => !WISH_TERMS.has(term) && !/^\d/.test(term);
  return {
    wanted,
    query: {
      ...query,
      terms: query.terms.filter(asks),
      names: query.names.filter(asks),
      kinds: query.kinds.filter(({ term }) => asks(term)),
    },
    unwanted,
    excluded: excludedBy(unwanted, query),
    maxPrice,
    minPrice,
    price: priceWish(text, wanted),
    isVegan: /\bvegan\b/i.test(wanted),
    isReduced: REDUCED.test(wanted),
    isGift: wordsOf(wanted).some((word) => GIFT.has(word)),
    like: phraseAfter(LIKE, wanted),
    goesWith: phraseAfter(GOES_WITH, wanted),
  };
}

/** "A hat, but not a bobble hat" still wants a hat. */
function excludedBy(unwanted: string[], { kinds }: ProductQuery): Wish['excluded'] {
  const words = unwanted.filter((word) => familyNamed(word) === undefined);
  const isRuledOut = (term: string) => kinds.every((kind) => kind.term !== term);
  return { anywhere: words.flatMap(tokenise).filter(isRuledOut), inFacts: materialsLike(words).filter(isRuledOut) };
}

/** Characters: all of the longest message, because what is ruled out may stand at its end. */
const MOST_READ = 4000;

function priceWish(text: string, wanted: string): Wish['price'] {
  if (/\b(cheapest|lowest price|least expensive)\b/i.test(wanted)) return 'lowest';
  const low = /\b(cheap|cheaper|cheapish|affordable|inexpensive|budget|bargain|low[- ]priced?)\b/i;
  const dear =
    /\b(no money|(not|n['’]t)( be)?( too| so| very| that)? (expensive|pricey|dear)|too (expensive|pricey|dear))\b/i;
  return low.test(wanted) || dear.test(text) ? 'low' : 'any';
}

const REDUCED = /\b(on sale|reduced|discounted|sale items?|special offers?|on offer|deals?)\b/i;

/** "I like", "she would like" compare nothing. */
const LIKE =
  /(?:(?<!\b(?:i|we|you|he|she|they|who|really|also|would|['’]d|id)\s)\blike|\b(?:similar to|same as|clos(?:e|est) to|alternatives? to|along the lines of|in the style of|version of))\s+(?:the|my|your|that|this|a|an)?\s*(.{3,80})/i;
const GOES_WITH =
  /\b(?:(?:go|goes|going|pairs?|wear|combine|fits?) (?:well |nicely |best )?(?:with|under|over)|match(?:es)?)\s+(?:the|my|your|that|this|a|an)?\s*(.{3,80})/i;

/** Up to the end of the thought. */
function phraseAfter(pattern: RegExp, text: string): string | undefined {
  return pattern
    .exec(text)?.[1]
    ?.split(/[.,;!?]|\b(?:but|under|below|for|max|only|that|which|with)\b/i)[0]
    ?.trim();
}

const GIFT = new Set(
  'gift gifts present presents pressie pressies birthday christmas xmas santa anniversary housewarming wedding graduation'.split(
    ' ',
  ),
);

/** Terms that ask for something without saying what. */
const WISH_TERMS = new Set(
  `recommend recommendation suggest suggestion idea inspiration inspire advice advise look search find show need help
  best better nice good great cool lovely decent proper favourite popular bestseller bestselling top new arrival shop
  product item option choose choice pick surprise treat browse compare like similar alternative close version style
  goes match under below max maximum up around about budget euro eur quid pound dollar tenner price cheap cheaper
  cheapest affordable bargain lowest expensive dear money spend pay cost reduced sale discounted offer deal day week
  year old man woman men women person people anybody everybody today tomorrow soon start want wish love hello dear
  birthday christmas xmas santa secret stocking anniversary pressie housewarming filler instead rather else different
  thing stuff lot little bit couple two three four maybe perhaps probably possible available sell stock have gift sold myself yourself himself herself themselves`
    .split(/\s+/)
    .map(stem),
);
