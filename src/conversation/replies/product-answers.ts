import type { FoundProduct } from '../../recommendation/find-products.js';
import { answerAboutProduct } from '../product-questions/answer-about-product.js';
import { aspectsAsked } from '../product-questions/aspects.js';
import { asksPrice } from '../reading/products/asks-price.js';
import { asksForVersion } from '../reading/products/product-left-out.js';
import { pointsOnly, readShownPointer } from '../reading/products/shown-pointer.js';
import { NOTICE_CHOICE } from '../reading/products/sold-out-in-focus.js';
import type { Reply, Turn } from '../turn.js';
import { compareMeant } from './compare-products.js';
import { oneOf } from './one-of.js';
import { optionInWords, productCardsOf, stockInWords } from './product-card.js';
import { say, sayOneOf } from './text-block.js';

/** What of the products that are meant is in stock, per size and colour that the customer asked for. */
export function productStock(turn: Turn): Reply {
  const meant = equallyMeant(turn.facts.products).slice(0, MOST_TOLD);
  const [found] = meant;
  if (found === undefined) return noneFound(turn);
  const stock = meant.map((one) => say(stockOf(one, meant.length === 1 ? MOST_LINES : FEW_LINES, turn)));
  return {
    blocks: [...stock, ...productCardsOf(meant, turn), ...watchOffers(found, turn)],
    factual: stock,
  };
}

const MOST_TOLD = 3;
const MOST_LINES = 8;
const FEW_LINES = 4;

function stockOf({ product, variants, missing }: FoundProduct, most: number, { texts, conversation }: Turn): string {
  const lines = variants
    .slice(0, most)
    .map((variant) => texts.stockLine(optionInWords(variant), stockInWords(variant, texts)));
  const header =
    missing === undefined
      ? texts.stockHeader(product.title)
      : oneOf(texts.flow.noSuchOption(missing, product.title), conversation);
  const left = variants.length - lines.length;
  return [header, ...lines, ...(left > 0 ? [texts.stockMore(left)] : [])].join('\n');
}

function noneFound(turn: Turn): Reply {
  const { conversation, message, texts } = turn;
  const count = conversation.productsShown.length;
  if (count < 2) return { blocks: [sayOneOf(texts.productNotFound, turn)] };
  const pointer = readShownPointer(message.text)?.kind;
  if (pointer === 'place' || pointer === 'middle') return { blocks: [sayOneOf(texts.compare.onlySoMany(count), turn)] };
  return { blocks: [sayOneOf(asksForVersion(message.text) ? texts.compare.noneInIt : texts.productNotFound, turn)] };
}

/** Products whose names fit nearly equally are all meant. */
function equallyMeant([best, ...others]: readonly FoundProduct[]): FoundProduct[] {
  return best === undefined ? [] : [best, ...others.filter(({ score }) => score >= best.score - AS_GOOD)];
}

const AS_GOOD = 0.02;

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
  const { facts } = turn;
  const { text } = turn.message;
  const [found, ...others] = equallyMeant(facts.products);
  if (found === undefined) return noneFound(turn);
  if (asksPrice(text)) return tellPrices(turn, [found, ...others]);
  const comparison = compareMeant(turn);
  if (comparison !== undefined) return comparison;
  const isPointed = pointsOnly(text) && aspectsAsked(text).length === 0;
  const answer = isPointed ? undefined : answerAboutProduct(turn, [found, ...others]);
  if (answer === undefined) return describeProduct(found, turn);
  const cards = productCardsOf([found, ...others].slice(0, MOST_TOLD), turn);
  return { ...answer, blocks: [...answer.blocks, ...cards] };
}

function tellPrices(turn: Turn, meant: readonly FoundProduct[]): Reply {
  const told = meant.slice(0, MOST_TOLD);
  const block = say(told.map((one) => priceOf(one, turn)).join('\n'));
  return { blocks: [block, ...productCardsOf(told, turn)], factual: [block] };
}

/** Of the variants that are meant. */
function priceOf({ product: { title }, variants }: FoundProduct, { texts }: Turn): string {
  const prices = variants.map(({ price }) => price);
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const [first] = variants;
  if (least !== most) return texts.compare.price(title, texts.compare.from(texts.money(least)), '');
  return texts.compare.price(title, texts.money(least), first?.was === undefined ? '' : texts.money(first.was));
}

/** What its page says, with the first five of its facts. */
function describeProduct(found: FoundProduct, turn: Turn): Reply {
  const { product } = found;
  const { texts } = turn;
  const lines = Object.entries(product.attributes)
    .slice(0, 5)
    .map(([name, value]) => texts.factLine(name, value));
  const page = say([texts.productFacts(product.title), product.description, ...lines, texts.factSource].join('\n'));
  return { blocks: [page, ...productCardsOf([found], turn)], factual: [page] };
}
