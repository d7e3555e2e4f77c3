import { z } from 'zod';
import { addWorkingDays } from './working-days.js';

export const methodKindSchema = z.enum(['card', 'paypal', 'gift-card', 'bank-transfer', 'invoice']);
export type MethodKind = z.infer<typeof methodKindSchema>;

const days = z.number().int().min(0).max(90);
/** Working days, the fewest and the most. */
const spanSchema = z.tuple([days, days]).refine(([fewest, most]) => fewest <= most, {
  error: 'the fewest days come first, then the most',
});

/** How long a refund takes once it was sent, by the kind of method. Of a kind that is not named nothing is promised. */
export const refundDaysSchema = z.partialRecord(methodKindSchema, spanSchema);
type DaySpan = z.infer<typeof spanSchema>;

/** Whether a refund of that moment should be there by now. @param sentAt ISO 8601 @param now milliseconds since the epoch */
export function isRefundDue(sentAt: string, [, most]: DaySpan, now: number): boolean {
  return addWorkingDays(Date.parse(sentAt), most) <= now;
}
