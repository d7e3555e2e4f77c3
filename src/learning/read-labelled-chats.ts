import { detectLanguage } from '../understanding/detect-language.js';
import { type Language, languageSchema } from '../understanding/intent-catalog.js';
import { withoutPersonal } from './data-care/without-personal.js';
import { requireKnownLabels } from './known-labels.js';
import { badCsv } from './read-csv-lines.js';
import { type LabelledLine, readLabelledLines } from './read-labelled-csv.js';
import type { Phrase } from './training-phrases.js';

export type LabelledChats = {
  /** Without personal data; messages of one conversation share its id. */
  rows: Phrase[];
  /** Lines that are not used. */
  left: {
    /** In none of the languages that are trained. */
    foreign: number;
    /** Nothing is left of them without personal data. */
    empty: number;
  };
};

type Known = { labels: readonly string[]; languages: readonly Language[] };

/** Shown of what is wrong with a file: with thousands of lines the first ones say enough. */
const SHOWN = 20;

/**
 * Reads a shop's own messages whose intent somebody has told: CSV with columns `text` and `intent`, and where there are
 * such `conversation` and `language`; without one a message's language is told by its script.
 * @throws BAD_INPUT with `file:line: what` for every row that lacks a value or has a language not known here, and for
 * every intent not known here with how many rows it is of
 */
export async function readLabelledChats(file: string, known: Known): Promise<LabelledChats> {
  const lines = await readLabelledLines(file);
  requireKnownLabels(lines, { file, known: known.labels, by: 'the catalogue of intents' });
  requireLanguages(file, lines);
  const chats: LabelledChats = { rows: [], left: { foreign: 0, empty: 0 } };
  for (const line of lines) {
    const language = languageOf(line);
    const text = withoutPersonal(line.text);
    const { conversation } = line.record;
    if (text === '') chats.left.empty += 1;
    else if (language === undefined || !known.languages.includes(language)) chats.left.foreign += 1;
    else chats.rows.push({ text, label: line.label, language, ...(conversation && { conversationId: conversation }) });
  }
  return chats;
}

function requireLanguages(file: string, lines: readonly LabelledLine[]): void {
  const mistakes = lines.flatMap(({ record: { language = '' }, line }) =>
    language === '' || languageSchema.safeParse(language).success
      ? []
      : [`${file}:${line}: language ${language}: expected one of ${languageSchema.options.join(', ')}, or nothing`],
  );
  if (mistakes.length === 0) return;
  const more = mistakes.length - SHOWN;
  throw badCsv([...mistakes.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])]);
}

function languageOf({ text, record: { language } }: LabelledLine): Language | undefined {
  return languageSchema.safeParse(language).data ?? detectLanguage(text);
}
