import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';

/** The model that comes with the product, whichever folder that is. */
export const SHIPPED = 'shipped';

/** One folder on the shelf; nothing that could lead elsewhere. */
export const modelNameSchema = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/, `Expected the name of a folder among the models, or ${SHIPPED}`);

const pointerSchema = z.strictObject({ current: modelNameSchema, previous: modelNameSchema.nullable() });

/** Which model serves, and which served before it. */
export type ModelPointer = z.infer<typeof pointerSchema>;

/** Where models lie: a folder each, and `current.json` beside them. */
export type ModelShelf = {
  folderOf(name: string): string;
  /** Sorted, the shipped one first; whether each is whole is known when it is read. */
  names(): Promise<string[]>;
  /**
   * Undefined until a model was put into service.
   * @throws MODEL_INVALID when the file says nothing that can be followed
   */
  pointer(): Promise<ModelPointer | undefined>;
  /** Whole or as it was, also when the process ends meanwhile. */
  point(pointer: ModelPointer): Promise<void>;
};

export function createModelShelf(places: { modelsDir: string; shippedDir: string }): ModelShelf {
  const { modelsDir, shippedDir } = places;
  const file = join(modelsDir, 'current.json');
  return {
    folderOf: (name) => (name === SHIPPED ? shippedDir : join(modelsDir, modelNameSchema.parse(name))),
    names: async () => {
      const entries = await readdir(modelsDir, { withFileTypes: true }).catch(() => []);
      const folders = entries.filter((entry) => entry.isDirectory() && modelNameSchema.safeParse(entry.name).success);
      return [SHIPPED, ...folders.map(({ name }) => name).sort()];
    },
    pointer: () => readPointer(file),
    point: async (pointer) => {
      await mkdir(modelsDir, { recursive: true });
      const draft = `${file}.${process.pid}`;
      await writeFile(draft, `${JSON.stringify(pointer, null, 2)}\n`, { flush: true });
      await rename(draft, file);
    },
  };
}

async function readPointer(file: string): Promise<ModelPointer | undefined> {
  try {
    return pointerSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: names no model`] });
  }
}
