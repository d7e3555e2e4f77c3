import { access, constants, mkdir, readdir } from 'node:fs/promises';
import { AppError } from '../../errors.js';

/**
 * Makes the folder of a report before there is anything to put into it.
 * @throws BAD_INPUT where no folder can be written to, and where a model stands, whose own report would be lost
 */
export async function prepareReportPlace(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw unfit(`${folder}: is no folder that can be written to; name one that is new or of an earlier report`, cause);
  }
  const names = await readdir(folder);
  if (names.includes('manifest.json'))
    throw unfit(`${folder}: a model stands there, whose own report.html would be lost; name another folder`);
}

function unfit(what: string, cause?: unknown): AppError {
  return new AppError('BAD_INPUT', { cause, details: [`--report ${what}`] });
}
