import type { DataCare } from './data-care/data-care.js';
import type { FittedSentiment } from './fit-sentiment.js';
import type { ModelSource } from './model-source.js';
import type { TunedLayers } from './train.js';

/**
 * What whoever serves a model should know of it: what it is for, what it learned from, how well it did and what it does
 * not do. Mitchell et al., "Model Cards for Model Reporting", 2019.
 */
export function modelCard(name: string, { trained, encoder, source, parent, startUp }: ModelSource): string {
  const { data, metrics, tuned, unknown, encoderLanguages, dataCare } = trained;
  const percent = (share = 0) => `${(share * 100).toFixed(1)} %`;
  return `# ${name}

Reads a customer's message and says which of ${data.intents} intents it has, and when it does not know.

## What it is

- Base encoder: weights ${encoder.weightsSha256.slice(0, 16)}…, frozen, with a linear head over its vector and n-grams.
- ${
    tuned === undefined
      ? 'No fine-tuned layers.'
      : `Fine-tuned layers: ${tuned.epochs} epochs in TensorFlow.js (${tuned.backend}), served in 8 bits; their answer is joined with the frozen head's
  and with the votes of ${tuned.neighbours.labels.length} phrases for their intents, the nearer the more.${describeForm(tuned)}`
  }
- Replaces: ${parent ?? 'nothing'}.

## What it learned from

${data.phrases} phrases of ${data.intents} intents (${data.languages.join(', ')}) from ${source}.${
    data.messages === undefined
      ? ''
      : ` ${data.messages} of them are messages from the shop's own chats. Secrets, mail addresses,
phone and order numbers were taken out, names and addresses where they were told as such; a name behind a greeting may stay.`
  } ${
    encoderLanguages === 'english'
      ? 'The encoder reads English; messages in other scripts are judged by their n-grams alone.'
      : 'The encoder reads many languages.'
  }
${dataCare === undefined ? '' : describeCare(dataCare)}${
  startUp === undefined
    ? ''
    : `\nBefore that it read ${startUp.chats} chats without labels for ${startUp.epochs} epochs (${startUp.kind}; mean loss ${startUp.firstLoss.toFixed(3)} at
first, ${startUp.lastLoss.toFixed(3)} at last), secrets, names, addresses, mail addresses and long numbers taken out.\n`
}
## How well it did

On ${trained.heldOut.rows.length} phrases held out of training: ${percent(metrics.accuracy)} right; acts on ${percent(metrics.actedOn)} of them, of which
${percent(metrics.precisionActedOn)} are right; its stated confidence is off by ${percent(metrics.calibrationError)} on average.
${
  unknown === undefined
    ? ''
    : `At most ${percent(unknown.falseAlarms)} of the messages it is for are taken for something it does not know.\n`
}${describeMood(trained.sentiment)}Every intent, with its mistakes, is in report.html.

## What it does not do

It sees one message, not the conversation. It was taught by the shop's own phrases: other shops need their own. Held-out
phrases come from the same writers as those it learned; expect less on real chats, and measure with \`npm run evaluate\`.
`;
}

function describeCare({ balance, dropped, suspects }: DataCare): string {
  const [most, least] = [balance.classes[0]?.count ?? 0, balance.classes.at(-1)?.count ?? 0];
  return `\n${most} phrases in the largest intent, ${least} in the smallest; ${dropped.length} more were left out because they stand twice or contradict
others. ${suspects.length} look like another intent's (confident learning): report.html lists them with the evidence.\n`;
}

function describeMood(sentiment: FittedSentiment | undefined): string {
  if (sentiment === undefined) return '';
  const { negative, positive, frustration } = sentiment.aurocs;
  return `Tone, cross-validated: AUROC ${negative.toFixed(3)} negative, ${positive.toFixed(3)} positive, ${frustration.toFixed(3)} frustration.\n`;
}

function describeForm({ distil, settings: { lowRank } }: TunedLayers): string {
  if (lowRank !== undefined) {
    return `\n  They are the base's with an adapter of rank ${lowRank.rank}: adapter.safetensors and the base give them again.`;
  }
  return distil === undefined
    ? ''
    : `\n  They are ${distil} layers of a student that learned from a model with all of them.`;
}
