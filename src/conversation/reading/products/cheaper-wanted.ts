import type { ProductId } from '../../../protocol/ids.js';
import { wordsOf } from '../../../ranking/tokenise.js';
import type { Product } from '../../../shop/shop.js';
import type { ShownProduct } from './products-shown.js';

/** Whether a text asks for something cheaper than what was shown, and says no more: "anything cheaper?", "too expensive". */
export function asksCheaper(text: string): boolean {
  if (text.length > 80) return false;
  const plain = text.normalize('NFKC').trim();
  if (/\p{Script=Han}/u.test(plain)) return CHEAPER_IN_CHINESE.test(plain);
  return CHEAPER.test(plain) && wordsOf(plain).every((word) => LITTLE.has(word));
}

export type Start = { product: Product; price: number };

/** What something cheaper is to be like: the cheapest of what was shown. */
export function startFrom(
  {
    productsShown: shown,
    productInFocus: focus,
  }: { productsShown: readonly ShownProduct[]; productInFocus: ProductId | undefined },
  products: readonly Product[],
): Start | undefined {
  const ids = new Set<ProductId>(focus === undefined ? shown.map(({ productId }) => productId) : [focus]);
  const variantIds = new Set(shown.map(({ variantId }) => variantId));
  const starts = products
    .filter(({ id }) => ids.has(id))
    .flatMap((product): Start[] => {
      const seen = product.variants.filter(({ id }) => variantIds.has(id));
      const [first] = seen.length > 0 ? seen : product.variants;
      return first === undefined ? [] : [{ product, price: first.price }];
    });
  return starts.sort((one, other) => one.price - other.price)[0];
}

const CHEAPER =
  /\b(?:some(?:thing)?|any(?:thing)?|got|have|there|ones|options?|alternatives?)\b.*\b(?:cheaper|(?:less|not (?:so|as)) (?:expensive|pricey))\b|\b(?:cheaper|less expensive) (?:ones|options?|alternatives?|please)\b|\ba (?:cheaper|less expensive) (?:one|option)\b|^(?:cheaper|less expensive)\W*$|\b(?:over|above|beyond|out of) (?:my|the|our) budget\b|\b(?:can['’]?t|cannot) afford\b|\btoo (?:expensive|pricey|dear|much(?: money)?)\b/iu;
const LITTLE = new Set(
  `a above actually afford all alternative alternatives any anything are as beyond bit budget but can't cannot cant
  cheaper dear do else expensive for got have hm hmm i i'm in is it it's its just less like little looking maybe
  me money much my not of ok okay one ones option options or our out over please pricey show so some something
  sorry than that that's thats the them there these they they're this those too want you your`.split(/\s+/),
);
const CHEAPER_IN_CHINESE =
  /^(?:[这那它们几款个件都还是]{0,5}(?:太贵|有点贵|贵了点?|好贵)[了啊呀吧]{0,2}[，,。!！ ]{0,2})?(?:(?:还?有没?有?|要|想要|换)?[一]?[个款件]?(?:更|再)?便宜[一]?[点些]?的?(?:[吗呢吧么]|有吗|有没有)?)?[?？。!！ ]{0,3}$/u;
