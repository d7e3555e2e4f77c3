import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from './support/require-parts.js';
import { noEncoder } from './support/served-encoder.js';
import { describeOutcome } from './transcripts/print-outcome.js';
import { createPlayer, isGood, type Outcome, readTranscripts } from './transcripts/run-transcripts.js';
import { openStage, type Stage } from './transcripts/stage.js';
import type { ParsedTranscript } from './transcripts/transcript.js';

const all = readTranscripts('test/transcripts');
const known = all.filter((one) => one.kind === 'transcript' && one.transcript.known !== undefined);
for (const one of known) {
  if (one.kind === 'transcript') process.stderr.write(`not run: ${one.file}: ${one.transcript.known}\n`);
}

describe.skipIf(missing(noEncoder()))('scripted conversations, with the model that ships', { concurrent: true }, () => {
  let stage: Stage;
  let play: (parsed: ParsedTranscript) => Promise<Outcome>;
  beforeAll(async () => {
    stage = await openStage();
    play = createPlayer(stage);
  });
  afterAll(() => stage?.close());

  const told = all.filter((one) => !known.includes(one)).map((one) => [one.file, one] as const);

  it.each(told)('%s', async (_file, one) => {
    const outcome = await play(one);
    expect(isGood(outcome), describeOutcome(outcome).join('\n')).toBe(true);
  });
});
