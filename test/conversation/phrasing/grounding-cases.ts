import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { factsIn } from '../../../src/conversation/phrasing/fact.js';
import { groundText } from '../../../src/conversation/phrasing/ground-text.js';
import { reword } from '../../../src/conversation/phrasing/reword.js';
import { splitSaid } from '../../../src/conversation/phrasing/split-said.js';

const falsehoodSchema = z.object({ why: z.string(), plain: z.string(), text: z.string() });
const rewordingSchema = falsehoodSchema.omit({ why: true });

/** Texts that say something else than `plain`, one way each. */
export const FALSEHOODS = read('falsehoods.jsonl', falsehoodSchema);
/** Texts that say what `plain` says, in other words. */
export const REWORDINGS = read('rewordings.jsonl', rewordingSchema);

type Case = z.infer<typeof rewordingSchema>;

/** Whether any of a falsehood would be said: by the bot in the place of its text, behind it, or in an agent's draft. */
export function passes({ plain, text }: Case): boolean {
  const facts = factsIn(plain);
  const said = [
    reword(plain, text).text,
    reword(plain, `${plain}\n${text}`).text,
    ...groundText(text, facts).said.map((sentence) => sentence.text),
    ...groundText(`${plain}\n${text}`, facts).said.map((sentence) => sentence.text),
  ];
  return liesIn({ plain, text }).some((lie) => said.some((words) => words?.includes(lie)));
}

/** A falsehood may stand behind a sentence that is true. */
function liesIn({ plain, text }: Case): string[] {
  return splitSaid(text).filter((sentence) => !plain.includes(sentence));
}

export function isKept({ plain, text }: Case): boolean {
  return reword(plain, text).text !== undefined;
}

function read<Row>(name: string, schema: z.ZodType<Row>): Row[] {
  const lines = readFileSync(`test/conversation/phrasing/${name}`, 'utf8').trim().split('\n');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
