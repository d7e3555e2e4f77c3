import { z } from 'zod';
import { blockSchema } from '../protocol/block.js';
import {
  agentIdSchema,
  clientMessageIdSchema,
  customerIdSchema,
  orderIdSchema,
  visitorIdSchema,
} from '../protocol/ids.js';
import { languageTag } from '../protocol/language-tag.js';
import { shopActionSchema } from '../shop/actions/shop-action.js';
import { proofSchema } from '../shop/shop.js';
import { languageSchema } from '../understanding/intent-catalog.js';
import {
  intentDecisionSchema,
  intentScoreSchema,
  sentimentSchema,
  slotsSchema,
} from '../understanding/understanding.js';
import { abuseSchema } from './abuse/abuse.js';
import { flowSchema } from './flow/flow.js';
import { slotValueSchema } from './flow/slot-value.js';
import { handoffReasonSchema } from './handoff-reason.js';

/**
 * Everything that can happen in a conversation. The log of these is the conversation; state is a fold over them
 * (`apply-event.ts`). `answers` lists the seqs of the customer messages an event settles: the turn debt.
 */
const answers = z.array(z.number().int().positive()).default([]);

const agentSchema = z.object({ agentId: agentIdSchema, name: z.string() });

/** 1, very poor, to 5, very good. */
const ratingSchema = z.number().int().min(1).max(5);

/** What the bot waits for. */
const questionSchema = z.discriminatedUnion('kind', [
  /** Proof of who is asking, before `intent` can be served. */
  z.object({ kind: z.literal('identify'), intent: z.string(), orderId: z.string().optional() }),
  z.object({ kind: z.literal('which-order'), intent: z.string() }),
  /** These two were asked before there were flows: they still stand in logs, and nothing waits for them any more. */
  z.object({ kind: z.literal('cancel-reason'), orderId: orderIdSchema }),
  z.object({ kind: z.literal('confirm-cancel'), orderId: orderIdSchema, reason: z.string().optional() }),
  z.object({ kind: z.literal('which-intent'), intents: z.tuple([z.string(), z.string()]) }),
  /** `intents`: those offered, in the order they were shown. */
  z.object({ kind: z.literal('rephrase'), intents: z.array(z.string()).optional() }),
  /** A yes to beginning that flow, which a quick reply offers. */
  z.object({ kind: z.literal('offer'), intent: z.string(), flow: z.string() }),
  /** A slot of the flow under way; `tries`: how often in a row it was asked for. */
  z.object({ kind: z.literal('flow-slot'), slot: z.string(), tries: z.number().int().min(1) }),
  /** What could have been better, after a low rating. */
  z.object({ kind: z.literal('rating-comment'), value: ratingSchema }),
  /** A yes to what the flow's slots hold, by their digest. */
  z.object({ kind: z.literal('flow-confirm'), digest: z.string() }),
]);

