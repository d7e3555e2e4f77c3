import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import type { ConversationId } from '../../src/protocol/ids.js';
import { customerIdSchema, orderIdSchema, productIdSchema, variantIdSchema } from '../../src/protocol/ids.js';
import type { ConsoleRig } from './console-rig.js';

const MINUTE_MS = 60_000;

/** What the bot records when it has read a message and is sure, or not sure, of what it means. */
export function understood(
  messageSeq: number,
  scores: [string, number][],
  kind: 'confident' | 'ambiguous' | 'unsure' | 'out-of-scope' = 'confident',
): ConversationEvent {
  const ranking = scores.map(([intent, probability]) => ({ intent, probability }));
  const [first, second] = ranking;
  const decision =
    kind === 'confident'
      ? { kind, intent: first?.intent ?? '', probability: first?.probability ?? 0 }
      : kind === 'ambiguous'
        ? { kind, intents: [first?.intent ?? '', second?.intent ?? ''] as [string, string] }
        : { kind };
  const slots = { orderNumbers: [], emails: [], postcodes: [] };
  return { kind: 'understood', messageSeq, decision, ranking, parts: [], slots, modelId: 'test' };
}

export function botSays(text: string, answers: number[] = []): ConversationEvent {
  return { kind: 'bot-said', blocks: [{ kind: 'text', text }], answers };
}

export const MARA = customerIdSchema.parse('customer-1');

/** A proven customer whose parcel is late: tracked, shown, handed over; eight minutes ago. */
export async function lateParcel(rig: ConsoleRig, name = 'late-parcel'): Promise<ConversationId> {
  const start = Date.now() - 12 * MINUTE_MS;
  const id = await rig.begin(name, 'hey wheres my parcel?? it said tuesday', start);
  await rig.append(
    id,
    [
      understood(2, [
        ['track_order', 0.94],
        ['delivery_options', 0.04],
        ['cancel_order', 0.01],
      ]),
      { kind: 'asked', question: { kind: 'identify', intent: 'track_order' } },
      botSays(
        'I am Test Shop’s assistant, a bot. To show you this I need the order number and the e-mail address it was placed with.',
        [2],
      ),
    ],
    start + 1000,
  );
  const proof = await rig.customerSays(id, 'TS-1041, mara@example.com', start + 2 * MINUTE_MS);
  await rig.append(
    id,
    [
      understood(
        proof,
        [
          ['track_order', 0.61],
          ['refund_status', 0.2],
        ],
        'unsure',
      ),
      { kind: 'identified', customerId: MARA, proof: 'order-and-email' },
      { kind: 'question-closed' },
      { kind: 'order-in-focus', orderId: orderIdSchema.parse('TS-1041') },
      { kind: 'bot-said', blocks: trackingBlocks(), answers: [proof] },
    ],
    start + 2 * MINUTE_MS + 900,
  );
  const wish = await rig.customerSays(
    id,
    'that depot is 80 km away. can someone please call the carrier',
    start + 4 * MINUTE_MS,
  );
  await rig.append(
    id,
    [
      understood(
        wish,
        [
          ['human_agent', 0.48],
          ['track_order', 0.44],
          ['refund_status', 0.05],
        ],
        'ambiguous',
      ),
      botSays('This needs a person. I am passing you on with what you have told me.', [wish]),
      {
        kind: 'handoff-requested',
        reason: 'needs-a-person',
        summary:
          'Wants the carrier called about a held parcel · Mara Lindqvist, proven · Order TS-1041, on its way and late',
      },
    ],
    start + 4 * MINUTE_MS + 800,
  );
  return id;
}

