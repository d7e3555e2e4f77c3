import { describeOutcome } from './print-outcome.js';
import { createPlayer, inParallel, isGood, readTranscripts } from './run-transcripts.js';
import { openStage } from './stage.js';

const FOLDER = 'test/transcripts';
const AT_ONCE = 6;

/**
 * `npm run transcripts -- [FOLDER or FILE…]`: plays them and prints what came otherwise. Ends with 1 if anything did; what
 * is known not to work is played too, and told of only.
 */
async function main(paths: string[]): Promise<void> {
  const parsed = (paths.length > 0 ? paths : [FOLDER]).flatMap(readTranscripts);
  const started = Date.now();
  const stage = await openStage();
  const outcomes = await inParallel(parsed, AT_ONCE, createPlayer(stage)).finally(() => stage.close());
  const print = (line: string) => process.stdout.write(`${line}\n`);
  for (const outcome of outcomes) for (const line of describeOutcome(outcome)) print(line);
  const isKnown = (index: number) => {
    const one = parsed[index];
    return one?.kind === 'transcript' && one.transcript.known !== undefined;
  };
  for (const [index, one] of parsed.entries()) {
    const outcome = outcomes[index];
    if (one.kind !== 'transcript' || one.transcript.known === undefined || outcome === undefined) continue;
    print(
      `known: ${one.file}: ${isGood(outcome) ? 'it works now, and belongs with the others' : one.transcript.known}`,
    );
  }
  const bad = outcomes.filter((outcome, index) => !isGood(outcome) && !isKnown(index));
  print(
    `${outcomes.length} transcripts, ${bad.length} not as scripted, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  process.exitCode = bad.length > 0 ? 1 : 0;
}

await main(process.argv.slice(2));
