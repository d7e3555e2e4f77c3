import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../clock.js';
import type { Mailer } from '../../conversation/outbox/mailer.js';
import { checkRecipient, mailName } from './envelope.js';

type Options = { dataDir: string; clock: Clock; from?: string };

/**
 * Mail as files in `<dataDir>/mail`, one `.eml` each, that any mail program opens. The same id again is the same
 * file. `send` throws BAD_INPUT when `to` is not one plain address.
 */
export function createFileMailer({ dataDir, clock, from = 'concierge@localhost.invalid' }: Options): Mailer {
  const folder = join(dataDir, 'mail');
  return {
    send: async ({ id, to, subject, text }) => {
      checkRecipient(to);
      const name = mailName(id);
      const path = join(folder, `${name}.eml`);
      if (await exists(path)) return;
      await mkdir(folder, { recursive: true });
      await writeWhole(path, renderMail({ name, from, to, subject, text, at: clock.now() }));
    },
    check: async () => undefined,
  };
}

type Rendering = { name: string; from: string; to: string; subject: string; text: string; at: number };

/** RFC 5322 message with a UTF-8 text body (RFC 2045). */
function renderMail({ name, from, to, subject, text, at }: Rendering): string {
  return [
    `Message-ID: <${name}@concierge.invalid>`,
    // RFC 5322 section 3.3 wants a numeric zone.
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${encodeHeader(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(text),
    '',
  ].join('\r\n');
}

/** Printable ASCII stays; anything else, line breaks above all, goes into encoded words (RFC 2047 section 4.1). */
function encodeHeader(value: string): string {
  if (/^[ -~]{0,60}$/.test(value) && !value.includes('=?')) return value;
  return chunksOf(value, 42)
    .map((chunk) => `=?UTF-8?B?${Buffer.from(chunk, 'utf8').toString('base64')}?=`)
    .join('\r\n ');
}

/** Whole characters, at most `maxBytes` of UTF-8 together. */
function chunksOf(value: string, maxBytes: number): string[] {
  const chunks: string[] = [];
  let current = '';
  for (const character of value) {
    if (Buffer.byteLength(current + character) > maxBytes) {
      chunks.push(current);
      current = '';
    }
    current += character;
  }
  return [...chunks, current];
}

/** RFC 2045 section 6.7: lines of at most 76 characters, CRLF between them. */
function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const encoded = [...Buffer.from(line, 'utf8')].map(quoteByte).join('');
      const safeEnd = encoded.replace(/ $/, '=20');
      return (safeEnd.match(/.{1,75}(?<!=[0-9A-F]?)/g) ?? ['']).join('=\r\n');
    })
    .join('\r\n');
}

function quoteByte(byte: number): string {
  const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x3d;
  return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

async function writeWhole(path: string, content: string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
