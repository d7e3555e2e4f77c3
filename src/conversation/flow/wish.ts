import type { Intent } from '../../understanding/intent-catalog.js';
import type { Flow } from './flow.js';

/** One of several things a message asks for that a flow serves, with the words that ask for it. */
export type Wish = { intent: Intent; flow: Flow; text: string };
