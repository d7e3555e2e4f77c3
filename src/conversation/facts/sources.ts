import type { EmailCodes } from '../../access/email-code.js';
import type { InvoiceLinks } from '../../access/invoice-link.js';
import type { CodeLimit } from '../../access/limit-codes.js';
import type { GuessLimit } from '../../access/limit-guessing.js';
import type { PolicyQuestion } from '../../knowledge/find-passages.js';
import type { Findings } from '../../knowledge/passage.js';
import type { ShopId } from '../../protocol/ids.js';
import type { FoundProduct } from '../../recommendation/find-products.js';
import type { Recommend } from '../../recommendation/recommend.js';
import type { ShopStore } from '../../shop/shop-store.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Flow } from '../flow/flow.js';

/** What the conversation looks things up with. */
export type Sources = {
  shops: ShopStore;
  intents: Map<string, Intent>;
  flows: Map<string, Flow>;
  findPassages: (shopId: ShopId, question: PolicyQuestion) => Promise<Findings>;
  findProducts: (
    shopId: ShopId,
    query: { text: string; vector: Float32Array; orAlike?: boolean },
  ) => Promise<FoundProduct[]>;
  recommend: Recommend;
  /** Whether this visitor may try another proof now; counts the failures it is told of. */
  guessing: GuessLimit;
  codes: EmailCodes;
  /** How many codes may be sent. */
  codeLimit: CodeLimit;
  invoices: InvoiceLinks;
};
