import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../errors.js';
import { encodeHead } from '../understanding/head-file.js';
import type { Manifest } from '../understanding/model-folder.js';
import { encodeSentiment } from '../understanding/sentiment-file.js';
import type { DataCare } from './data-care/data-care.js';
import { modelCard } from './model-card.js';
import { type ModelSource, nameModel } from './model-source.js';
import { reportPage } from './report/report-page.js';
import { summariseRun } from './report/summarise-run.js';
import { ADAPTER_FILE, writeTunedLayers } from './write-tuned-layers.js';

const SENTIMENT = 'sentiment.bin';
const ENCODER_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;

/**
 * Writes a self-contained model folder, replacing one that is there. All of it is written beside and then moved into
 * place, so a reader never finds half a model.
 */
export async function writeModelFolder(folder: string, model: ModelSource): Promise<Manifest> {
  const modelId = nameModel(model);
  await requireModelPlace(folder);
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    // mkdtemp lets only its maker in; a model may be served by another account.
    await chmod(draft, 0o755);
    await mkdir(join(draft, 'onnx'));
    for (const file of ENCODER_FILES) await cp(join(model.encoder.folder, file), join(draft, file));
    await writeFile(join(draft, 'head.bin'), encodeHead(model.trained.head));
    await writeFile(join(draft, 'words.json'), `${JSON.stringify(Object.fromEntries(model.trained.words))}\n`);
    const { tuned, head, sentiment } = model.trained;
    if (sentiment !== undefined) await writeFile(join(draft, SENTIMENT), encodeSentiment(sentiment.model));
    if (tuned !== undefined) await writeTunedLayers(draft, { base: model.base, tuned, labels: [...head.labels] });
    const { heldOut, dataCare } = model.trained;
    await writeFile(join(draft, 'report.html'), reportPage(summariseRun({ ...heldOut, modelId }), undefined, dataCare));
    await writeFile(join(draft, 'README.md'), modelCard(modelId, model));
    const manifest = await describe(draft, modelId, model);
    await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * A model may go where nothing stands, into an empty folder, or in place of another model.
 * @throws BAD_INPUT where anything else stands, which would be lost
 */
export async function requireModelPlace(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown): string[] | undefined => {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : undefined;
  });
  if (names !== undefined && (names.length === 0 || names.includes('manifest.json'))) return;
  throw new AppError('BAD_INPUT', {
    details: [`${folder}: something else than a model stands there; name a folder that is new, empty or a model`],
  });
}

async function describe(folder: string, modelId: string, model: ModelSource): Promise<Manifest> {
  const { head, calibration, metrics, data, encoderLanguages } = model.trained;
  return {
    format: 1,
    modelId,
    parent: model.parent,
    labels: [...head.labels],
    encoder: { dimensions: head.dimensions, weights: model.encoder.weightsSha256, languages: encoderLanguages },
    calibration,
    ...describeTuning(model),
    data: { source: model.source, ...data, ...describeCare(model.trained.dataCare) },
    metrics,
    files: {
      'config.json': await fingerprint(join(folder, 'config.json')),
      'tokenizer.json': await fingerprint(join(folder, 'tokenizer.json')),
      'tokenizer_config.json': await fingerprint(join(folder, 'tokenizer_config.json')),
      'onnx/model_quantized.onnx': await fingerprint(join(folder, 'onnx/model_quantized.onnx')),
      'head.bin': await fingerprint(join(folder, 'head.bin')),
      'words.json': await fingerprint(join(folder, 'words.json')),
      'report.html': await fingerprint(join(folder, 'report.html')),
      'README.md': await fingerprint(join(folder, 'README.md')),
      ...(model.trained.tuned !== undefined && {
        'onnx/tuned_quantized.onnx': await fingerprint(join(folder, 'onnx/tuned_quantized.onnx')),
        'neighbours.bin': await fingerprint(join(folder, 'neighbours.bin')),
      }),
      ...(model.trained.sentiment !== undefined && { [SENTIMENT]: await fingerprint(join(folder, SENTIMENT)) }),
      ...(model.trained.tuned?.settings.lowRank !== undefined && {
        [ADAPTER_FILE]: await fingerprint(join(folder, ADAPTER_FILE)),
      }),
    },
  };
}

function describeCare(care: DataCare | undefined): Pick<Manifest['data'], 'care'> {
  if (care === undefined) return {};
  const { balance, dropped, suspects } = care;
  const [largest = 0, smallest = 0] = [balance.classes[0]?.count, balance.classes.at(-1)?.count];
  return { care: { dropped: dropped.length, suspects: suspects.length, largest, smallest } };
}

function describeTuning({ trained: { tuned, fusion, unknown }, startUp }: ModelSource): Pick<Manifest, 'tuning'> {
  if (tuned === undefined || fusion === undefined || unknown === undefined) return {};
  const { epochs, backend, settings, distil } = tuned;
  const { lowRank, ...rest } = settings;
  return {
    tuning: {
      fusion,
      unknown,
      epochs,
      backend,
      settings: rest,
      ...(lowRank !== undefined && { adapter: lowRank }),
      ...(distil !== undefined && { distilledLayers: distil }),
      ...(startUp !== undefined && { startUp }),
    },
  };
}

async function fingerprint(file: string): Promise<{ bytes: number; sha256: string }> {
  const bytes = await readFile(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
