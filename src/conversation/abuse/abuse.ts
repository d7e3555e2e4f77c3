import { z } from 'zod';

/** What a message does to the conversation that no shop has to take. */
export const abuseSchema = z.enum(['insult', 'spam']);
export type Abuse = z.infer<typeof abuseSchema>;
