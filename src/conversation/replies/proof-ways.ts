import type { Proof } from '../../shop/shop.js';
import type { Texts } from '../../texts/texts.js';

/** Ways to prove who somebody is, as short as they go: the two that begin with the order's number are one. */
export function waysInWords(proofs: readonly Proof[], texts: Texts): string {
  const hasBoth = OF_THE_ORDER.every((proof) => proofs.includes(proof));
  const apart = hasBoth ? proofs.filter((proof) => !OF_THE_ORDER.includes(proof)) : proofs;
  const ways = apart.map((proof) => texts.proofWays[proof]);
  return [...(hasBoth ? [texts.proofByOrder] : []), ...ways].join(texts.or);
}

const OF_THE_ORDER: readonly Proof[] = ['order-and-email', 'order-and-postcode'];
