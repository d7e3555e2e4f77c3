import type { Block } from '../../protocol/block.js';
import type { FoundProduct } from '../../recommendation/find-products.js';
import { productHref } from '../../shop/product-links.js';
import type { Product } from '../../shop/shop.js';
import { personChoice } from '../replies/person-choice.js';
import { sayOneOf } from '../replies/text-block.js';
import type { Reply, Turn } from '../turn.js';
import { attributesFor, describedFor, type Wanted, wantedOf } from './product-data.js';
import { type Mentions, mentionsIn } from './product-reviews.js';

/**
 * What is known of what a question asks for: from the product's data, else from what reviewers wrote, each with its source;
 * else that nobody says. Undefined where nothing special is asked for.
 */
export function answerAboutProduct(turn: Turn, meant: readonly [FoundProduct, ...FoundProduct[]]): Reply | undefined {
  const [{ product }] = meant;
  const { message, texts } = turn;
  const found = turn.facts.products.map((one) => one.product);
  const wanted = wantedOf(message.text, product, found);
  if (wanted.aspects.length === 0 && wanted.terms.length === 0) return undefined;
  const told = meant.slice(0, MOST_TOLD).map((one) => ({ ...one, lines: dataLines(turn, one.product, wanted) }));
  if (told.some(({ lines }) => lines.length > 0))
    return fromData(
      turn,
      told.flatMap((one) => linesOf(turn, one)),
    );
  if (told.length > 1) {
    const titles = told.map((one) => one.product.title).join(texts.comma);
    return { blocks: [sayOneOf(texts.compare.noneSaid(titles), turn), ...personOffer(turn)] };
  }
  const mentions = mentionsIn(product, wanted);
  if (mentions.quotes.length > 0) return { blocks: fromReviews(turn, product, mentions) };
  return { blocks: [sayOneOf(texts.productAnswer.notSaid(product.title), turn), ...personOffer(turn)] };
}

/** Products that fit a question equally well and are told of side by side. */
const MOST_TOLD = 3;

type Told = { title: string; line: string };

/** That of one of several it is not said, is said too. */
function linesOf({ texts }: Turn, { product: { title }, lines }: FoundProduct & { lines: Told[] }): Told[] {
  return lines.length > 0 ? lines : [{ title, line: texts.compare.notSaid }];
}

function dataLines({ texts }: Turn, product: Product, wanted: Wanted): Told[] {
  const { title } = product;
  const facts = attributesFor(product, wanted).map(([name, value]) => texts.factLine(name, value));
  const lines = facts.length > 0 ? facts : describedFor(product, wanted);
  return lines.map((line) => ({ title, line }));
}

function fromData(turn: Turn, told: Told[]): Reply {
  const { data, dataOfSeveral, ofProduct } = turn.texts.productAnswer;
  const title = told[0]?.title ?? '';
  const isOne = told.every((one) => one.title === title);
  const lines = told.map((one) => (isOne ? one.line : ofProduct(one.title, one.line))).join('\n');
  const block = sayOneOf(isOne ? data(title, lines) : dataOfSeveral(lines), turn);
  return { blocks: [block], factual: [block] };
}

/** What reviewers wrote is quoted as it is, and never put in other words. */
function fromReviews(turn: Turn, { id, title }: Product, { count, total, quotes }: Mentions): Block[] {
  const { productAnswer, longDate } = turn.texts;
  return [
    sayOneOf(productAnswer.reviews(title, count, total), turn),
    ...quotes.map(({ text, firstName, at }): Block => {
      return {
        kind: 'quote',
        text,
        source: { title: productAnswer.review(firstName, longDate(at)), href: `${productHref(id)}#reviews` },
      };
    }),
  ];
}

function personOffer({ facts, texts }: Turn): Block[] {
  if (!facts.shop.policy.mayHandOverEarly) return [];
  return [{ kind: 'choices', choices: [personChoice(texts)] }];
}
