import type { Reason, Recommendation } from '../../recommendation/recommendation.js';
import type { Texts } from '../../texts/texts.js';
import { asksForMore } from '../reading/products/more-wanted.js';
import type { Reply, Turn } from '../turn.js';
import { productCard } from './product-card.js';
import { say, sayOneOf } from './text-block.js';

/** Products that fit as cards, each with the fact that makes it fit. */
export function recommend(turn: Turn): Reply {
  const { facts, texts } = turn;
  const { priceLimit: maxPrice } = facts;
  if (!facts.shop.policy.mayRecommend) return { blocks: [say(texts.recommendNot)] };
  const toCard = ({ product, variant, reason }: Recommendation) =>
    productCard({ product, variant, reason: reasonInWords(reason, texts) }, facts.shop, texts);
  const count = facts.recommendations.length;
  if (count === 0 && asksForMore(turn.message.text)) return { blocks: [sayOneOf(texts.compare.noMore, turn)] };
  if (count === 0) {
    return {
      blocks: [
        maxPrice === undefined
          ? sayOneOf(texts.recommendNothing, turn)
          : say(texts.recommendNothingUnder(texts.money(maxPrice))),
      ],
    };
  }
  return {
    blocks: [
      maxPrice === undefined
        ? sayOneOf(texts.recommendIntro(count), turn)
        : say(texts.recommendLimit(count, texts.money(maxPrice))),
      { kind: 'products', products: facts.recommendations.map(toCard) },
    ],
  };
}

function reasonInWords(reason: Reason, texts: Texts): string {
  const say = texts.reason;
  switch (reason.kind) {
    case 'similar':
      return say.similar(reason.to, withLimit(reason.shared, reason.underLimit, texts));
    case 'matches':
      return say.matches(withLimit(reason.words, reason.underLimit, texts));
    case 'well-rated':
      return say.wellRated(reason.rating.toFixed(1), reason.count);
    case 'goes-with':
      return say.goesWith(reason.title, reason.shared.join(', '));
    case 'goes-with-order':
      return say.goesWithOrder(reason.orderedTitle, reason.shared.join(', '));
    case 'listed':
      return say.listed(reason.under.join(', '));
    case 'reduced':
      return say.reduced(texts.money(reason.was));
  }
}

function withLimit(parts: string[], limit: number | undefined, texts: Texts): string {
  return (limit === undefined ? parts : [...parts, texts.reason.under(texts.money(limit))]).join(', ');
}
