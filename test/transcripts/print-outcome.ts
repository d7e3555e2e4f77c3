import type { Difference } from './difference.js';
import { isGood, type Outcome } from './run-transcripts.js';

/** What went otherwise, turn by turn; a line alone when nothing did. */
export function describeOutcome(outcome: Outcome): string[] {
  if (outcome.kind === 'mistakes') return [`✗ ${outcome.file}`, ...outcome.mistakes.map((mistake) => `    ${mistake}`)];
  if (outcome.kind === 'skipped') return [`- ${outcome.parsed.file}: ${outcome.reason}`];
  const { file, transcript, turnPlaces } = outcome.parsed;
  if (isGood(outcome)) return [`✓ ${file}: ${transcript.title}`];
  const { turns, shop } = outcome.played;
  return [
    `✗ ${file}: ${transcript.title}`,
    ...turns.flatMap(({ said, reply, differences }, index) =>
      differences.length === 0
        ? []
        : [
            `  ${turnPlaces[index] ?? file} turn ${index + 1}: ${said}`,
            ...differences.flatMap(describeDifference),
            ...indented('reply', reply),
          ],
    ),
    ...(shop.length === 0 ? [] : ['  afterwards', ...shop.flatMap(describeDifference)]),
  ];
}

function describeDifference({ what, expected, got }: Difference): string[] {
  return [`    ${what}`, ...indented('- expected', expected), ...indented('+ got', got)];
}

function indented(label: string, text: string): string[] {
  const [first = '', ...others] = text.split('\n');
  return [`      ${label}: ${first}`, ...others.map((line) => `        ${line}`)];
}
