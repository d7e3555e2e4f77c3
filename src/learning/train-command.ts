import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { JOBS } from '../conversation/replies/jobs.js';
import { AppError } from '../errors.js';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { type Language, languageSchema, loadIntentCatalog } from '../understanding/intent-catalog.js';
import { prepareEncoder } from './prepare-encoder.js';
import { progressLine, readOptions, runCommand } from './run-command.js';
import { train } from './train.js';
import { nameModel, writeModelFolder } from './write-model-folder.js';

/** `npm run train [-- --intents DIR --base DIR --out DIR --parent MODEL --languages en,zh]`: phrases in, a model folder out. */
async function main(): Promise<void> {
  const {
    intents: intentsDir = 'intents',
    base = 'intents/base',
    out,
    parent,
    languages = 'en',
  } = readOptions(['intents', 'base', 'out', 'parent', 'languages']);
  const startedAt = performance.now();
  const intents = await loadIntentCatalog({ folder: intentsDir, jobs: Object.keys(JOBS), policies: undefined });
  const encoder = await prepareEncoder(base, '.data/encoders');
  const pool = await createEncoderPool({ modelDir: encoder.folder, log: createLog('warn') });
  const trained = await train([...intents.values()], pool, {
    languages: readLanguages(languages),
    progress: progressLine,
  }).finally(() => pool.stop());
  const model = { trained, encoder, source: intentsDir, parent: parent ?? null };
  const folder = out ?? join('.data/models', nameModel(model));
  const manifest = await writeModelFolder(folder, model);
  progressLine(`Wrote ${folder} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const { modelId, thresholds, temperature, metrics, data } = manifest;
  process.stdout.write(`${JSON.stringify({ folder, modelId, ...data, temperature, thresholds, metrics }, null, 2)}\n`);
}

function readLanguages(text: string): Language[] {
  const parsed = z.array(languageSchema).min(1).safeParse(text.split(','));
  if (parsed.success) return parsed.data;
  const known = languageSchema.options.join(', ');
  throw new AppError('BAD_INPUT', { details: [`--languages ${text}: expected a list like en,zh. Known: ${known}`] });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
