import { type Conversation, emptyConversation } from '../../src/conversation/conversation.js';
import type { Purpose } from '../../src/conversation/reading/purpose.js';
import type { Facts, Turn } from '../../src/conversation/turn.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../src/protocol/ids.js';
import { type Customer, customerSchema, type Order, orderSchema, type Shop, shopSchema } from '../../src/shop/shop.js';
import { textsFor } from '../../src/texts/texts.js';
import type { Intent } from '../../src/understanding/intent-catalog.js';
import {
  type IntentDecision,
  type Slots,
  slotsSchema,
  type Understanding,
} from '../../src/understanding/understanding.js';

/** Small true-to-type values for tests of the dialogue: say only what matters to the test. */
export const NOW = Date.parse('2026-11-24T12:00:00Z');
export const shopId = shopIdSchema.parse('test-shop');
export const conversationId = conversationIdSchema.parse('conversation-1');
export const visitorId = visitorIdSchema.parse('visitor-1');

export function aShop(policy: Partial<Shop['policy']> = {}): Shop {
  return shopSchema.parse({
    id: shopId,
    name: 'Test Shop',
    currency: 'EUR',
    policy: { proofs: ['signed-in', 'order-and-email', 'order-and-postcode'], ...policy },
  });
}

const address = { line1: '1 Quay Street', city: 'Galway', postcode: 'H91 X2Y3', country: 'IE' };

export function aCustomer(changes: Partial<Customer> = {}): Customer {
  return customerSchema.parse({
    id: 'customer-1',
    firstName: 'Mara',
    lastName: 'Lindqvist',
    email: 'mara@example.com',
    address,
    paymentMethods: [
      { id: 'card-1', kind: 'card', label: 'Visa ending 4242' },
      { id: 'gift-1', kind: 'gift-card', label: 'gift card ending 77', balance: 5000 },
    ],
    ...changes,
  });
}

export function anOrder(changes: Omit<Partial<Order>, 'id'> & { id?: string } = {}): Order {
  return orderSchema.parse({
    id: 'TS-1001',
    customerId: 'customer-1',
    status: 'pending',
    placedAt: '2026-11-20T10:00:00Z',
    expectedAt: '2026-11-27T10:00:00Z',
    address,
    items: [{ productId: 'p-1', variantId: 'v-1', title: 'Quay jacket', quantity: 1, price: 5900 }],
    total: 5900,
    payments: [{ kind: 'payment', amount: 5900, methodId: 'card-1' }],
    ...changes,
  });
}

export function anIntent(intent: string, reply: Intent['reply'] = { policy: 'returns' }): Intent {
  return { intent, title: `Title of ${intent}`, description: intent, reply, phrases: { en: [] } };
}

/** The intents the dialogue itself speaks of, and a few more. */
export const intents = new Map(
  [
    anIntent('track_order', { job: 'track-order' }),
    anIntent('cancel_order', { flow: 'cancel-order' }),
    anIntent('refund_policy', { policy: 'refunds' }),
    anIntent('human_agent', { job: 'hand-over' }),
    anIntent('complaint', { job: 'complaint' }),
    anIntent('greeting', { job: 'greet' }),
    anIntent('affirm', { job: 'affirm' }),
    anIntent('deny', { job: 'deny' }),
    anIntent('out_of_scope', { job: 'out-of-scope' }),
    anIntent('recommend_product', { job: 'recommend' }),
  ].map((intent) => [intent.intent, intent]),
);

export function anUnderstanding(decision: IntentDecision | string, slots: Partial<Slots> = {}): Understanding {
  const whole: IntentDecision =
    typeof decision === 'string' ? { kind: 'confident', intent: decision, probability: 0.95 } : decision;
  return {
    decision: whole,
    ranking:
      whole.kind === 'confident'
        ? [{ intent: whole.intent, probability: 0.95 }]
        : [{ intent: 'track_order', probability: 0.3 }],
    parts: [],
    sentiment: undefined,
    slots: slotsSchema.parse(slots),
    vector: new Float32Array(384),
    modelId: 'test',
  };
}

export function aConversation(changes: Partial<Conversation> = {}): Conversation {
  return { ...emptyConversation(shopId, conversationId), seq: 2, visitorId, introduced: true, ...changes };
}

type TurnParts = {
  conversation?: Partial<Conversation>;
  understanding?: Understanding;
  purpose?: Purpose;
  facts?: Partial<Facts>;
  text?: string;
};

export function aTurn(parts: TurnParts = {}): Turn {
  const shop = parts.facts?.shop ?? aShop();
  return {
    conversation: aConversation(parts.conversation),
    message: { seq: 2, text: parts.text ?? 'text', choice: undefined },
    understanding: parts.understanding ?? anUnderstanding('track_order'),
    purpose: parts.purpose ?? { kind: 'unsure' },
    facts: {
      now: NOW,
      shop,
      needed: 'verified',
      proof: { kind: 'nothing-claimed' },
      customer: undefined,
      orders: [],
      orderedProducts: [],
      flow: undefined,
      flows: new Map(),
      passages: [],
      products: [],
      recommendations: [],
      guesses: [],
      ...parts.facts,
    },
    texts: textsFor(parts.conversation?.language ?? 'en', shop),
  };
}

/** The purpose of serving one of `intents`. */
export function serving(name: string, orderNumber?: string): Purpose {
  const intent = intents.get(name);
  if (intent === undefined) throw new Error(`no intent ${name} in the test's catalogue`);
  return { kind: 'serve', intent, orderNumber };
}
