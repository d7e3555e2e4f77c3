import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { openJsonLines } from '../experiment/json-lines.js';
import { type EndedTrial, type EndedTrials, endedTrialSchema } from './trial.js';

/** What makes a search what it is, by the name a person knows it under, e.g. `--space`. */
export type SearchIdentity = Record<string, string>;

/** `trials.jsonl`: which search this is, then every trial that ended. Nothing in it is ever run again. */
export type TrialJournal = {
  /** Names this search, so that jobs of an earlier one in the same folder are known as such. */
  searchId: string;
  ended: EndedTrials;
  /** On disk when it returns. */
  add(outcome: EndedTrial): void;
  close(): void;
};

const headerSchema = z.strictObject({
  kind: z.literal('search'),
  id: z.string(),
  identity: z.record(z.string(), z.string()),
});

/**
 * Opens or begins the journal of a search; only one process may have it open.
 * @throws BAD_INPUT when the folder holds another search, or something else
 */
export function openTrialJournal(folder: string, identity: SearchIdentity): TrialJournal {
  const file = join(folder, 'trials.jsonl');
  const lines = openJsonLines(file);
  try {
    const [first, ...rest] = lines.lines;
    const header = first === undefined ? { kind: 'search', id: randomUUID(), identity } : first;
    const { id, identity: found } = parseLine(headerSchema, header, `${file}:1`);
    expectSame(folder, identity, found);
    const ended = new Map<string, EndedTrial>();
    rest.forEach((line, index) => {
      const outcome = parseLine(endedTrialSchema, line, `${file}:${index + 2}`);
      ended.set(outcome.trial.id, outcome);
    });
    const write = (line: object) => {
      lines.append(line);
      lines.sync();
    };
    if (first === undefined) write({ kind: 'search', id, identity });
    const add = (outcome: EndedTrial) => {
      write(outcome);
      ended.set(outcome.trial.id, outcome);
    };
    return { searchId: id, ended, add, close: lines.close };
  } catch (error) {
    lines.close();
    throw error;
  }
}

function parseLine<T>(schema: z.ZodType<T>, line: unknown, place: string): T {
  const parsed = schema.safeParse(line);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', { cause: parsed.error, details: [`${place}: is not a line of a search's trials`] });
}

function expectSame(folder: string, asked: SearchIdentity, found: SearchIdentity): void {
  const names = [...new Set([...Object.keys(asked), ...Object.keys(found)])];
  const changed = names.filter((name) => asked[name] !== found[name]);
  if (changed.length === 0) return;
  throw new AppError('BAD_INPUT', {
    details: [
      `${folder} holds a search that was started with another ${changed.join(', ')}.`,
      'Give the same again to go on with it, or choose another folder with --out to start anew.',
    ],
  });
}
