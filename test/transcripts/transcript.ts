import { z } from 'zod';
import { handoffReasonSchema } from '../../src/conversation/handoff-reason.js';
import { actionKinds } from '../../src/shop/actions/shop-action.js';
import { proofSchema, shopSchema } from '../../src/shop/shop.js';
import { describeIssue } from '../../src/understanding/describe-issue.js';
import { parseLocatedYaml } from '../../src/understanding/located-yaml.js';

/**
 * A scripted conversation, one YAML file each: who talks in which shop, then turn by turn what is said and what must come
 * of it, then how the orders stand. README.md beside this file describes every key for whoever writes one.
 */
const words = z.string().min(1);
/** One, or a list of them; a mistake is told where it stands rather than as two failed guesses. */
const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.unknown().transform((value, { issues }): z.output<Item>[] => {
    const isList = Array.isArray(value);
    const parsed = z
      .array(item)
      .min(1)
      .safeParse(isList ? value : [value]);
    if (parsed.success) return parsed.data;
    for (const { message, path } of parsed.error.issues) {
      issues.push({ code: 'custom', message, path: isList ? path : path.slice(1), input: value });
    }
    return z.NEVER;
  });

const AGENT_MOVES = ['takes', 'gives back', 'closes'] as const;
const SPEAKERS = ['writes', 'presses', 'agent', 'agent-writes', 'agent-cancels'] as const;

const turnSchema = z
  .strictObject({
    /** The customer's words, or a part of a quick reply's label or choice. */
    writes: words.optional(),
    presses: words.optional(),
    agent: z.enum(AGENT_MOVES).optional(),
    'agent-writes': words.optional(),
    /** The number of an order, which an agent cancels at their own desk. */
    'agent-cancels': words.optional(),
    /** What the model must make of it: an intent, `unsure`, `ambiguous` or `out-of-scope`. */
    intent: words.optional(),
    /** What the bot waits for afterwards: a slot, `yes`, `who`, `which-intent`, `rephrase` or `nothing`. */
    asks: words.optional(),
    /** Flows under way afterwards, the one being talked about last. */
    flows: z.array(words).optional(),
    /** What the flow being talked about knows: slot or slot.part, as it would be said. */
    knows: z.record(words, words).optional(),
    /** What the shop was asked for, and did, or `(refused)`. Without it nothing may have been done. */
    does: oneOrMore(z.enum(actionKinds).or(z.templateLiteral([z.enum(actionKinds), ' (refused)']))).default([]),
    /** Who the customer turned out to be is proven by this message. */
    proves: proofSchema.optional(),
    'hands-over': handoffReasonSchema.optional(),
    /** What was noted of how it was, 1 to 5; a comment is told as such. Without it nothing may have been. */
    rates: words.optional(),
    /** Parts of the reply; `a | b` is either. Letters count without case. */
    says: oneOrMore(words).default([]),
    never: oneOrMore(words).default([]),
    /** Parts of quick replies' labels. */
    offers: oneOrMore(words).default([]),
    /** Ids of policy pages that are quoted. */
    quotes: oneOrMore(words).default([]),
    /** Titles of products, or order numbers, that are shown. */
    shows: oneOrMore(words).default([]),
    /** No answer of the bot's: a person holds the conversation. */
    silent: z.boolean().default(false),
  })
  .superRefine((turn, { addIssue }) => {
    const speakers = SPEAKERS.filter((speaker) => turn[speaker] !== undefined);
    if (speakers.length === 1) return;
    addIssue({ code: 'custom', message: `a turn needs exactly one of ${SPEAKERS.join(', ')}` });
  });

/** Only what is said: the schema's own defaults are not the shop's. */
const policySchema = z
  .partialRecord(shopSchema.shape.policy.keyof(), z.unknown())
  .superRefine((policy, { issues, value }) => {
    const checked = shopSchema.shape.policy.partial().safeParse(policy);
    for (const { message, path } of checked.error?.issues ?? []) {
      issues.push({ code: 'custom', message, path, input: value });
    }
  });

const transcriptSchema = z.strictObject({
  title: words,
  /** The small shop of these tests, or the imported data set. */
  shop: z.enum(['wardrobe', 'outfitter', 'tau2']).default('wardrobe'),
  /** Whose accounts the shop has, where it has too many. */
  people: z.array(words).default([]),
  /** Who is signed in; nobody without it. */
  customer: words.optional(),
  language: z.enum(['en', 'zh']).default('en'),
  /** In which this shop's policy differs. */
  policy: policySchema.optional(),
  /** Why the product does not do this yet. Such a file is told of and not run as a test. */
  known: words.optional(),
  turns: z.array(turnSchema).min(1),
  /** Orders afterwards, as far as said; others are as they were. */
  orders: z.record(words, z.record(words, z.unknown())).default({}),
  /** Customers afterwards, as far as said; the addresses of others are as they were. */
  accounts: z.record(words, z.record(words, z.unknown())).default({}),
  /** Balances of gift cards afterwards, in minor units; others are as they were. */
  'gift-cards': z.record(words, z.number().int()).default({}),
  /** Units of variants afterwards. */
  stock: z.record(words, z.number().int()).default({}),
  /** Variants that somebody waits for afterwards, and the address the notice goes to; nobody waits for others. */
  notices: z.record(words, words).default({}),
});

export type Transcript = z.infer<typeof transcriptSchema>;
export type ScriptedTurn = z.infer<typeof turnSchema>;

/** `turnPlaces`: where each turn stands, `file:line:column`. */
export type ParsedTranscript =
  | { kind: 'transcript'; file: string; transcript: Transcript; turnPlaces: string[] }
  | { kind: 'mistakes'; file: string; mistakes: string[] };

/** Never throws: whatever is wrong with the text is told with its place. */
export function parseTranscript(file: string, text: string): ParsedTranscript {
  const yaml = parseLocatedYaml(file, text);
  if (yaml.mistakes.length > 0) return { kind: 'mistakes', file, mistakes: yaml.mistakes };
  const parsed = transcriptSchema.safeParse(yaml.value);
  if (!parsed.success) {
    return { kind: 'mistakes', file, mistakes: parsed.error.issues.flatMap((issue) => describeIssue(issue, yaml)) };
  }
  const turnPlaces = parsed.data.turns.map((_turn, index) => yaml.locate(['turns', index]));
  return { kind: 'transcript', file, transcript: parsed.data, turnPlaces };
}
