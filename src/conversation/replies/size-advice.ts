import { readSizeReviews } from '../../recommendation/size-in-reviews.js';
import type { Product } from '../../shop/shop.js';
import type { Reply, Turn } from '../turn.js';
import { answerFromPolicy } from './answer-from-policy.js';
import { productCardsOf } from './product-card.js';
import { linkNearest, quotePassages } from './quote-passages.js';
import { say, sayOneOf } from './text-block.js';

/** What the product page and the reviews say of the size of the product meant, then the shop's size chart. */
export function sizeAdvice(turn: Turn): Reply {
  const { facts, texts } = turn;
  const [found] = facts.products;
  if (found === undefined) return answerFromPolicy(turn);
  const lines = [...factLines(found.product, turn), ...reviewLines(found.product, turn)];
  return {
    blocks: [
      lines.length === 0
        ? sayOneOf(texts.slots.sizeUnknown(found.product.title), turn)
        : say([texts.productFacts(found.product.title), ...lines].join('\n')),
      ...quotePassages(turn),
      ...linkNearest(turn),
      ...productCardsOf([found], turn),
    ],
  };
}

/** Facts about how it sits, by the names that shops give them. */
const ABOUT_SIZE = /fit|siz|length|measure|chest|waist|inseam|尺|码|版型|长度/iu;

function factLines({ attributes }: Product, { texts }: Turn): string[] {
  const facts = Object.entries(attributes).filter(([name]) => ABOUT_SIZE.test(name));
  const lines = facts.map(([name, value]) => texts.factLine(name, value));
  return lines.length === 0 ? [] : [...lines, texts.factSource];
}

/** Nothing where no review speaks of it: a silence is no praise. */
function reviewLines({ reviews }: Product, { texts }: Turn): string[] {
  const said = readSizeReviews(reviews);
  const counts = texts.slots.sizeSaid(said);
  return counts === '' ? [] : [texts.slots.sizeReviews(said.total, counts)];
}
