import { agentIdSchema, type ShopId } from '../protocol/ids.js';
import { type AgentAccount, type AgentDirectory, hashPassword, isPassword } from './agent-directory.js';

/**
 * The first agent, so that somebody can sign in: with the password of this start, whichever an earlier one had. Role,
 * name and whether the account is open stay as they are.
 */
export async function saveFirstAgent(
  directory: AgentDirectory,
  shopId: ShopId,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const known = await directory.byEmail(shopId, email);
  // Asked of an open account: a disabled one has no right password.
  if (known !== undefined && (await isPassword(password, { ...known, isActive: true }))) return;
  const account = known ?? newAgent(email);
  await directory.save(shopId, { ...account, passwordHash: await hashPassword(password) });
}

function newAgent(email: string): Omit<AgentAccount, 'passwordHash'> {
  return { agentId: agentIdSchema.parse('agent-1'), email, name: 'Robin', role: 'admin', isActive: true };
}
