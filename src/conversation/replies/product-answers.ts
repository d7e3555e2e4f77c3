import type { FoundProduct } from '../../recommendation/find-products.js';
import { answerAboutProduct } from '../product-questions/answer-about-product.js';
import { NOTICE_CHOICE } from '../reading/sold-out-in-focus.js';
import type { Reply, Turn } from '../turn.js';
import { optionInWords, productCard, stockInWords } from './product-card.js';
import { say, sayOneOf } from './text-block.js';

/** What of the named product is in stock, per size and colour that the customer asked for. */
export function productStock(turn: Turn): Reply {
  const { facts, texts } = turn;
  const [found] = facts.products;
  if (found === undefined) return { blocks: [sayOneOf(texts.productNotFound, turn)] };
  const lines = found.variants
    .slice(0, 8)
    .map((variant) => texts.stockLine(optionInWords(variant), stockInWords(variant, texts)));
  const stock = say([texts.stockHeader(found.product.title), ...lines].join('\n'));
  return { blocks: [stock, ...productCardOf(found, turn), ...watchOffers(found, turn)], factual: [stock] };
}

const MOST_OFFERED = 3;

/** A notice for what is sold out, as quick replies whose words say what is meant. */
function watchOffers({ product, variants }: FoundProduct, { texts }: Turn): Reply['blocks'] {
  const gone = variants.filter(({ stock }) => stock === 0).slice(0, MOST_OFFERED);
  if (gone.length === 0) return [];
  const choices = gone.map((variant) => {
    const option = optionInWords(variant);
    const what = option === '' ? product.title : `${product.title} (${option})`;
    return { label: texts.watch.offer(what), choice: NOTICE_CHOICE };
  });
  return [{ kind: 'choices', choices }];
}

/** What is known of what is asked for, with its source; else what the product page says. */
export function productFacts(turn: Turn): Reply {
  const { facts, texts } = turn;
  const [found, ...others] = facts.products;
  if (found === undefined) return { blocks: [sayOneOf(texts.productNotFound, turn)] };
  const alike = others.filter(({ score }) => score >= found.score - AS_GOOD);
  const answer = answerAboutProduct(turn, [found, ...alike]);
  if (answer === undefined) return describeProduct(found, turn);
  return { ...answer, blocks: [...answer.blocks, ...productCardOf(found, turn)] };
}

/** Products whose names fit this nearly equally are all meant. */
const AS_GOOD = 0.02;

/** What its page says, with the first five of its facts. */
function describeProduct(found: FoundProduct, turn: Turn): Reply {
  const { product } = found;
  const { texts } = turn;
  const lines = Object.entries(product.attributes)
    .slice(0, 5)
    .map(([name, value]) => texts.factLine(name, value));
  const page = say([texts.productFacts(product.title), product.description, ...lines, texts.factSource].join('\n'));
  return { blocks: [page, ...productCardOf(found, turn)], factual: [page] };
}

/** Its card, of the variant that was named. */
export function productCardOf({ product, variants }: FoundProduct, { facts, texts }: Turn): Reply['blocks'] {
  const variant = variants[0] ?? product.variants[0];
  if (variant === undefined) return [];
  return [{ kind: 'products', products: [productCard({ product, variant, reason: '' }, facts.shop, texts)] }];
}
