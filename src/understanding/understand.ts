import { readChineseMood } from './chinese-mood.js';
import { combineParts, type PartReading } from './combine-parts.js';
import type { Encoder, Reading } from './encoder.js';
import { extractSlots } from './extract-slots.js';
import { judgeMessage } from './judge-message.js';
import type { Model } from './model-folder.js';
import { type PreparedMessage, prepareMessage } from './prepare-message.js';
import { type Sentiment, type SentimentModel, scoreSentiment } from './sentiment.js';
import { splitSentences, withoutLink, withoutOther } from './split-sentences.js';
import type { IntentDecision, IntentPart, IntentScore, Understand } from './understanding.js';

const RANKED = 5;

/**
 * A message of one sentence is read in one pass; one of several is read whole and part by part, side by side.
 * @throws what the encoder throws: OVERLOADED, ENCODER_UNAVAILABLE
 */
export function createUnderstand({ encoder, model }: { encoder: Encoder; model: Model }): Understand {
  return async (message) => {
    const whole = prepareMessage(model, message);
    const parts = partsOf(message).map((text) => ({ said: text, prepared: prepareMessage(model, withoutOther(text)) }));
    const [reading, ...others] = await readAll(encoder, [whole, ...parts.map(({ prepared }) => prepared)]);
    const judged = judgeMessage(model, { ...whole, reading });
    const combined = combine(
      judged,
      parts.map(({ said, prepared }, at) => {
        const { decision, ranking } = judgeMessage(model, { ...prepared, reading: others[at] ?? blank(encoder) });
        return { text: said, decision, ranking };
      }),
    );
    return {
      decision: combined.decision,
      ranking: combined.ranking.slice(0, RANKED),
      parts: combined.parts,
      sentiment: model.sentiment && moodOf(model.sentiment, whole, reading),
      slots: extractSlots(message),
      vector: reading.vector,
      modelId: model.modelId,
    };
  };
}

/** An encoder that reads no Chinese tells nothing of its mood; the words do. */
function moodOf(
  sentiment: SentimentModel,
  { text, language, isReadable }: PreparedMessage,
  { vector }: Reading,
): Sentiment {
  return language === 'zh' && !isReadable ? readChineseMood(text) : scoreSentiment(sentiment, vector, text);
}

/** None where the message is one sentence. */
function partsOf(message: string): string[] {
  const parts = splitSentences(message);
  return parts.length > 1 ? parts.map(withoutLink) : [];
}

/** What the encoder can make nothing of is not sent there. */
async function readAll(
  encoder: Encoder,
  texts: readonly [PreparedMessage, ...PreparedMessage[]],
): Promise<[Reading, ...Reading[]]> {
  const readable = texts.filter(({ isReadable }) => isReadable).map(({ text }) => text);
  const read = (readable.length > 0 ? await encoder.read(readable) : []).values();
  const readingOf = ({ isReadable }: PreparedMessage): Reading =>
    (isReadable ? read.next().value : undefined) ?? blank(encoder);
  const [whole, ...parts] = texts;
  return [readingOf(whole), ...parts.map(readingOf)];
}

function blank({ dimensions }: Encoder): Reading {
  return { vector: new Float32Array(dimensions), tuned: undefined };
}

type Whole = { decision: IntentDecision; ranking: readonly IntentScore[] };

/** Of several requests the one that the whole message is sure of is the main one, or else the first. */
function combine(whole: Whole, readings: PartReading[]): Whole & { parts: IntentPart[] } {
  const combined = combineParts(whole, readings);
  if (combined.kind === 'one') return { ...combined, parts: [] };
  const [first] = combined.intents;
  const isKnown = whole.decision.kind === 'confident' || first === undefined;
  const { intent = '', probability = 0 } = first ?? {};
  const decision = isKnown ? whole.decision : { kind: 'confident' as const, intent, probability };
  return { decision, ranking: whole.ranking, parts: combined.intents };
}
