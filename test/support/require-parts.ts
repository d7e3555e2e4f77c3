import { existsSync } from 'node:fs';

/**
 * Whether a suite must be skipped because a part of it is not on this machine; prints the reason.
 * Under CI every part must be there: a missing one is a failure, but for those that .ci/run tried to install and this
 * machine cannot have.
 * @param reason what is missing, or undefined when all is there
 */
export function missing(reason: string | undefined): boolean {
  if (reason === undefined) return false;
  if (process.env.CI === 'true' && !CANNOT_HAVE.some((part) => reason.includes(part)))
    throw new Error(`CI must run every suite, but ${reason}`);
  process.stderr.write(`skipped: ${reason}\n`);
  return true;
}

const CANNOT_HAVE = (process.env.CI_CANNOT_HAVE ?? '').split(',').filter((part) => part !== '');

export const CHROMIUM = '/usr/bin/chromium';

export function noChromium(): string | undefined {
  return existsSync(CHROMIUM) ? undefined : `Chromium is not installed at ${CHROMIUM}`;
}

/** @param path inside the shared data folder beside the repository */
export function noShared(path: string): string | undefined {
  return existsSync(`../shared/${path}`) ? undefined : `../shared/${path} is not here`;
}
