import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../errors.js';

export type LabelledText = { text: string; label: string };

const LABEL_COLUMNS = ['intent', 'label', 'category'];
const rowsSchema = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * Reads a CSV with a header: column `text`, and `intent`, `label` or `category`.
 * @throws BAD_INPUT with `file:line: what` for every row that lacks a value
 */
export async function readLabelledCsv(file: string): Promise<LabelledText[]> {
  const rows = parseRows(await readText(file), file);
  const header = Object.keys(rows[0]?.record ?? {});
  const labelColumn = LABEL_COLUMNS.find((column) => header.includes(column));
  if (!header.includes('text') || labelColumn === undefined) {
    throw bad([
      `${file}:1: expected a column text and one of ${LABEL_COLUMNS.join(', ')}; found ${header.join(', ') || 'no rows'}`,
    ]);
  }
  const mistakes: string[] = [];
  const texts = rows.map(({ record, info }) => {
    const [text = '', label = ''] = [record.text, record[labelColumn]];
    if (text.trim() === '' || label.trim() === '')
      mistakes.push(`${file}:${info.lines}: text and ${labelColumn} must not be empty`);
    return { text, label };
  });
  if (mistakes.length > 0) throw bad(mistakes);
  return texts;
}

function parseRows(text: string, file: string) {
  try {
    return rowsSchema.parse(parse(text, { columns: true, info: true, bom: true, skip_empty_lines: true }));
  } catch (error) {
    throw bad([`${file}: ${error instanceof CsvError ? error.message : 'cannot be read as CSV'}`], error);
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw bad([`${file}: cannot be read`], cause);
  });
}

function bad(details: string[], cause?: unknown): AppError {
  return new AppError('BAD_INPUT', { details, cause });
}
