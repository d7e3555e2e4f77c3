import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../errors.js';
import { replaceFolder } from '../setup/replace-folder.js';
import { checkEncoderFolder, ENCODER_FILES, type EncoderFacts } from './check-encoder-folder.js';
import { type FetchOptions, fetchFile } from './fetch-file.js';

/** The public original: BERT of 12 layers for some 50 languages, Apache-2.0. */
export const PUBLIC_NAME = 'sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2';

export type MultilingualSetup = FetchOptions & {
  /** Where the encoder is to lie. */
  folder: string;
  /** A Hugging Face folder to take, or where a hub has the files of the public one, ending in a slash. */
  source: { kind: 'folder'; from: string } | { kind: 'hub'; url: string };
};

/**
 * Puts a multilingual encoder where training finds it, checked file by file and tensor by tensor. What stands there is
 * replaced only by a whole one.
 * @throws MODEL_INVALID; SETUP_IMPOSSIBLE when the hub cannot be reached, saying what to do instead; DOWNLOAD_BROKEN
 */
export async function setupMultilingual({ source, ...setup }: MultilingualSetup): Promise<EncoderFacts> {
  const folder = resolve(setup.folder);
  if (source.kind === 'folder') return takeFolder(resolve(source.from), folder, { isMoved: false });
  const downloads = `${folder}.download`;
  await fetchAll(source.url, downloads, setup);
  const facts = await takeFolder(downloads, folder, { isMoved: true });
  await rm(downloads, { recursive: true, force: true });
  return facts;
}

async function takeFolder(from: string, folder: string, { isMoved }: { isMoved: boolean }): Promise<EncoderFacts> {
  const lacking = ENCODER_FILES.filter((file) => !existsSync(join(from, file)));
  if (lacking.length > 0) {
    throw new AppError('MODEL_INVALID', { details: lacking.map((file) => `${join(from, file)}: is missing`) });
  }
  const facts = await checkEncoderFolder(from);
  if (from === folder) return facts;
  await replaceFolder(folder, {
    isOurs: (place) => existsSync(join(place, 'model.safetensors')),
    fill: async (draft) => {
      for (const file of ENCODER_FILES) {
        await (isMoved ? rename(join(from, file), join(draft, file)) : cp(join(from, file), join(draft, file)));
      }
    },
  });
  return facts;
}

/** One after the other, the small ones first: what is wrong shows before the large one is paid for. */
async function fetchAll(url: string, downloads: string, options: FetchOptions): Promise<void> {
  await mkdir(downloads, { recursive: true });
  try {
    for (const file of ENCODER_FILES) await fetchFile(`${url}${file}`, join(downloads, file), options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'SETUP_IMPOSSIBLE') throw error;
    await rmdir(downloads).catch(() => {});
    throw new AppError('SETUP_IMPOSSIBLE', {
      cause: error,
      details: [
        ...error.details,
        `Download these where there is internet: ${ENCODER_FILES.map((file) => `${url}${file}`).join(' ')}`,
        'Then run: npm run setup:multilingual -- --from FOLDER',
      ],
    });
  }
}
