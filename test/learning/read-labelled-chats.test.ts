import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.js';
import { readLabelledChats } from '../../src/learning/read-labelled-chats.js';

const folder = mkdtempSync(join(tmpdir(), 'labelled-chats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const known = { labels: ['return_item', 'track_order'], languages: ['en', 'zh'] } as const;

function read(text: string, options: Parameters<typeof readLabelledChats>[1] = known) {
  const file = join(folder, 'chats.csv');
  writeFileSync(file, text);
  return readLabelledChats(file, options);
}

describe('a shop’s labelled messages', () => {
  it('are learned without what nobody should learn by heart', async () => {
    const { rows } = await read(
      [
        'text,intent',
        '"where is HL-104871, i am at anna.berg@example.com or +353 86 123 4567",track_order',
        '"my password is hunter22, send it back please",return_item',
      ].join('\n'),
    );
    const all = rows.map(({ text }) => text).join(' ');
    expect(all).not.toMatch(/104871|anna|example|4567|hunter22/);
    expect(rows.map(({ label }) => label)).toEqual(['track_order', 'return_item']);
    expect(rows[1]?.text).toContain('send it back please');
  });

  it('keep their conversation, and have the language that is stated or that their script tells', async () => {
    const { rows } = await read(
      'conversation,language,text,intent\nc1,,where is it,track_order\nc1,,包裹呢,track_order\n,zh,DOA,return_item\n',
    );
    expect(rows).toEqual([
      { text: 'where is it', label: 'track_order', language: 'en', conversationId: 'c1' },
      { text: '包裹呢', label: 'track_order', language: 'zh', conversationId: 'c1' },
      { text: 'DOA', label: 'return_item', language: 'zh' },
    ]);
  });

  it('are left out, and counted, in languages that are not trained and where nothing is left of them', async () => {
    const text =
      'text,intent\n包裹呢,track_order\nгде заказ,track_order\nanna@example.com,track_order\nhi there,return_item\n';
    const { rows, left } = await read(text, { ...known, languages: ['en'] });
    expect(rows.map((row) => row.text)).toEqual(['hi there']);
    expect(left).toEqual({ foreign: 2, empty: 1 });
  });

  it('are refused where an intent is not known, with its first line and how many rows it is of', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `hi ${at},retrun_item`);
    const refusal = await refusalOf(['text,intent', 'yo,track_order', ...lines].join('\n'));
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect(refusal.details[0]).toMatch(
      /chats\.csv:3: 30 messages have label retrun_item, .*; most like it: return_item/,
    );
    expect(refusal.details[1]).toBe('the catalogue of intents knows return_item, track_order');
  });

  it('are refused with file and line where a language is not known, the first twenty shown', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `hi ${at},fr,return_item`);
    const { details } = await refusalOf(['text,language,intent', 'yo,en,track_order', ...lines].join('\n'));
    expect(details).toHaveLength(21);
    expect(details[0]).toMatch(/chats\.csv:3: language fr: expected one of en, zh/);
    expect(details[20]).toBe('and 10 more');
  });
});

async function refusalOf(text: string): Promise<AppError> {
  const refusal = await read(text).catch((error: unknown) => error);
  if (refusal instanceof AppError) return refusal;
  throw new Error('was not refused');
}
