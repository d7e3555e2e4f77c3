import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readChats } from '../../../../src/learning/fine-tune/start-up/read-chats.js';

const folder = mkdtempSync(join(tmpdir(), 'chats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('unlabelled chats', () => {
  it('keep the order of the file, and what says the same once', async () => {
    const { texts, duplicates, bad } = await read([
      { text: 'Where is my parcel?' },
      { text: 'cancel it please' },
      { text: 'where is my PARCEL' },
    ]);
    expect({ texts, duplicates, bad }).toEqual({
      texts: ['Where is my parcel?', 'cancel it please'],
      duplicates: 1,
      bad: [],
    });
  });

  it('name bad lines and go on', async () => {
    const lines = ['{"text": "hello there"}', '{"text": ', '', '{"text": "  "}', '["text"]', '{"text": "bye"}'];
    const { texts, bad } = await readLines(lines);
    expect(texts).toEqual(['hello there', 'bye']);
    expect(bad.map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(bad[0]?.reason).toContain('JSON object');
  });

  it('hold no card, password, name, address, order or phone number', async () => {
    const { texts, bad } = await read([
      { text: 'my card 4111 1111 1111 1111 was charged twice' },
      { text: 'my password is Hunter22 and it fails' },
      { text: 'write to jane.doe@example.com about order HL-104233' },
      { text: 'call me at +1 (415) 555-0134 tonight' },
      { text: 'jane.doe@example.com' },
      { text: "I'm Aoife Byrne, send it to 12 Baker Street instead" },
    ]);
    const all = texts.join('\n');
    expect(texts).toHaveLength(5);
    expect(bad).toEqual([{ line: 5, reason: 'nothing is left of it without addresses' }]);
    for (const secret of ['4111', 'Hunter22', 'jane', 'example', '104233', '415', '0134', 'Aoife', 'Byrne', 'Baker']) {
      expect(all).not.toContain(secret);
    }
    expect(all).toContain('was charged twice');
    expect(all).toContain('send it to instead');
  });

  it('that are not there are a mistake of the caller', async () => {
    await expect(readChats(join(folder, 'none.jsonl'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

function read(rows: object[]) {
  return readLines(rows.map((row) => JSON.stringify(row)));
}

function readLines(lines: string[]) {
  const file = join(folder, 'chats.jsonl');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return readChats(file);
}
