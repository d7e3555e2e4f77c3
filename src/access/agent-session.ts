import { jwtVerify, SignJWT } from 'jose';
import { type AgentId, agentIdSchema, type ShopId } from '../protocol/ids.js';
import type { AgentDirectory } from './agent-directory.js';
import type { Identity } from './authorisation.js';

export const AGENT_COOKIE = 'concierge_agent';
export const AGENT_SESSION_MS = 12 * 3600 * 1000;

export type AgentSessions = {
  issue(shopId: ShopId, agentId: AgentId): Promise<string>;
  /** Who the session belongs to now: an account that was disabled or demoted counts as it is now. */
  identify(shopId: ShopId, token: string | undefined): Promise<Identity>;
};

/** Agents' sessions: a signed token in an HttpOnly, SameSite=Strict cookie, checked against the directory each time. */
export function createAgentSessions(secret: string, directory: AgentDirectory): AgentSessions {
  const key = new TextEncoder().encode(secret);
  return {
    issue: (shopId, agentId) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(agentId)
        .setAudience(`agent:${shopId}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(key),
    identify: async (shopId, token) => {
      if (token === undefined) return { kind: 'nobody' };
      const agentId = await jwtVerify(token, key, { algorithms: ['HS256'], audience: `agent:${shopId}` })
        .then(({ payload }) => agentIdSchema.parse(payload.sub))
        .catch(() => undefined);
      const account = agentId && (await directory.byId(shopId, agentId));
      return account?.isActive
        ? { kind: 'agent', agentId: account.agentId, name: account.name, role: account.role }
        : { kind: 'nobody' };
    },
  };
}

/** The value of one cookie in a `Cookie` header (RFC 6265). */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];
}
