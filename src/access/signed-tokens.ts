import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

export type SignedTokens = {
  sign(token: Signed): string;
  /** @throws whatever says why: not signed with this secret, for another audience, or out of time */
  read(token: string, expected: Expected): Claims;
};

type Signed = {
  subject: string;
  audience: string;
  /** From `at` on, which is in milliseconds since the epoch and by default now. */
  lifetimeSeconds: number;
  at?: number;
  claims?: Record<string, string>;
};

type Expected = {
  audience: string;
  /** Milliseconds since the epoch. Default: now. */
  at?: number;
  /** How late a token may be, and how far another machine's clock may be ahead. Default 0. */
  toleranceSeconds?: number;
  /** The oldest a token may be, whatever it says of its own life. */
  oldestSeconds?: number;
};

const claimsSchema = z.looseObject({ sub: z.string(), exp: z.number(), iat: z.number().optional() });
export type Claims = z.infer<typeof claimsSchema>;

/**
 * JSON Web Tokens with HMAC-SHA-256 (RFC 7519; RFC 7518, 3.2), checked at once and not by the thread pool: when thousands
 * of browsers come back together, waking a thread for each costs ten times what the check does.
 */
export function createSignedTokens(secret: string): SignedTokens {
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  return {
    sign: ({ subject, audience, lifetimeSeconds, at = Date.now(), claims = {} }) => {
      const options = { algorithm: 'HS256' as const, subject, audience, expiresIn: lifetimeSeconds };
      return jwt.sign({ ...claims, iat: secondsOf(at) }, key, options);
    },
    read: (token, { audience, at = Date.now(), toleranceSeconds = 0, oldestSeconds }) => {
      const claims = claimsSchema.parse(
        jwt.verify(token, key, {
          algorithms: ['HS256'],
          audience,
          clockTimestamp: secondsOf(at),
          clockTolerance: toleranceSeconds,
          ...(oldestSeconds !== undefined && { maxAge: oldestSeconds }),
        }),
      );
      // Signed ahead of its time, it would be young for longer than it may be.
      if (oldestSeconds !== undefined && (claims.iat ?? 0) > secondsOf(at) + toleranceSeconds)
        throw new Error('the token is from the future');
      return claims;
    },
  };
}

function secondsOf(at: number): number {
  return Math.floor(at / 1000);
}
