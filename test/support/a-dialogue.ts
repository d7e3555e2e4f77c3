import { answerForeign } from '../../src/conversation/answer-foreign.js';
import { applyEvent } from '../../src/conversation/apply-event.js';
import { chooseReply } from '../../src/conversation/choose-reply.js';
import type { Conversation } from '../../src/conversation/conversation.js';
import { type ConversationEvent, conversationEventSchema } from '../../src/conversation/conversation-event.js';
import type { Flow } from '../../src/conversation/flow/flow.js';
import { flowFor } from '../../src/conversation/flow/flow-for.js';
import { flowsOfShop } from '../../src/conversation/flow/flows-of-shop.js';
import { reportAction } from '../../src/conversation/flow/report-action.js';
import { loadIntents } from '../../src/conversation/load-intents.js';
import { followLanguage } from '../../src/conversation/reading/follow-language.js';
import { focusMeant } from '../../src/conversation/reading/products/find-meant.js';
import type { Purpose } from '../../src/conversation/reading/purpose.js';
import { readPurpose } from '../../src/conversation/reading/read-purpose.js';
import { leadBy, leadOf, type ReadWish, wishesIn } from '../../src/conversation/reading/read-wishes.js';
import { resumedEvents } from '../../src/conversation/take-up-flow.js';
import type { Facts, Wish } from '../../src/conversation/turn.js';
import type { Block } from '../../src/protocol/block.js';
import { agentIdSchema } from '../../src/protocol/ids.js';
import { type FoundProduct, findNamed } from '../../src/recommendation/find-products.js';
import { indexProducts } from '../../src/recommendation/product-index.js';
import { performAction } from '../../src/shop/actions/perform-action.js';
import { isOrderAction, type ShopAction } from '../../src/shop/actions/shop-action.js';
import { onTop } from '../../src/shop/keep-actions.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { textsFor } from '../../src/texts/texts.js';
import { extractSlots } from '../../src/understanding/extract-slots.js';
import type { Intent } from '../../src/understanding/intent-catalog.js';
import type { IntentDecision } from '../../src/understanding/understanding.js';
import { aConversation, anUnderstanding, NOW } from './a-turn.js';

const shipped = await loadIntents('intents');

type Said = {
  choice?: string;
  intent?: string | IntentDecision;
  /** Where it asks for several things: the words and the intent of each. */
  parts?: readonly (readonly [text: string, intent: string])[];
};

/**
 * A proven customer talking to the dialogue, with the shop beside it and nothing else: what a message means is said by the
 * test, everything from there on is the product's own code, folded event by event.
 */
export class Dialogue {
  conversation: Conversation;
  file: ShopFile;
  readonly actions: ShopAction[] = [];
  readonly events: ConversationEvent[] = [];
  private readonly flows: Map<string, Flow>;
  private readonly intents: Map<string, Intent>;

  constructor(
    file: ShopFile,
    { language = 'en', flows = shipped.flows }: { language?: string; flows?: Map<string, Flow> } = {},
  ) {
    this.file = file;
    this.flows = flows;
    this.intents = shipped.intents;
    const [customer] = file.customers;
    this.conversation = aConversation({
      language,
      ...(customer && { customer: { customerId: customer.id, proof: 'signed-in' } }),
    });
  }

  /** Says it and returns what is answered. */
  says(text: string, { choice, intent = { kind: 'unsure' }, parts = [] }: Said = {}): Block[] {
    const message = { seq: this.conversation.seq + 1, text, choice };
    this.fold([{ kind: 'customer-said', clientMessageId: 'm' as never, text, redacted: [] }]);
    const read = parts.map(([words, name]) => ({ intent: name, text: words, probability: 0.95 }));
    const understanding = { ...anUnderstanding(intent, extractSlots(text)), parts: read };
    const followed = followLanguage(this.conversation, message);
    this.fold(followed.events);
    const { conversation, intents } = this;
    const texts = textsFor(conversation.language, this.file.shop);
    const foreign = answerForeign({ conversation, message, shop: this.file.shop, texts });
    if (foreign !== undefined) {
      this.fold(foreign.events);
      return blocksOf(foreign.events);
    }
    const meant = readPurpose({ conversation, message, understanding, intents });
    const { flows, file } = this;
    const wishes = wishesIn({ intents, flows }, { shop: file.shop, text, understanding, purpose: meant });
    const purpose = leadBy(meant, leadOf(wishes));
    const facts = this.facts(purpose);
    const told = { conversation, message, understanding, purpose, facts, texts, wishes: wishes.map(asWish) };
    const { events } = chooseReply(told);
    this.fold(events);
    const spoken = blocksOf(events);
    return this.conversation.openAction === undefined ? spoken : [...spoken, ...this.perform()];
  }