function trackingBlocks(): Extract<ConversationEvent, { kind: 'bot-said' }>['blocks'] {
  return [
    {
      kind: 'text',
      text: 'Thank you, Mara, that matches. Order TS-1041 is on its way but late: it was due by Tue 24 November.',
    },
    {
      kind: 'order',
      orderId: orderIdSchema.parse('TS-1041'),
      status: 'shipped',
      statusText: 'on its way',
      detail: 'Last news, Sun 22 November: Held at the Athlone depot',
      tracking: { carrier: 'An Post', code: 'CE553312IE', href: 'https://www.anpost.com/track?item=CE553312IE' },
      items: [{ title: 'Quay jacket, night blue', quantity: 1, picture: '/pictures/product/p-1/v-1.svg' }],
      total: { amount: 12_480, currency: 'EUR' },
    },
    { kind: 'choices', choices: [{ label: 'Talk to a person', choice: 'intent:human_agent' }] },
  ];
}

/** A visitor who was shown products and a policy; the bot has it. */
export async function browsing(rig: ConsoleRig, name = 'browsing'): Promise<ConversationId> {
  const start = Date.now() - 30 * MINUTE_MS;
  const id = await rig.begin(name, 'got anything like the blue jacket under 60?', start);
  await rig.append(
    id,
    [
      understood(2, [
        ['delivery_options', 0.88],
        ['track_order', 0.07],
      ]),
      {
        kind: 'bot-said',
        answers: [2],
        blocks: [
          { kind: 'text', text: 'These fit and stay under €60:' },
          {
            kind: 'products',
            products: [
              {
                productId: productIdSchema.parse('p-4'),
                variantId: variantIdSchema.parse('v-1'),
                title: 'Harbour overshirt',
                option: 'Night blue, M',
                href: '/p/p-4',
                picture: '/pictures/product/p-4/v-1.svg',
                price: { amount: 5900, currency: 'EUR' },
                was: { amount: 7900, currency: 'EUR' },
                stock: 'low',
                stockText: 'Only 3 left',
                reason: 'Like Quay jacket: cotton, blue',
              },
            ],
          },
          {
            kind: 'quote',
            text: 'You can send something back within 30 days of delivery.',
            source: { title: 'Returns', href: '/policies/returns' },
          },
        ],
      },
    ],
    start + 700,
  );
  return id;
}

/** A visitor who is furious, wants two things at once, asked for a code, insulted the bot and was slowed down. */
export async function fury(rig: ConsoleRig, name = 'fury'): Promise<ConversationId> {
  const start = Date.now() - 5 * MINUTE_MS;
  const id = await rig.begin(name, 'cancel the blue one and where is my other lantern?? third time I ask', start);
  const sentiment = { negative: 0.96, neutral: 0.04, positive: 0, frustration: 0.97 };
  const parts = [
    { intent: 'cancel_order', probability: 0.91 },
    { intent: 'track_order', probability: 0.87 },
  ];
  const read = (seq: number): ConversationEvent => ({
    ...heard(seq),
    sentiment,
    parts: seq === 2 ? parts : [],
    ...(seq > 2 && { abuse: 'insult' as const }),
  });
  await rig.append(
    id,
    [read(2), { kind: 'code-asked', challenge: 2 }, botSays('A code goes to the address on file.', [2])],
    start,
  );
  const insult = await rig.customerSays(id, 'you useless bot', start + MINUTE_MS);
  await rig.append(
    id,
    [
      read(insult),
      { kind: 'code-refused' },
      { kind: 'restrained', everyMs: 15_000 },
      botSays('Let us take it slowly: I answer every 15 seconds for now.', [insult]),
    ],
    start + MINUTE_MS,
  );
  return id;
}

function heard(messageSeq: number): Extract<ConversationEvent, { kind: 'understood' }> {
  const ranking = [
    { intent: 'cancel_order', probability: 0.91 },
    { intent: 'track_order', probability: 0.05 },
  ];
  const decision = { kind: 'confident' as const, intent: 'cancel_order', probability: 0.91 };
  const slots = { orderNumbers: [], emails: [], postcodes: [] };
  return { kind: 'understood', messageSeq, decision, ranking, parts: [], slots, modelId: 'test' };
}
