import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the multilingual encoder lies that `npm run setup:multilingual` puts there; it is too large for the repository. */
export function multilingualFolder(): string {
  return process.env.CONCIERGE_MULTILINGUAL ?? join(homedir(), '.cache', 'concierge', 'multilingual');
}
