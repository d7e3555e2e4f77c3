import { z } from 'zod';

/** How surely it is known who somebody is, weakest first. */
const LEVELS = ['anonymous', 'claimed', 'verified'] as const;

export const identityLevelSchema = z.enum(LEVELS);
export type IdentityLevel = z.infer<typeof identityLevelSchema>;

export function isAtLeast(level: IdentityLevel, needed: IdentityLevel): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
}

export function strictest(levels: readonly IdentityLevel[]): IdentityLevel {
  return LEVELS.findLast((level) => levels.includes(level)) ?? 'anonymous';
}
