import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { Encoder, TunedReading } from '../understanding/encoder.js';
import { type Head, softmax } from '../understanding/head.js';
import type { Language } from '../understanding/intent-catalog.js';
import { countWords } from '../understanding/mend-slips.js';
import type { Model } from '../understanding/model-folder.js';
import { type Neighbours, packNeighbours } from '../understanding/neighbours.js';
import { calibrateTemperature } from './calibrate.js';
import { calibrateModel, type HeldOutAnswer, type ModelCalibration } from './calibrate-model.js';
import { pickNeighbours } from './choose-neighbours.js';
import { crossFit, type HeldOut } from './cross-fit.js';
import { careLines, type DataCare, describeData } from './data-care/data-care.js';
import { encodeExamples } from './encode-examples.js';
import { encodeSentimentTexts } from './encode-sentiment.js';
import type { LayerTensor } from './fine-tune/layer-weights.js';
import type { FineTuneSettings } from './fine-tune/settings.js';
import { type Example, fitHead } from './fit-head.js';
import { type FittedSentiment, fitSentiment } from './fit-sentiment.js';
import { createNeighbourhood } from './measure-neighbours.js';
import type { SentimentText } from './read-sentiment-csv.js';
import type { EvaluationRun } from './report/evaluation-run.js';
import { type Phrase, phrasesHash, type TrainingMaterial } from './training-phrases.js';
import { type TunedEncoder, type TuningOptions, tuneEncoder } from './tune-encoder.js';

export type Trained = Omit<ModelCalibration, 'answers'> & {
  /** What the model would have said of phrases that were held out. */
  heldOut: Omit<EvaluationRun, 'modelId'>;
  head: Head;
  /** Undefined where only the head was trained. */
  tuned: TunedLayers | undefined;
  /** Words of the phrases, to mend slips of the finger by. */
  words: Map<string, number>;
  encoderLanguages: Model['encoderLanguages'];
  /** Undefined where there were no messages of known tone to learn it from. */
  sentiment?: FittedSentiment | undefined;
  dataCare?: DataCare;
  data: {
    phrases: number;
    /** So many of the phrases are from a shop's own chats. */
    messages?: number;
    intents: number;
    languages: Language[];
    sha256: string;
  };
};

export type TunedLayers = {
  /** Layer by layer, then the head's weight and bias. */
  tensors: LayerTensor[];
  neighbours: Neighbours;
  epochs: number;
  backend: string;
  settings: FineTuneSettings;
  /** Layers of a student, all of which are among the tensors; undefined: the encoder has as many as its base. */
  distil?: number | undefined;
};

export type TrainOptions = {
  /** Undefined: train only the head. */
  tuning: Omit<TuningOptions, 'labels'> | undefined;
  /** Messages of known tone. */
  moods?: SentimentText[];
  progress: (line: string) => void;
};

const FOLDS = 5;

/**
 * Trains a model on a catalogue's phrases: a linear head over the frozen encoder, and the encoder's layers with a head of
 * their own. Temperatures and thresholds are chosen on phrases that neither had seen. The same phrases, encoder and
 * settings give the same model.
 */
export async function train(material: TrainingMaterial, encoder: Encoder, options: TrainOptions): Promise<Trained> {
  const { given, rows, dropped, readable, isReadable, labels, languages, messages, encoderLanguages } = material;
  const { progress } = options;
  const examples = await encodeReadable(encoder, rows, { isReadable, progress });
  progress(`Judging the head on ${FOLDS} held-out parts`);
  const heldOut = crossFit(examples, FOLDS, { labels });
  const dataCare = describeData({ given, dropped, examples, labels, probabilities: heldOutProbabilities(heldOut) });
  for (const line of careLines(dataCare)) progress(line);
  const tuned = options.tuning && (await tuneEncoder(readable, { ...options.tuning, labels }));
  const readings = tuned === undefined ? new Map<number, TunedReading>() : readHeldOut(tuned, { examples, labels });
  const { answers, ...calibrated } = calibrateModel(
    heldOut.map(({ place, label, scores }) => ({
      label,
      frozenScores: scores,
      language: rows[place]?.language ?? 'en',
      tuned: readings.get(place),
    })),
    labels,
  );
  const judged = answers.flatMap((answer) => {
    const row = rows[heldOut[answer.at]?.place ?? -1];
    return row === undefined ? [] : [{ ...answer, ...row }];
  });
  const moods = await encodeSentimentTexts(encoder, options.moods ?? [], () => {});
  progress('Training the head on all phrases');
  const head = { ...fitHead(examples, { labels }), temperature: calibrated.calibration.common.frozen };
  return {
    ...calibrated,
    heldOut: toRun(judged, labels),
    head,
    tuned: tuned && toLayers(tuned, { rows: readable, examples, labels }),
    words: wordsOf(readable, messages),
    encoderLanguages,
    dataCare,
    sentiment: moods.length === 0 ? undefined : fitSentiment(moods),
    data: {
      phrases: rows.length,
      ...(messages.length > 0 && { messages: countChats(rows, messages) }),
      intents: labels.length,
      languages: [...languages],
      sha256: phrasesHash(rows),
    },
  };
}

