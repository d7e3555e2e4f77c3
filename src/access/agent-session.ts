import { createHash } from 'node:crypto';
import { agentIdSchema, type ShopId } from '../protocol/ids.js';
import type { AgentAccount, AgentDirectory } from './agent-directory.js';
import type { Identity } from './authorisation.js';
import { createSignedTokens, type SignedTokens } from './signed-tokens.js';

export const AGENT_COOKIE = 'concierge_agent';
export const AGENT_SESSION_MS = 12 * 3600 * 1000;

export type AgentSessions = {
  /** The session ends early when the account is given another password. */
  issue(shopId: ShopId, account: Pick<AgentAccount, 'agentId' | 'passwordHash'>): string;
  /** Who the session belongs to now: an account that was disabled or demoted counts as it is now. */
  identify(shopId: ShopId, token: string | undefined): Promise<Identity>;
};

/** Agents' sessions: a signed token in an HttpOnly, SameSite=Strict cookie, checked against the directory each time. */
export function createAgentSessions(secret: string, directory: AgentDirectory): AgentSessions {
  const tokens = createSignedTokens(secret);
  return {
    issue: (shopId, { agentId, passwordHash }) =>
      tokens.sign({
        subject: agentId,
        audience: audienceOf(shopId),
        lifetimeSeconds: AGENT_SESSION_MS / 1000,
        claims: { [PASSWORD_CLAIM]: passwordMark(passwordHash) },
      }),
    identify: async (shopId, token) => {
      const session = token === undefined ? undefined : readSession(tokens, shopId, token);
      const account = session && (await directory.byId(shopId, session.agentId));
      return account?.isActive && session?.mark === passwordMark(account.passwordHash)
        ? { kind: 'agent', agentId: account.agentId, name: account.name, role: account.role }
        : { kind: 'nobody' };
    },
  };
}

const PASSWORD_CLAIM = 'pwd';

function readSession(tokens: SignedTokens, shopId: ShopId, token: string) {
  try {
    const claims = tokens.read(token, { audience: audienceOf(shopId) });
    return { agentId: agentIdSchema.parse(claims.sub), mark: claims[PASSWORD_CLAIM] };
  } catch {
    return undefined;
  }
}

function audienceOf(shopId: ShopId): string {
  return `agent:${shopId}`;
}

/** Differs for every password set, the same one set again included; says nothing of it, as the hash is salted. */
function passwordMark(passwordHash: string): string {
  return createHash('sha256').update(passwordHash, 'utf8').digest('base64url').slice(0, 22);
}

/** The value of one cookie in a `Cookie` header (RFC 6265). */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];
}
