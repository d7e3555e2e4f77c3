import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { agentIdSchema, type ShopId } from '../protocol/ids.js';
import type { AgentAccount, AgentDirectory } from './agent-directory.js';
import type { Identity } from './authorisation.js';
import { signingKey } from './signing-key.js';

export const AGENT_COOKIE = 'concierge_agent';
export const AGENT_SESSION_MS = 12 * 3600 * 1000;

export type AgentSessions = {
  /** The session ends early when the account is given another password. */
  issue(shopId: ShopId, account: Pick<AgentAccount, 'agentId' | 'passwordHash'>): Promise<string>;
  /** Who the session belongs to now: an account that was disabled or demoted counts as it is now. */
  identify(shopId: ShopId, token: string | undefined): Promise<Identity>;
};

/** Agents' sessions: a signed token in an HttpOnly, SameSite=Strict cookie, checked against the directory each time. */
export function createAgentSessions(secret: string, directory: AgentDirectory): AgentSessions {
  const key = signingKey(secret);
  return {
    issue: async (shopId, { agentId, passwordHash }) =>
      new SignJWT({ [PASSWORD_CLAIM]: passwordMark(passwordHash) })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(agentId)
        .setAudience(`agent:${shopId}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(await key),
    identify: async (shopId, token) => {
      if (token === undefined) return { kind: 'nobody' };
      const session = await jwtVerify(token, await key, { algorithms: ['HS256'], audience: `agent:${shopId}` })
        .then(({ payload }) => ({ agentId: agentIdSchema.parse(payload.sub), mark: payload[PASSWORD_CLAIM] }))
        .catch(() => undefined);
      const account = session && (await directory.byId(shopId, session.agentId));
      return account?.isActive && session?.mark === passwordMark(account.passwordHash)
        ? { kind: 'agent', agentId: account.agentId, name: account.name, role: account.role }
        : { kind: 'nobody' };
    },
  };
}

const PASSWORD_CLAIM = 'pwd';

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
