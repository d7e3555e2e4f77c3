import { describeOutcome } from './print-outcome.js';
import { createPlayer, inParallel, isGood, type Outcome, readTranscripts } from './run-transcripts.js';
import { openStage } from './stage.js';

const FOLDER = 'test/transcripts';
const AT_ONCE = 6;

/**
 * `npm run transcripts -- [FOLDER or FILE…]`: plays them and prints what came otherwise. Ends with 1 if anything did; what
 * is known not to work is played too, and told of in a line unless it was asked for.
 */
async function main(paths: string[]): Promise<void> {
  const started = Date.now();
  const parsed = (paths.length > 0 ? paths : [FOLDER]).flatMap(readTranscripts);
  const stage = await openStage();
  const outcomes = await inParallel(parsed, AT_ONCE, createPlayer(stage)).finally(() => stage.close());
  const known = outcomes.filter((outcome) => knownReason(outcome) !== undefined);
  const told = outcomes.filter((outcome) => paths.length > 0 || !known.includes(outcome));
  print(told.flatMap(describeOutcome));
  print(known.map((outcome) => `known: ${fileOf(outcome)}: ${isGood(outcome) ? WORKS : knownReason(outcome)}`));
  const bad = outcomes.filter((outcome) => !isGood(outcome) && !known.includes(outcome));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  print([`${outcomes.length} transcripts, ${bad.length} not as scripted, ${known.length} known, ${seconds} s`]);
  process.exitCode = bad.length > 0 ? 1 : 0;
}

const WORKS = 'it works now, and belongs with the others';

function knownReason(outcome: Outcome): string | undefined {
  const parsed = outcome.kind === 'mistakes' ? outcome : outcome.parsed;
  return parsed.kind === 'transcript' ? parsed.transcript.known : undefined;
}

function fileOf(outcome: Outcome): string {
  return outcome.kind === 'mistakes' ? outcome.file : outcome.parsed.file;
}

function print(lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
