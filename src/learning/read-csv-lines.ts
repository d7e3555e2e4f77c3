import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../errors.js';

/** One record of a CSV with a header, and the line it ends on. */
export type CsvLine = { record: Record<string, string>; line: number };

const linesSchema = z.array(
  z
    .object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) })
    .transform(({ record, info }): CsvLine => ({ record, line: info.lines })),
);

/** @throws BAD_INPUT naming the file when it cannot be read or is not CSV */
export async function readCsvLines(file: string): Promise<CsvLine[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw badCsv([`${file}: cannot be read`], cause);
  });
  try {
    return linesSchema.parse(parse(text, { columns: true, info: true, bom: true, skip_empty_lines: true }));
  } catch (error) {
    throw badCsv([`${file}: ${error instanceof CsvError ? error.message : 'cannot be read as CSV'}`], error);
  }
}

export function badCsv(details: string[], cause?: unknown): AppError {
  return new AppError('BAD_INPUT', { details, cause });
}
