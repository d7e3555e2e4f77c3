import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

export type SignedTokens = {
  /** `lifetimeSeconds` from now. */
  sign(token: { subject: string; audience: string; lifetimeSeconds: number; claims?: Record<string, string> }): string;
  /** @throws whatever says why: not signed with this secret, for another audience, or out of time */
  read(token: string, expected: Expected): Claims;
};

type Expected = {
  audience: string;
  /** How late a token may be. Default 0. */
  toleranceSeconds?: number;
  /** The oldest a token may be, whatever it says of its own life. */
  oldestSeconds?: number;
};

const claimsSchema = z.looseObject({ sub: z.string(), exp: z.number(), iat: z.number().optional() });
export type Claims = z.infer<typeof claimsSchema>;

/** Clocks of two machines may differ by so much. */
const SKEW_SECONDS = 60;

/**
 * JSON Web Tokens with HMAC-SHA-256 (RFC 7519; RFC 7518, 3.2), checked at once and not by the thread pool: when thousands
 * of browsers come back together, waking a thread for each costs ten times what the check does.
 */
export function createSignedTokens(secret: string): SignedTokens {
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  return {
    sign: ({ subject, audience, lifetimeSeconds, claims = {} }) =>
      jwt.sign(claims, key, { algorithm: 'HS256', subject, audience, expiresIn: lifetimeSeconds }),
    read: (token, { audience, toleranceSeconds = 0, oldestSeconds }) => {
      const options = { algorithms: ['HS256' as const], audience, clockTolerance: toleranceSeconds };
      const claims = claimsSchema.parse(jwt.verify(token, key, options));
      if (oldestSeconds !== undefined) requireYoungerThan(oldestSeconds, claims);
      return claims;
    },
  };
}

function requireYoungerThan(oldestSeconds: number, { iat }: Claims): void {
  const age = Date.now() / 1000 - (iat ?? 0);
  if (age > oldestSeconds + SKEW_SECONDS) throw new Error('the token is too old');
  if (age < -SKEW_SECONDS) throw new Error('the token is from the future');
}
