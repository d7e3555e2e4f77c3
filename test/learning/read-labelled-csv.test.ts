import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLabelledCsv } from '../../src/learning/read-labelled-csv.js';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(text: string) {
  const file = join(folder, 'messages.csv');
  writeFileSync(file, text);
  return readLabelledCsv(file);
}

describe('labelled messages', () => {
  it.each(['intent', 'label', 'category'])('are read from columns text and %s, in any order', async (column) => {
    expect(await read(`${column},n,text\ntrack,1,"where, ""is"" it?\nnow"\n`)).toEqual([
      { text: 'where, "is" it?\nnow', label: 'track' },
    ]);
  });

  it.each([
    ['semicolons', 'Text;Intent\nhi, you;hello\n'],
    ['tabs', 'Text\tIntent\nhi, you\thello\n'],
    ['empty rows', 'text,intent\n\n"hi, you",hello\n,\n'],
  ])('are read with %s, as spreadsheets write them', async (_what, text) => {
    expect(await read(text)).toEqual([{ text: 'hi, you', label: 'hello' }]);
  });

  it('are refused in another encoding', async () => {
    const file = join(folder, 'utf16.csv');
    writeFileSync(file, Buffer.from('text,intent\nhi,hello\n', 'utf16le'));
    await expect(readLabelledCsv(file)).rejects.toMatchObject({ details: [`${file}: is not UTF-8; save it as such`] });
    writeFileSync(file, Buffer.from('text,intent\nPäckchen,hello\n', 'latin1'));
    await expect(readLabelledCsv(file)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('are read behind a byte order mark', async () => {
    expect(await read('\uFEFFtext,intent\nhi,hello\n')).toEqual([{ text: 'hi', label: 'hello' }]);
  });

  it.each([
    ['text,topic\nhi,hello\n', /:1: expected a column text and one of/],
    ['text,intent\nhi,hello\n,track\nyo,\n', /:3: .*empty.*:4: .*empty/s],
    ['text,intent\n"hi\nyou",hello\n,track\n', /:4: /],
    ['text,intent\r\n"hi\r\n\r\nyou",hello\r\n"a\r\nb",\r\nyo,\r\n', /:5: .*:7: /s],
    ['text,intent\r\n"hi\r\nyou",hello\r\nyo,track,more\r\n', /line 4$/],
    ['text,intent\n"hi,hello\n', /Quote/],
    ['text,intent\nhi,hello,more\n', /columns/i],
    ['', /found no rows/],
  ])('are refused with file and line: %j', async (text, expected) => {
    const refusal = await read(text).catch((error: { code: string; details: string[] }) => error);
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect('details' in refusal ? refusal.details.join('\n') : '').toMatch(expected);
  });

  it('are refused when there is no such file', async () => {
    await expect(readLabelledCsv(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
