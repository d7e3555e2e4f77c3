import type { Calibration } from '../understanding/calibration.js';
import { decideIntent, OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { TunedReading } from '../understanding/encoder.js';
import { fusedScores } from '../understanding/fuse.js';
import { softmax } from '../understanding/head.js';
import { type Language, languageSchema } from '../understanding/intent-catalog.js';
import { rankIntents } from '../understanding/judge-message.js';
import type { Model } from '../understanding/model-folder.js';
import { unknownScore, unknownSigns } from '../understanding/unknown-score.js';
import { calibrateTemperature, calibrationError } from './calibrate.js';
import { calibrateFusion, calibrateUnknown } from './calibrate-fusion.js';
import { chooseThresholds, type Judged } from './choose-thresholds.js';

/** A message whose intent is known and what models that had not seen it say of it. */
export type HeldOutMessage = {
  language: Language;
  label: number;
  frozenScores: Float64Array;
  /** Only some were held out of fine-tuning. */
  tuned: TunedReading | undefined;
};

export type ModelCalibration = Pick<Model, 'calibration' | 'fusion' | 'unknown'> & {
  /** Shares 0..1 over the messages that were judged; precision is that of the messages acted on. */
  metrics: Record<string, number>;
  /** What the model would have answered to each message that was judged. */
  answers: HeldOutAnswer[];
};

export type HeldOutAnswer = {
  /** Of the message in what was given. */
  at: number;
  probabilities: Float32Array;
  unknownScore: number | undefined;
};

/** Fewer messages of a language than this say too little; it takes what holds for all. */
const LEAST_MESSAGES = 200;
/** Share of the messages in scope that may be taken for unknown. */
const FALSE_ALARMS = 0.02;

/** Everything of a model that is chosen on held-out messages. The same for all data sets. */
export function calibrateModel(messages: readonly HeldOutMessage[], labels: readonly string[]): ModelCalibration {
  const examples = messages.flatMap((message) => (isRead(message) ? [message] : []));
  const fusion = examples.length === 0 ? undefined : calibrateFusion(examples);
  const judge = { labels, fusion };
  const common = calibrate(messages, judge);
  const calibration: Model['calibration'] = { common };
  for (const language of languageSchema.options) {
    const own = messages.filter((message) => message.language === language);
    if (judgedOf(own).length >= LEAST_MESSAGES) calibration[language] = calibrate(own, judge);
  }
  const probabilitiesOf = (message: HeldOutMessage) => answer(message, calibration[message.language] ?? common, fusion);
  const outOfScope = labels.indexOf(OUT_OF_SCOPE);
  const inScope = examples.filter(({ label }) => label !== outOfScope);
  const signs = inScope.map((message) => unknownSigns(message.tuned, labels, probabilitiesOf(message)));
  const hasLabel = outOfScope >= 0;
  const unknown = signs.length === 0 ? undefined : calibrateUnknown(signs, { falseAlarms: FALSE_ALARMS, hasLabel });
  const places = new Map(messages.map((message, at) => [message, at]));
  return {
    calibration,
    fusion,
    unknown,
    answers: judgedOf(messages).map((message) => {
      const probabilities = probabilitiesOf(message);
      const score =
        unknown && isRead(message)
          ? unknownScore(unknownSigns(message.tuned, labels, probabilities), unknown)
          : undefined;
      return { at: places.get(message) ?? 0, probabilities, unknownScore: score };
    }),
    metrics: measure(messages, { labels, probabilitiesOf, calibration }),
  };
}

type Judge = { labels: readonly string[]; fusion: Model['fusion'] };

/**
 * Temperature and thresholds for these messages. Fusing comes first: each language has its own temperature of what
 * was fused on all.
 */
function calibrate(messages: readonly HeldOutMessage[], { labels, fusion }: Judge): Calibration {
  const frozen = calibrateTemperature(messages.map(({ label, frozenScores }) => ({ label, scores: frozenScores })));
  const read = messages.flatMap((message) => (isRead(message) ? [message] : []));
  const fused =
    fusion === undefined || read.length === 0
      ? undefined
      : calibrateTemperature(
          read.map(({ label, tuned, frozenScores }) => ({
            label,
            scores: fusedScores(tuned, frozenScores, fusion),
          })),
        );
  const judged = judgedOf(messages).map(
    (message): Judged => ({
      intent: labels[message.label] ?? '',
      ranking: rankIntents(labels, answer(message, { frozen, fused }, fusion)),
    }),
  );
  return { frozen, ...(fused !== undefined && { fused }), thresholds: chooseThresholds(judged) };
}

/** Those that stand for the messages in service: of a language that is fine-tuned, the ones held out of that. */
function judgedOf(messages: readonly HeldOutMessage[]): readonly HeldOutMessage[] {
  const tuned = new Set(
    languageSchema.options.filter((language) => {
      const own = messages.filter((message) => message.language === language);
      return own.filter(isRead).length > own.length * STRAY_SHARE;
    }),
  );
  return messages.filter((message) => isRead(message) === tuned.has(message.language));
}

/** A language that the encoder cannot read has a few messages that it can, such as "VIP". */
const STRAY_SHARE = 0.02;

function answer(
  { frozenScores, tuned }: HeldOutMessage,
  { frozen, fused }: Pick<Calibration, 'frozen' | 'fused'>,
  fusion: Model['fusion'],
): Float32Array {
  return tuned === undefined || fusion === undefined
    ? softmax(frozenScores, frozen)
    : softmax(fusedScores(tuned, frozenScores, fusion), fused ?? 1);
}

function isRead(message: HeldOutMessage): message is HeldOutMessage & { tuned: TunedReading } {
  return message.tuned !== undefined;
}

type Measured = {
  labels: readonly string[];
  probabilitiesOf(message: HeldOutMessage): Float32Array;
  calibration: Model['calibration'];
};

function measure(messages: readonly HeldOutMessage[], { labels, probabilitiesOf, calibration }: Measured) {
  const predictions = judgedOf(messages).map((message) => {
    const ranking = rankIntents(labels, probabilitiesOf(message));
    const { thresholds } = calibration[message.language] ?? calibration.common;
    return {
      probability: ranking[0]?.probability ?? 0,
      isRight: ranking[0]?.intent === labels[message.label],
      isActedOn: ['confident', 'out-of-scope'].includes(decideIntent(ranking, thresholds).kind),
    };
  });
  const actedOn = predictions.filter(({ isActedOn }) => isActedOn);
  const share = (part: unknown[], whole: unknown[]) => Number((part.length / Math.max(1, whole.length)).toFixed(4));
  return {
    accuracy: share(
      predictions.filter(({ isRight }) => isRight),
      predictions,
    ),
    calibrationError: Number(calibrationError(predictions).toFixed(4)),
    actedOn: share(actedOn, predictions),
    precisionActedOn: share(
      actedOn.filter(({ isRight }) => isRight),
      actedOn,
    ),
  };
}
