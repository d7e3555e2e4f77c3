import { SliceFollower } from '../src/protocol/slice-follower.js';
import type { TranscriptEntry } from '../src/protocol/transcript.js';

/** Follows what the shopper sees of one conversation. */
export class TranscriptFollower extends SliceFollower<TranscriptEntry> {}
