import { z } from 'zod';
import { blockSchema } from '../protocol/block.js';
import {
  agentIdSchema,
  clientMessageIdSchema,
  customerIdSchema,
  orderIdSchema,
  visitorIdSchema,
} from '../protocol/ids.js';
import { proofSchema } from '../shop/shop.js';
import {
  intentDecisionSchema,
  intentScoreSchema,
  sentimentSchema,
  slotsSchema,
} from '../understanding/understanding.js';

/**
 * Everything that can happen in a conversation. The log of these is the conversation; state is a fold over them
 * (`apply-event.ts`). `answers` lists the seqs of the customer messages an event settles: the turn debt.
 */
const answers = z.array(z.number().int().positive()).default([]);

const agentSchema = z.object({ agentId: agentIdSchema, name: z.string() });

/** What the bot waits for. */
const questionSchema = z.discriminatedUnion('kind', [
  /** Proof of who is asking, before `intent` can be served. */
  z.object({ kind: z.literal('identify'), intent: z.string(), orderId: z.string().optional() }),
  z.object({ kind: z.literal('which-order'), intent: z.string() }),
  z.object({ kind: z.literal('cancel-reason'), orderId: orderIdSchema }),
  z.object({ kind: z.literal('confirm-cancel'), orderId: orderIdSchema, reason: z.string().optional() }),
  z.object({ kind: z.literal('which-intent'), intents: z.tuple([z.string(), z.string()]) }),
  z.object({ kind: z.literal('rephrase') }),
]);

export const handoffReasonSchema = z.enum([
  'asked-for-a-person',
  'not-understood',
  'failed-proofs',
  'needs-a-person',
  'complaint',
  'action-failed',
]);

const shopActionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cancel-order'),
    customerId: customerIdSchema,
    orderId: orderIdSchema,
    reason: z.string().optional(),
  }),
]);

export const conversationEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    channel: z.enum(['widget']),
    visitorId: visitorIdSchema,
    language: z.string(),
  }),
  z.object({
    kind: z.literal('customer-said'),
    clientMessageId: clientMessageIdSchema,
    /** Already redacted. */
    text: z.string(),
    choice: z.string().optional(),
    redacted: z.array(z.string()).default([]),
  }),
  z.object({
    kind: z.literal('understood'),
    messageSeq: z.number().int().positive(),
    decision: intentDecisionSchema,
    ranking: z.array(intentScoreSchema),
    /** What a message asks for that asks for several things, in its order. */
    parts: z.array(intentScoreSchema).default([]),
    sentiment: sentimentSchema.optional(),
    slots: slotsSchema,
    modelId: z.string(),
  }),
  z.object({ kind: z.literal('identified'), customerId: customerIdSchema, proof: proofSchema }),
  z.object({ kind: z.literal('proof-failed'), proof: z.string() }),
  z.object({ kind: z.literal('order-in-focus'), orderId: orderIdSchema }),
  z.object({ kind: z.literal('asked'), question: questionSchema }),
  /** The open question is settled, dropped or replaced. */
  z.object({ kind: z.literal('question-closed') }),
  z.object({ kind: z.literal('bot-said'), blocks: z.array(blockSchema).min(1), answers }),
  z.object({
    kind: z.literal('action-requested'),
    key: z.string(),
    action: shopActionSchema,
    messageSeq: z.number().int(),
  }),
  z.object({ kind: z.literal('action-done'), key: z.string() }),
  z.object({ kind: z.literal('action-failed'), key: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('handoff-requested'), reason: handoffReasonSchema, summary: z.string() }),
  z.object({ kind: z.literal('agent-took'), agent: agentSchema }),
  z.object({
    kind: z.literal('agent-said'),
    agent: agentSchema,
    clientMessageId: clientMessageIdSchema,
    text: z.string(),
    answers,
  }),
  z.object({ kind: z.literal('agent-gave-back'), agent: agentSchema }),
  z.object({ kind: z.literal('closed'), by: z.union([agentSchema, z.literal('bot')]) }),
  /** A customer message that needs no answer of the bot's, because a person holds the conversation. */
  z.object({ kind: z.literal('turn-waived'), answers }),
  /** What was here was erased on request; its place in the order stays. */
  z.object({ kind: z.literal('erased'), was: z.string() }),
]);

export type ConversationEvent = z.infer<typeof conversationEventSchema>;
export type Agent = z.infer<typeof agentSchema>;
export type Question = z.infer<typeof questionSchema>;
export type HandoffReason = z.infer<typeof handoffReasonSchema>;

/** An event as the log holds it. `at` is milliseconds since the epoch, given by the server. */
export type RecordedEvent = { seq: number; at: number; event: ConversationEvent };
