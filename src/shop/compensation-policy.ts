import { z } from 'zod';

const minorUnits = z.number().int().min(0);

/** What can have gone wrong with an order. */
export const troubleSchema = z.enum(['late', 'damaged', 'missing', 'not-received']);

/**
 * How it is made good: money back the way it was paid, credit on a gift card, or the same items once more. Of several
 * rules for one trouble the customer picks.
 */
export const remedyKindSchema = z.enum(['refund', 'credit', 'replacement']);

const ruleSchema = z
  .strictObject({
    trouble: troubleSchema,
    kind: remedyKindSchema,
    /** Minor units; never more than the order's total. */
    amount: minorUnits.min(1).optional(),
    /** In the place of an amount: per cent of the items concerned, or of the whole order where it is late or never came. */
    percent: z.number().gt(0).max(100).optional(),
    /** The most that a percentage comes to. */
    cap: minorUnits.min(1).optional(),
    /** `late`: whole days behind the day it was promised for, from which on this holds. */
    afterDays: z.number().int().min(1).default(1),
  })
  .superRefine(({ kind, amount, percent }, { addIssue }) => {
    const sums = [amount, percent].filter((one) => one !== undefined).length;
    const expected = kind === 'replacement' ? 0 : 1;
    const message = kind === 'replacement' ? 'a replacement has no amount' : 'expected either amount or percent';
    if (sums !== expected) addIssue({ code: 'custom', message });
  });

/** What the bot may give for what went wrong: once per order. A shop without this leaves it to people. */
export const compensationPolicySchema = z.strictObject({
  rules: z.array(ruleSchema).min(1),
  /** Orders of one customer that are made good for in any 365 days. */
  perYear: z.number().int().min(1).default(2),
});

export type Trouble = z.infer<typeof troubleSchema>;
export type RemedyKind = z.infer<typeof remedyKindSchema>;
export type CompensationPolicy = z.infer<typeof compensationPolicySchema>;
export type CompensationRule = CompensationPolicy['rules'][number];
