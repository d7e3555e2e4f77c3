import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../errors.js';

/** One record of a CSV with a header, by the header's names in lower case, and the line it begins on. */
export type CsvLine = { record: Record<string, string>; line: number };

const linesSchema = z.array(
  z
    .object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) })
    .transform(({ record, info }): CsvLine => ({ record, line: info.lines - breaksIn(record) })),
);

/** @throws BAD_INPUT naming the file when it cannot be read or is not CSV */
export async function readCsvLines(file: string): Promise<CsvLine[]> {
  const read = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw badCsv([`${file}: cannot be read`], cause);
  });
  if (NOT_UTF_8.test(read)) throw badCsv([`${file}: is not UTF-8; save it as such`]);
  // One break for each: the parser counts what is quoted by characters, and a Windows break has two.
  const text = read.replace(/\r\n?/g, '\n');
  try {
    return linesSchema.parse(
      parse(text, {
        columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
        delimiter: delimiterOf(text),
        info: true,
        bom: true,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
      }),
    );
  } catch (error) {
    throw badCsv([`${file}: ${error instanceof CsvError ? error.message : 'cannot be read as CSV'}`], error);
  }
}

/** The parser names the line a record ends on. */
function breaksIn(record: Record<string, string>): number {
  return Object.values(record).reduce((breaks, value) => breaks + value.split('\n').length - 1, 0);
}

/** Spreadsheets of many countries write semicolons or tabs. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  return [';', '\t'].find((mark) => header.includes(mark) && !header.includes(',')) ?? ',';
}

/** What no UTF-8 is, reads as such; UTF-16 has a zero beside every letter. */
const NOT_UTF_8 = /[\uFFFD\0]/;

export function badCsv(details: string[], cause?: unknown): AppError {
  return new AppError('BAD_INPUT', { details, cause });
}