export const conversationEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    channel: z.enum(['widget']),
    visitorId: visitorIdSchema,
    // Logs of before it was checked on arrival hold anything.
    language: z.string().transform((text) => languageTag(text) ?? 'en'),
  }),
  z.object({
    kind: z.literal('customer-said'),
    clientMessageId: clientMessageIdSchema,
    /** Already redacted. */
    text: z.string(),
    choice: z.string().optional(),
    redacted: z.array(z.string()).default([]),
    /** Stands for a typed code, which the text no longer holds. */
    codeMark: z.string().optional(),
  }),
  z.object({
    kind: z.literal('understood'),
    messageSeq: z.number().int().positive(),
    decision: intentDecisionSchema,
    ranking: z.array(intentScoreSchema),
    /** What a message asks for that asks for several things, in its order. */
    parts: z.array(intentScoreSchema).default([]),
    /** The intent that was served; null where none was. Logs of before this was kept hold neither. */
    served: z.string().nullable().optional(),
    sentiment: sentimentSchema.optional(),
    abuse: abuseSchema.optional(),
    slots: slotsSchema,
    modelId: z.string(),
  }),
  /** The customer writes in another language of the catalogue than before. */
  z.object({ kind: z.literal('language-set'), language: languageSchema }),
  z.object({ kind: z.literal('identified'), customerId: customerIdSchema, proof: proofSchema }),
  /** A code by e-mail was asked for in that message; without a customer nobody was found it could go to. */
  z.object({
    kind: z.literal('code-asked'),
    challenge: z.number().int().positive(),
    customerId: customerIdSchema.optional(),
  }),
  z.object({ kind: z.literal('code-refused') }),
  /** No mail could be sent: the code is void, and the customer was told. */
  z.object({ kind: z.literal('code-unsent'), challenge: z.number().int().positive() }),
  z.object({ kind: z.literal('proof-failed'), proof: z.string() }),
  z.object({ kind: z.literal('order-in-focus'), orderId: orderIdSchema }),
  z.object({ kind: z.literal('asked'), question: questionSchema }),
  /** The steps are kept with the conversation: a flow ends by those it began with. */
  z.object({ kind: z.literal('flow-started'), flow: flowSchema, intent: z.string() }),
  /** `isPart`: the slot takes further answers. */
  z.object({ kind: z.literal('slot-filled'), slot: z.string(), value: slotValueSchema, isPart: z.boolean() }),
  z.object({ kind: z.literal('slot-cleared'), slot: z.string() }),
  /** A clear yes to exactly what the slots hold. */
  z.object({ kind: z.literal('flow-agreed'), digest: z.string() }),
  z.object({ kind: z.literal('flow-step-done'), step: z.string() }),
  z.object({
    kind: z.literal('flow-ended'),
    /** `replaced`: by the flow that serves the order as it stands. */
    outcome: z.enum(['done', 'dropped', 'refused', 'impossible', 'handed-over', 'failed', 'replaced']),
    /** What was said against it, where it could not be done. */
    reason: z.string().optional(),
  }),
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
  /** Fewer messages are taken, or none until then (milliseconds since the epoch), after insults or spam. */
  z.object({
    kind: z.literal('restrained'),
    everyMs: z.number().int().positive().optional(),
    until: z.number().int().optional(),
  }),
  /** The visitor may not write any more; the reason is for agents. What the visitor is told is a `bot-said` of its own. */
  z.object({ kind: z.literal('visitor-blocked'), agent: agentSchema, reason: z.string() }),
  z.object({ kind: z.literal('visitor-unblocked'), agent: agentSchema }),
  z.object({ kind: z.literal('handoff-requested'), reason: handoffReasonSchema, summary: z.string() }),
  z.object({ kind: z.literal('agent-took'), agent: agentSchema }),
  z.object({
    kind: z.literal('agent-said'),
    agent: agentSchema,
    clientMessageId: clientMessageIdSchema,
    text: z.string(),
    answers,
  }),
  /** `resumes`: a flow is under way, and the bot owes its open question. */
  z.object({ kind: z.literal('agent-gave-back'), agent: agentSchema, resumes: z.boolean().optional() }),
  z.object({ kind: z.literal('closed'), by: z.union([agentSchema, z.literal('bot')]) }),
  /** A customer message that needs no answer of the bot's, because a person holds the conversation. */
  z.object({ kind: z.literal('turn-waived'), answers }),
  /** How it was for the customer. `commentSeq`: their message that says more, in which case it was rated before. */
  z.object({ kind: z.literal('rated'), value: ratingSchema, commentSeq: z.number().int().positive().optional() }),
  /** What was here was erased on request; its place in the order stays. */
  z.object({ kind: z.literal('erased'), was: z.string() }),
]);

export type ConversationEvent = z.infer<typeof conversationEventSchema>;
export type Agent = z.infer<typeof agentSchema>;
export type Question = z.infer<typeof questionSchema>;

/** An event as the log holds it. `at` is milliseconds since the epoch, given by the server. */
export type RecordedEvent = { seq: number; at: number; event: ConversationEvent };
