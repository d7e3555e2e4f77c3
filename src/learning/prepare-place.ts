import { access, constants, mkdir, readdir } from 'node:fs/promises';
import { AppError } from '../errors.js';

/**
 * Makes the folder of a command's results before there is anything to put into it.
 * @param option that names it
 * @throws BAD_INPUT where no folder can be written to, and where a model stands, which would be damaged
 */
export async function preparePlace(option: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    const what = `${option} ${folder}: is no folder that can be written to; name one that is new or of an earlier run`;
    throw new AppError('BAD_INPUT', { cause, details: [what] });
  }
  if ((await readdir(folder)).includes('manifest.json')) {
    const what = `${option} ${folder}: a model stands there, which would be damaged; name another folder`;
    throw new AppError('BAD_INPUT', { details: [what] });
  }
}
