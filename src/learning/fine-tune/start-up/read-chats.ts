import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AppError } from '../../../errors.js';
import { comparableText } from '../../data-care/comparable-text.js';
import { withoutPersonal } from '../../data-care/without-personal.js';

export type Chats = {
  /** In the order they came, cleaned of what must not be learned by heart. */
  texts: string[];
  duplicates: number;
  /** Lines that are not used, by number from 1 and reason. */
  bad: { line: number; reason: string }[];
};

const lineSchema = z.object({ text: z.string().trim().min(1).max(10_000) });

/**
 * Reads unlabelled messages, one JSON object with a `text` a line. Secrets, names, addresses, order and phone numbers are
 * taken out before anything is trained; messages that then say the same are kept once. Bad lines are listed, not fatal.
 * @throws BAD_INPUT when the file cannot be read
 */
export async function readChats(file: string): Promise<Chats> {
  const chats: Chats = { texts: [], duplicates: 0, bad: [] };
  const seen = new Set<string>();
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() !== '') addLine(chats, seen, { line, number });
    }
  } catch (cause) {
    throw new AppError('BAD_INPUT', { cause, details: [`${file}: cannot be read`] });
  }
  return chats;
}

function addLine(chats: Chats, seen: Set<string>, { line, number }: { line: string; number: number }): void {
  const text = parseText(line);
  const clean = text === undefined ? undefined : withoutPersonal(text);
  if (clean === undefined || clean === '') {
    const reason = clean === undefined ? NOT_A_CHAT : 'nothing is left of it without addresses';
    chats.bad.push({ line: number, reason });
    return;
  }
  const key = comparableText(clean);
  if (seen.has(key)) chats.duplicates += 1;
  else chats.texts.push(clean);
  seen.add(key);
}

const NOT_A_CHAT = 'expected a JSON object with a text of 1 to 10,000 characters';

function parseText(line: string): string | undefined {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.text : undefined;
  } catch {
    return undefined;
  }
}