/** A word that only one or two customers wrote may be a name. */
function wordsOf(rows: readonly Phrase[], messages: readonly Phrase[]): Map<string, number> {
  const given = new Set(messages.map(({ text }) => text));
  const textsOf = (isGiven: boolean) => rows.map(({ text }) => text).filter((text) => given.has(text) === isGiven);
  const words = countWords(textsOf(false));
  for (const [word, count] of countWords(textsOf(true))) {
    if (words.has(word) || count >= LEAST_OF_MESSAGES) words.set(word, (words.get(word) ?? 0) + count);
  }
  return words;
}

const LEAST_OF_MESSAGES = 3;

/** How many were not left out. */
function countChats(rows: readonly Phrase[], messages: readonly Phrase[]): number {
  const given = new Set(messages);
  return rows.filter((row) => given.has(row)).length;
}

/** Of each example, in their order, by a head that had not seen it. */
function heldOutProbabilities(heldOut: readonly HeldOut[]): Float32Array[] {
  const temperature = calibrateTemperature(heldOut);
  const probabilities: Float32Array[] = [];
  for (const { place, scores } of heldOut) probabilities[place] = softmax(scores, temperature);
  return probabilities;
}

type JudgedPhrase = Phrase & Pick<HeldOutAnswer, 'probabilities' | 'unknownScore'>;

function toRun(judged: readonly JudgedPhrase[], labels: string[]): Trained['heldOut'] {
  const hasScores = judged.every(({ unknownScore }) => unknownScore !== undefined);
  return {
    name: 'Phrases held out of training',
    labels,
    ...(labels.includes(OUT_OF_SCOPE) && { outOfScopeLabel: OUT_OF_SCOPE }),
    rows: judged.map(({ text, label, language, probabilities, unknownScore }) => ({
      text,
      actual: label,
      language,
      probabilities: [...probabilities].map((probability) => Math.min(1, probability)),
      ...(hasScores && { unknownScore }),
    })),
  };
}

/** In the order of the rows; what the encoder cannot read has a vector of 0. */
async function encodeReadable(
  encoder: Encoder,
  rows: Phrase[],
  { isReadable, progress }: { isReadable(row: Phrase): boolean; progress: (line: string) => void },
): Promise<Example[]> {
  const encoded = (await encodeExamples(encoder, rows.filter(isReadable), progress)).values();
  const blank = () => new Float32Array(encoder.dimensions);
  return rows.map((row) => {
    const next = isReadable(row) ? encoded.next().value : undefined;
    const { text, label, conversationId } = row;
    return next ?? { text, label, vector: blank(), ...(conversationId !== undefined && { conversationId }) };
  });
}

type Examples = { examples: readonly Example[]; labels: readonly string[] };

/** What the probe says of the rows it was not shown, by their place. */
function readHeldOut({ probe }: TunedEncoder, { examples, labels }: Examples): Map<number, TunedReading> {
  const { trained, rows: readings, settings } = probe;
  const neighbours = pickNeighbours({ rows: trained, examples, readings }, { labels, seed: settings.seed });
  const around = createNeighbourhood(neighbours, labels.length);
  return new Map(
    probe.heldOut.flatMap(({ place }, row) => {
      const reading = probe.dev[row];
      if (reading === undefined) return [];
      const base = examples[place]?.vector ?? new Float32Array(reading.vector.length);
      return [[place, { scores: reading.logits, ...around({ base, tuned: reading.vector }) }] as const];
    }),
  );
}

function toLayers(
  { final, settings, distil }: TunedEncoder,
  { rows, examples, labels }: Examples & { rows: readonly (Phrase & { place: number })[] },
): TunedLayers {
  const chosen = pickNeighbours({ rows, examples, readings: final.rows }, { labels, seed: settings.seed });
  const { tensors, epochs, backend } = final;
  return {
    tensors,
    epochs,
    backend,
    settings,
    distil,
    neighbours: packNeighbours(chosen, { dimensions: chosen[0]?.base.length ?? 0, classes: labels.length }),
  };
}
