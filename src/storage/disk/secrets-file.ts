import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.object({
  appSecret: z.string().min(32),
  customerSecret: z.string().min(32),
  agentPassword: z.string().min(12),
});

export type Secrets = z.infer<typeof secretsSchema>;

/** The secrets of this installation: made at the first start, kept in a file only its owner can read. */
export function readOrMakeSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const kept = readKept(path);
  if (kept !== undefined) return kept;
  const made: Secrets = {
    appSecret: randomBytes(32).toString('base64url'),
    customerSecret: randomBytes(32).toString('base64url'),
    agentPassword: randomBytes(9).toString('base64url'),
  };
  writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

function readKept(path: string): Secrets | undefined {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
