import { z } from 'zod';
import { actionKinds } from '../../shop/actions/shop-action.js';
import { troubleSchema } from '../../shop/compensation-policy.js';
import { orderStatusSchema } from '../../shop/shop.js';
import { handoffReasonSchema } from '../handoff-reason.js';

/**
 * A flow: what a job needs to know, in which order it is asked, and what is done at the end. Written as YAML beside the
 * intents, for people who do not program; a running flow carries its own copy, so that one begun before a deploy ends by
 * the steps it began with.
 */
const text = z.string().trim().min(1);
/** The same said in several ways, of which each conversation hears another; `{slot}` is filled in. */
const saidSchema = z.strictObject({ en: z.array(text).min(1), zh: z.array(text).min(1) });
const labelSchema = z.strictObject({ en: text, zh: text });
const slotName = z.string().regex(/^[a-z][a-z-]*$/, 'Expected lower-case letters and hyphens');

/** What can be asked for; `slots/` has one file for each. */
export const slotKindSchema = z.enum([
  'order',
  'cancel-reason',
  'items',
  'variants',
  'method',
  'address',
  'voucher',
  'notice-address',
  'product',
  'variant',
  'size',
  'colour',
  'remedy',
  'phone',
  'company',
  'email',
  'date',
  'amount',
  'text',
]);

/** What a shop can be asked to do; the names are those of its actions. */
export const actionNameSchema = z.enum(actionKinds);

const askSchema = z.strictObject({
  ask: slotName,
  as: slotKindSchema,
  /** `order`: what can be offered. Another one the customer names is taken, and refused with the reason. */
  statuses: z.array(orderStatusSchema).min(1).optional(),
  /** `order`: of those, the ones that are late or came late, where there are any. */
  late: z.boolean().optional(),
  /** `method`: whether only the way the order was paid and gift cards are offered. */
  refund: z.boolean().optional(),
  /** `method`: whether the way the order is paid already is left out. */
  other: z.boolean().optional(),
  /** `variant`: only those that can be had, or only those that cannot. */
  stock: z.enum(['in-stock', 'sold-out']).optional(),
  /** `remedy`, and `items` where something is wrong with them: what went wrong. */
  for: troubleSchema.optional(),
  /** `date`: on which side of today it has to be. */
  when: z.enum(['past', 'future']).optional(),
  say: saidSchema,
  /** Where there is nothing to choose from: said, and the flow is over. */
  none: saidSchema.optional(),
});

const confirmSchema = z.strictObject({ confirm: saidSchema, yes: labelSchema, no: labelSchema, kept: saidSchema });
const doSchema = z.strictObject({ do: actionNameSchema, done: saidSchema });
/** `person`: whether one is offered with it. */
const saySchema = z.strictObject({ say: saidSchema, person: z.boolean().optional() });
const handOverSchema = z.strictObject({ 'hand-over': handoffReasonSchema });

type IfStep = { if: { slot: string; is: string[] }; steps: FlowStep[]; otherwise?: FlowStep[] | undefined };
const ifSchema: z.ZodType<IfStep> = z.strictObject({
  if: z.strictObject({ slot: slotName, is: z.array(text).min(1) }),
  steps: z.array(z.lazy(() => flowStepSchema)).min(1),
  otherwise: z
    .array(z.lazy(() => flowStepSchema))
    .min(1)
    .optional(),
});

export type AskStep = z.infer<typeof askSchema>;
export type ConfirmStep = z.infer<typeof confirmSchema>;
export type DoStep = z.infer<typeof doSchema>;
export type Said = z.infer<typeof saidSchema>;
export type Label = z.infer<typeof labelSchema>;
export type FlowStep =
  | AskStep
  | ConfirmStep
  | DoStep
  | z.infer<typeof saySchema>
  | z.infer<typeof handOverSchema>
  | IfStep;

const STEPS: Record<string, z.ZodType<FlowStep>> = {
  ask: askSchema,
  confirm: confirmSchema,
  do: doSchema,
  'hand-over': handOverSchema,
  if: ifSchema,
  say: saySchema,
};

/** By the key a step begins with, so that a mistake within it is told where it stands and not as six failed guesses. */
const flowStepSchema: z.ZodType<FlowStep> = z.unknown().transform((step, context): FlowStep => {
  const name = typeof step === 'object' && step !== null ? Object.keys(STEPS).find((key) => key in step) : undefined;
  const parsed = STEPS[name ?? '']?.safeParse(step);
  if (parsed?.success) return parsed.data;
  const issues = parsed?.error.issues ?? [];
  for (const { message, path } of issues) context.issues.push({ code: 'custom', message, path, input: step });
  if (issues.length === 0) {
    const message = `Expected a step: one of ${Object.keys(STEPS).join(', ')}, with what belongs to it`;
    context.issues.push({ code: 'custom', message, input: step });
  }
  return z.NEVER;
});

const phrases = z.array(text).min(1);
/** Where a job has no intent of its own: what is said when one of these intents was read and this flow is meant. */
const takesOverSchema = z.strictObject({
  from: z.array(z.string()).min(1),
  /** Of every list in one of the languages, something must be said; without it, anything may be. */
  when: z.strictObject({ en: z.array(phrases).min(1), zh: z.array(phrases).min(1) }).optional(),
  /** Nothing of this may be said. */
  unless: phrases.optional(),
  /** Whether the words are enough where the intent is only one of the likeliest. */
  'when-unsure': z.boolean().optional(),
  /** Only in a shop whose settings make good for this. */
  compensates: troubleSchema.optional(),
});

const flowName = z.string().regex(/^[a-z][a-z-]*$/, 'Expected lower-case letters and hyphens');

/** What serves an order in one of these states, where this flow cannot: whatever was said, that is gone on with. */
const insteadSchema = z.strictObject({ statuses: z.array(orderStatusSchema).min(1), flow: flowName, say: saidSchema });

export const flowSchema = z.strictObject({
  /** Same as the file's name. */
  flow: flowName,
  title: labelSchema,
  'takes-over': takesOverSchema.optional(),
  instead: z.array(insteadSchema).optional(),
  steps: z.array(flowStepSchema).min(1),
});

export type Flow = z.infer<typeof flowSchema>;
export type SlotKind = z.infer<typeof slotKindSchema>;
export type ActionName = z.infer<typeof actionNameSchema>;

/** The one thing a flow does, if it does anything. */
export function actionOf({ steps }: Flow): ActionName | undefined {
  return allSteps(steps).flatMap((step) => ('do' in step ? [step.do] : []))[0];
}

/** Every step, those of branches behind the step that branches. */
export function allSteps(steps: readonly FlowStep[]): FlowStep[] {
  return steps.flatMap((step) =>
    'if' in step ? [step, ...allSteps(step.steps), ...allSteps(step.otherwise ?? [])] : [step],
  );
}
