import { inHundred, intentName, messages, percent } from './in-words.js';
import type { RunSummary } from './summarise-run.js';

/** What the figures mean, in three sentences for someone who never saw one. */
export function openingSentences(summary: RunSummary): [string, string, string] {
  return [aboutAccuracy(summary), aboutConfidence(summary), aboutUnknowns(summary)];
}

function aboutAccuracy({ count, right, accuracy, interval: [low, high] }: RunSummary): string {
  if (count === 0) return 'There was no message to judge the model on.';
  const bounds = `with this many messages, the true figure lies between ${percent(low, 0)} and ${percent(high, 0)}`;
  return `Of ${messages(count)}, the model read ${right.toLocaleString('en-GB')} as their writers meant them: about ${inHundred(accuracy)} (${bounds}).`;
}

function aboutConfidence({ reliability: { ece, excess, bins } }: RunSummary): string {
  if (bins.length === 0) return 'So nothing can be said about its confidence.';
  const off = `${(100 * ece).toFixed(1)} points on average`;
  if (ece < 0.02)
    return `It can be taken at its word: how sure it says it is and how often it is right differ by ${off}.`;
  if (excess > ece / 2)
    return `It is surer of itself than it should be: what it says is off by ${off}, mostly too high.`;
  if (excess < -ece / 2) return `It is right more often than it says: what it says is off by ${off}, mostly too low.`;
  return `How sure it says it is should be read with care: it is off by ${off}, sometimes too high, sometimes too low.`;
}

function aboutUnknowns({ outOfScope, worstConfusions: [worst] }: RunSummary): string {
  if (outOfScope !== undefined) {
    const { falseAlarms } = outOfScope.at95Recall;
    return `To catch 95 in 100 of the messages this chat is not for, it would also hold back ${percent(falseAlarms)} of those it is for.`;
  }
  if (worst === undefined) return 'It made no mistake on these messages.';
  const { actual, predicted, count } = worst;
  return `Its most frequent mistake is to read “${intentName(actual)}” as “${intentName(predicted)}”: ${count} times here.`;
}
