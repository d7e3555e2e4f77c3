import { z } from 'zod';

/** Why a conversation goes to a person. */
export const handoffReasonSchema = z.enum([
  'asked-for-a-person',
  'not-understood',
  'failed-proofs',
  'needs-a-person',
  'complaint',
  'privacy-request',
  'action-failed',
  'foreign-language',
  'abuse',
]);

export type HandoffReason = z.infer<typeof handoffReasonSchema>;
