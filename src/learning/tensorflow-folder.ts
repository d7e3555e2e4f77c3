import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where `npm run setup:tensorflow` puts a native TensorFlow.js: CONCIERGE_TENSORFLOW, else a cache folder of the user,
 * because a fresh install of the project's packages would wipe it from theirs.
 */
export function tensorflowFolder(): string {
  return process.env.CONCIERGE_TENSORFLOW ?? join(homedir(), '.cache', 'concierge', 'tensorflow');
}
