import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileMailer } from '../../../src/remote/mail/file-mailer.js';

const clock = { now: () => Date.parse('2026-11-24T09:05:00Z') };
const mail = {
  id: 'c1.7.mail-handoff',
  to: 'help@shop.example',
  subject: 'A customer waits',
  text: 'Line 1\nLine 2\n',
};

const HEADERS = [
  'Message-ID',
  'Date',
  'From',
  'To',
  'Subject',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
];

describe('the file mailer', () => {
  let dataDir: string;
  const send = (changes: Partial<typeof mail> = {}) =>
    createFileMailer({ dataDir, clock }).send({ ...mail, ...changes });
  const files = () => readdirSync(join(dataDir, 'mail'));
  const read = () => readMail(readFileSync(join(dataDir, 'mail', files()[0] ?? ''), 'latin1'));

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'concierge-mail-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('writes one message in the form of RFC 5322', async () => {
    await send();
    const { headers, body } = read();
    expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.eml$/)]);
    expect(headers.map(({ name }) => name)).toEqual(HEADERS);
    expect(headers.find(({ name }) => name === 'Date')?.value).toBe('Tue, 24 Nov 2026 09:05:00 +0000');
    expect(headers.find(({ name }) => name === 'To')?.value).toBe('help@shop.example');
    expect(headers.find(({ name }) => name === 'Message-ID')?.value).toMatch(/^<[0-9a-f]{32}@concierge\.invalid>$/);
    expect(headers.find(({ name }) => name === 'Subject')?.value).toBe('A customer waits');
    expect(body).toBe('Line 1\nLine 2\n');
  });

  it('keeps the first of two mails with the same id', async () => {
    await send();
    await send({ text: 'again' });
    expect(files()).toHaveLength(1);
    expect(read().body).toBe(mail.text);
    await send({ id: 'another' });
    expect(files()).toHaveLength(2);
  });

  it.each(['../../outside', '/etc/passwd', 'a/b', '..', '', 'x'.repeat(1000), 'a\u0000b', 'q\r\nBcc: x@y.example'])(
    'writes in its own folder for the id %j',
    async (id) => {
      await send({ id });
      expect(readdirSync(dataDir)).toEqual(['mail']);
      expect(files()).toHaveLength(1);
      expect(read().headers.map(({ name }) => name)).toEqual(HEADERS);
    },
  );

  it.each(['', 'nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'A <a@b.example>'])(
    'refuses the recipient %j',
    async (to) => {
      await expect(send({ to })).rejects.toMatchObject({ code: 'BAD_INPUT' });
      expect(readdirSync(dataDir)).toEqual([]);
    },
  );

  it('lets no subject and no text become a header, and both be read back', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    const nasty = fc.constantFrom('\r\nBcc: a@b.example', '\n\n', '\r', '=?UTF-8?B?eA==?=', '.\r\n', '=', ' ', '\t \n');
    const any = fc.array(fc.oneof(text, nasty), { maxLength: 6 }).map((parts) => parts.join(''));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(any, any, async (subject, body) => {
        rmSync(join(dataDir, 'mail'), { recursive: true, force: true });
        await send({ id: String(run++), subject, text: body });
        const raw = readFileSync(join(dataDir, 'mail', files()[0] ?? ''), 'latin1');
        for (const line of raw.split('\r\n')) expect(line).toMatch(/^[ -~]{0,78}$/);
        const got = readMail(raw);
        expect(got.headers.map(({ name }) => name)).toEqual(HEADERS);
        expect(decodeWords(got.headers[4]?.value ?? '')).toBe(subject);
        expect(got.body).toBe(body.replace(/\r\n|\r/g, '\n'));
      }),
      { numRuns: 200 },
    );
  });
});

/** A reader written from the RFCs, not from the mailer. */
function readMail(raw: string) {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, end)
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => ({ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 2) }));
  const encoded = raw.slice(end + 4).replace(/=\r\n/g, '');
  const bytes = encoded.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const body = Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
  // The message ends with a line break of its own.
  return { headers, body: body.slice(0, -1) };
}

function decodeWords(value: string): string {
  if (!value.startsWith('=?')) return value;
  return value
    .split(' ')
    .map((word) => Buffer.from(word.slice('=?UTF-8?B?'.length, -2), 'base64').toString('utf8'))
    .join('');
}
