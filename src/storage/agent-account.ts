import { z } from 'zod';
import { agentIdSchema } from '../protocol/ids.js';

/** An `AgentAccount` as it is stored. */
export const agentAccountSchema = z.object({
  agentId: agentIdSchema,
  email: z.string(),
  name: z.string(),
  role: z.enum(['agent', 'lead', 'admin']),
  passwordHash: z.string(),
  isActive: z.boolean(),
});
