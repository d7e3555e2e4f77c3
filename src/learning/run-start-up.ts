import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { sharedRequest, type TunerSurroundings } from './create-fine-tuner.js';
import type { StartUpRequest } from './fine-tune/fine-tune-job.js';
import { jobFolder, runFineTune } from './fine-tune/run-fine-tune.js';
import { readChats } from './fine-tune/start-up/read-chats.js';
import { createProgressBar } from './progress-bar.js';
import type { TuningAsked } from './train-options.js';

/** What a model's start-up stage learned from, for its record. */
export type StartUpLineage = {
  kind: string;
  /** Distinct messages, without personal data. */
  chats: number;
  /** Of these messages, hex. */
  sha256: string;
  epochs: number;
  /** Mean loss of the first and of the last epoch. */
  firstLoss: number;
  lastLoss: number;
};

type Options = {
  asked: TuningAsked & { unlabelled: NonNullable<TuningAsked['unlabelled']> };
  surroundings: Omit<TunerSurroundings, 'startUp'>;
  tokenise: (text: string) => number[];
  progress: (line: string) => void;
};

/**
 * Lets the encoder get used to a shop's chats before it is fine-tuned.
 * @returns the folder of what it became, and the record
 * @throws BAD_INPUT when the file has no message, or cannot be read; TRAINING_STOPPED
 */
export async function runStartUp(options: Options): Promise<{ folder: string; lineage: StartUpLineage }> {
  const { asked, surroundings, tokenise, progress } = options;
  const { file, settings } = asked.unlabelled;
  const { texts, duplicates, bad } = await readChats(file);
  if (texts.length === 0) throw new AppError('BAD_INPUT', { details: [`${file}: holds no message to learn from`] });
  progress(`${texts.length} chats to start up on, personal data taken out; ${duplicates} stand twice`);
  for (const { line, reason } of bad.slice(0, SHOWN)) progress(`  ${file}:${line}: left out, ${reason}`);
  if (bad.length > SHOWN) progress(`  and ${bad.length - SHOWN} more lines`);
  const request: StartUpRequest = {
    ...sharedRequest({ ...surroundings, startUp: undefined }, asked),
    kind: 'start-up',
    texts: texts.map(tokenise),
    special: await readSpecialIds(surroundings.base),
    settings,
  };
  const folder = resolve(jobFolder(surroundings.folder, request));
  const { losses = [] } = await runFineTune(request, {
    folder,
    isResumed: surroundings.isResumed,
    onMessage: createProgressBar(`Start-up stage, ${settings.kind}`),
    signal: surroundings.stop,
    entry: surroundings.worker,
  });
  const sha256 = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  const [firstLoss = 0, lastLoss = 0] = [losses.at(0), losses.at(-1)];
  const lineage = { kind: settings.kind, chats: texts.length, sha256, epochs: losses.length, firstLoss, lastLoss };
  return { folder, lineage };
}

const SHOWN = 5;

const specialSchema = z.object({
  added_tokens: z.array(z.object({ id: z.number().int(), content: z.string(), special: z.boolean() })),
});

/** @throws MODEL_INVALID for a tokenizer without a mask */
async function readSpecialIds(base: string): Promise<StartUpRequest['special']> {
  const file = join(base, 'tokenizer.json');
  const { added_tokens } = specialSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const mask = added_tokens.find(({ content }) => content === '[MASK]' || content === '<mask>')?.id;
  if (mask === undefined) throw new AppError('MODEL_INVALID', { details: [`${file}: has no mask token`] });
  return { mask, all: added_tokens.filter(({ special }) => special).map(({ id }) => id) };
}