  /** Presses a quick reply of the last answer, found by a part of its label or choice. */
  presses(blocks: Block[], part: string): Block[] {
    const choices = blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
    const pressed = choices.find(({ label, choice }) => label.includes(part) || choice.includes(part));
    if (pressed === undefined) throw new Error(`no quick reply ${part} in ${JSON.stringify(choices)}`);
    return this.says(pressed.label, { choice: pressed.choice });
  }

  /** A person takes the conversation, and gives it back. */
  isGivenBack(): Block[] {
    const agent = { agentId: agentIdSchema.parse('agent-1'), name: 'Noor' };
    const resumes = this.conversation.flows.length > 0;
    this.fold([
      { kind: 'agent-took', agent },
      { kind: 'agent-gave-back', agent, resumes },
    ]);
    if (!resumes) return [];
    const texts = textsFor(this.conversation.language, this.file.shop);
    const events = resumedEvents({ conversation: this.conversation, facts: this.facts(), texts }, [
      this.conversation.seq,
    ]);
    this.fold(events);
    return blocksOf(events);
  }

  get open(): string | undefined {
    const { question } = this.conversation;
    return question?.kind === 'flow-slot' ? question.slot : question?.kind;
  }

  order(id: string) {
    return this.file.orders.find((order) => order.id === id);
  }

  private perform(): Block[] {
    const request = this.conversation.openAction;
    if (request === undefined) return [];
    const { action } = request;
    this.actions.push(action);
    if (!isOrderAction(action)) throw new Error('transcripts show what is no order’s');
    const products = new Map(this.file.products.map((product) => [product.id, product]));
    const result = performAction(action, {
      order: 'orderId' in action ? this.order(action.orderId) : undefined,
      customer: this.file.customers.find(({ id }) => id === action.customerId),
      product: (id) => products.get(id),
      policy: this.file.shop.policy,
      vouchers: this.file.shop.vouchers,
      orders: this.file.orders.filter(({ customerId }) => customerId === action.customerId),
      at: NOW,
    });
    if (result.kind === 'done') this.file = onTop(this.file, { customerId: action.customerId, result });
    this.fold([{ kind: 'action-done', key: request.key }]);
    const texts = textsFor(this.conversation.language, this.file.shop);
    const reply = reportAction({ conversation: this.conversation, facts: this.facts(), texts }, result);
    this.fold([
      ...(reply.events ?? []),
      ...(reply.question === undefined ? [] : [{ kind: 'asked' as const, question: reply.question }]),
      { kind: 'bot-said', blocks: reply.blocks, answers: [request.messageSeq] },
    ]);
    return reply.blocks;
  }

  private facts(purpose?: Purpose): Facts {
    const customer = this.file.customers.find(({ id }) => id === this.conversation.customer?.customerId);
    return {
      now: NOW,
      shop: this.file.shop,
      needed: 'verified',
      proof: { kind: 'nothing-claimed' },
      customer,
      orders: this.file.orders.filter(({ customerId }) => customerId === customer?.id),
      orderedProducts: this.file.products,
      flows: this.flows,
      flow: this.flowOf(purpose, this.conversation.lastWords),
      passages: [],
      products: this.productsMeant(),
      recommendations: [],
      guesses: [],
    };
  }

  private productsMeant(): FoundProduct[] {
    const { lastWords: text, productInFocus } = this.conversation;
    const found = findNamed(indexProducts(this.file.products)(undefined), { text, vector: undefined, limit: 5 });
    return found.length > 0
      ? found
      : focusMeant(
          this.file.products.find(({ id }) => id === productInFocus),
          text,
        );
  }

  private flowOf(purpose: Purpose | undefined, text: string): Flow | undefined {
    const intent = purpose?.kind === 'serve' ? purpose.intent : purpose?.kind === 'in-flow' ? purpose.other : undefined;
    return intent && flowFor(flowsOfShop(this.flows, this.file.shop), intent, [text]);
  }

  /** Through the schema of the log: what cannot be stored cannot be decided. */
  private fold(events: ConversationEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      const stored = conversationEventSchema.parse(JSON.parse(JSON.stringify(event)));
      this.conversation = applyEvent(this.conversation, { seq: this.conversation.seq + 1, at: NOW, event: stored });
    }
  }
}

function asWish({ intent, flow, text }: ReadWish): Wish {
  if (flow !== undefined) return { kind: 'flow', intent, flow, text };
  return { kind: 'aside', intent, text, understanding: anUnderstanding(intent.intent, extractSlots(text)), facts: {} };
}

function blocksOf(events: ConversationEvent[]): Block[] {
  return events.flatMap((event) => (event.kind === 'bot-said' ? event.blocks : []));
}
