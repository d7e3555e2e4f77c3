import type { IdentityLevel } from '../access/identity-level.js';
import type { FoundPassage, PagePlace } from '../knowledge/passage.js';
import type { ProofOutcome } from '../profile/identify-customer.js';
import type { Block } from '../protocol/block.js';
import type { OrderId } from '../protocol/ids.js';
import type { FoundProduct } from '../recommendation/find-products.js';
import type { Recommendation } from '../recommendation/recommendation.js';
import type { ShopAction } from '../shop/actions/shop-action.js';
import type { Customer, Order, Product, Shop } from '../shop/shop.js';
import type { Texts } from '../texts/texts.js';
import type { Intent } from '../understanding/intent-catalog.js';
import type { Understanding } from '../understanding/understanding.js';
import type { Abuse } from './abuse/abuse.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { ConversationEvent, Question } from './conversation-event.js';
import type { Flow } from './flow/flow.js';
import type { HandoffReason } from './handoff-reason.js';
import type { OutboxMessage } from './outbox/outbox.js';
import type { Purpose } from './reading/purpose.js';
import type { KnownCodes } from './voucher/know-codes.js';

/** Everything a reply may depend on, as values: one turn, read and looked up, not yet answered. */
export type Turn = {
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  purpose: Purpose;
  facts: Facts;
  texts: Texts;
  /** What the message does besides, that no shop has to take. */
  abuse?: Abuse | undefined;
  /** Where a message asks for several things: those, in its order. */
  wishes?: readonly Wish[];
};

/** One of several things a message asks for, with the words that ask for it. */
export type Wish = FlowWish | Aside;

/** What a flow serves. */
export type FlowWish = {
  kind: 'flow';
  intent: Intent;
  flow: Flow;
  text: string;
  /** The order that is spoken of before it in the message, if it is another than the conversation's. */
  orderInFocus?: OrderId | undefined;
};

/** What is answered in one go: read and looked up by itself. */
export type Aside = {
  kind: 'aside';
  intent: Intent;
  text: string;
  understanding: Understanding;
  /** Instead of those of the whole message. */
  facts: Partial<Facts>;
};

/** What was looked up for this turn. Lists are empty where the purpose does not need them. */
export type Facts = {
  /** Milliseconds since the epoch. */
  now: number;
  shop: Shop;
  /** How surely somebody must be known for what they want. */
  needed: IdentityLevel;
  /** What came of a proof given in this message. */
  proof: ProofOutcome;
  /** Set only for a proven customer, and then with their orders, newest first. */
  customer: Customer | undefined;
  orders: Order[];
  /** By order number: where each invoice can be opened for a while. */
  invoiceLinks?: ReadonlyMap<string, string> | undefined;
  /** What those orders hold, for a flow that changes them, and what the conversation is about. */
  orderedProducts: Product[];
  /** Every flow by its name, for one that leads on to another. */
  flows: ReadonlyMap<string, Flow>;
  /** The flow of the intent that is served, if a flow serves it. */
  flow: Flow | undefined;
  /** The flow that would serve it, where the shop's settings forbid what it does. */
  withheld?: Flow | undefined;
  /** Where a flow asks for a voucher code. */
  codes?: KnownCodes | undefined;
  passages: FoundPassage[];
  /** Where the shop's pages come closest, where they do not answer. */
  nearest?: PagePlace | undefined;
  products: FoundProduct[];
  recommendations: Recommendation[];
  /** What none of those costs more than, in minor units. */
  priceLimit?: number | undefined;
  /** The likeliest intents that stand for a job or an answer, best first. */
  guesses: Intent[];
};

/** What a turn comes to. `choose-reply.ts` turns it into events. */
export type Reply = {
  blocks: Block[];
  /** Those of `blocks` whose text says facts and nothing else: the only ones that may be put in other words. */
  factual?: readonly Block[];
  /** Facts about the conversation to record beside the reply. */
  events?: ConversationEvent[];
  /** What the bot waits for now; whatever it waited for before is closed. */
  question?: Question;
  /** Keep the open question as it is, whatever this reply says. */
  keepsQuestion?: boolean;
  /** A write to ask of the shop; the reply then follows from its result. */
  action?: ShopAction;
  handoff?: HandoffReason;
  /** The conversation is over with this. */
  closes?: boolean;
  /** What a person is told it is about, where that is more than the title of what was asked. */
  topic?: string;
};

/**
 * What a turn comes to: events to record, all at once, and what is to be sent because of them. `factual`: blocks among them
 * that may be put in other words.
 */
export type Decision = { events: ConversationEvent[]; outbox: OutboxMessage[]; factual?: readonly Block[] };
