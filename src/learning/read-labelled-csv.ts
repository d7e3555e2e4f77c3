import { badCsv, type CsvLine, readCsvLines } from './read-csv-lines.js';

export type LabelledText = { text: string; label: string };

export type LabelledLine = LabelledText & CsvLine;

const LABEL_COLUMNS = ['intent', 'label', 'category'];

/**
 * Reads a CSV with a header: column `text`, and `intent`, `label` or `category`.
 * @throws BAD_INPUT with `file:line: what` for every row that lacks a value
 */
export async function readLabelledCsv(file: string): Promise<LabelledText[]> {
  return (await readLabelledLines(file)).map(({ text, label }) => ({ text, label }));
}

/** The same with whatever other columns there are. */
export async function readLabelledLines(file: string): Promise<LabelledLine[]> {
  const rows = await readCsvLines(file);
  const header = Object.keys(rows[0]?.record ?? {});
  const labelColumn = LABEL_COLUMNS.find((column) => header.includes(column));
  if (!header.includes('text') || labelColumn === undefined) {
    throw badCsv([
      `${file}:1: expected a column text and one of ${LABEL_COLUMNS.join(', ')}; found ${header.join(', ') || 'no rows'}`,
    ]);
  }
  const mistakes: string[] = [];
  const lines = rows.map(({ record, line }) => {
    const [text = '', label = ''] = [record.text, record[labelColumn]];
    if (text.trim() === '' || label.trim() === '')
      mistakes.push(`${file}:${line}: text and ${labelColumn} must not be empty`);
    return { text, label, record, line };
  });
  if (mistakes.length > 0) throw badCsv(mistakes);
  return lines;
}
