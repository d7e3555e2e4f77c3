import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';

export type CommandLine<Text extends string, Flag extends string> = {
  texts: Partial<Record<Text, string>>;
  flags: ReadonlySet<Flag>;
  /** What stands there without dashes. */
  words: string[];
};

/**
 * A command line of texts (`--name value`), flags (`--name`) and bare words.
 * @throws BAD_INPUT naming what is not known, and all that is
 */
export function readCommandLine<Text extends string = never, Flag extends string = never>(
  known: { texts?: readonly Text[]; flags?: readonly Flag[]; words?: readonly string[] },
  args = process.argv.slice(2),
): CommandLine<Text, Flag> {
  const { texts = [], flags = [], words = [] } = known;
  const options = Object.fromEntries([
    ...texts.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  const parsed = parse(options, args);
  const stray = 'fault' in parsed ? undefined : parsed.positionals.find((word) => !words.includes(word));
  if ('fault' in parsed || stray !== undefined) {
    const all = [...words, ...texts.map((name) => `--${name} …`), ...flags.map((name) => `--${name}`)];
    const what = 'fault' in parsed ? parsed.fault : `${stray} is not known`;
    throw new AppError('BAD_INPUT', { details: [what, `Expected no more than: ${all.join(' ')}`] });
  }
  const given: Partial<Record<Text, string>> = {};
  for (const name of texts) {
    const value = parsed.values.get(name);
    if (typeof value === 'string') given[name] = value;
  }
  const set = new Set(flags.filter((name) => parsed.values.get(name) === true));
  return { texts: given, flags: set, words: parsed.positionals };
}

function parse(options: Record<string, { type: 'string' | 'boolean' }>, args: string[]) {
  try {
    const { values, positionals } = parseArgs({ options, args, allowPositionals: true });
    return { values: new Map(Object.entries(values)), positionals };
  } catch (error) {
    const [what = ''] = String(error instanceof Error ? error.message : error).split('. ');
    return { fault: what };
  }
}
