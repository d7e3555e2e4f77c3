import { z } from 'zod';

/** What a shop does about insults and spam. Blocking somebody is left to its people. */
export const abusePolicySchema = z.object({
  /** From the second time on, one message in so many seconds is taken. */
  answerEverySeconds: z.number().int().min(1).max(600).default(15),
  /** With how many it is enough. */
  limit: z.number().int().min(2).max(50).default(3),
  /** What happens at the limit: a person takes over, or nothing is taken for a while. */
  atLimit: z.enum(['hand-over', 'pause']).default('hand-over'),
  pauseMinutes: z.number().int().min(1).max(1440).default(10),
});

type AbusePolicy = z.infer<typeof abusePolicySchema>;

/** Where a shop says nothing of it: a person takes over, if the bot may hand over for such things at all. */
export function abusePolicyOf({ abuse, mayHandOverEarly }: AbuseRules): AbusePolicy {
  return abuse ?? abusePolicySchema.parse({ atLimit: mayHandOverEarly ? 'hand-over' : 'pause' });
}

type AbuseRules = { abuse?: AbusePolicy | undefined; mayHandOverEarly: boolean };
