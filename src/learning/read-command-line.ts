import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';

/** What a command takes; `--help` says it. */
export type CommandUsage<Text extends string = never, Flag extends string = never> = {
  /** Ways to call it, the usual one first. */
  usage: readonly string[];
  /** Of each `--name value`: what the value is, in capitals, and what it does. */
  texts?: Readonly<Record<Text, readonly [value: string, what: string]>>;
  /** Of each `--name`: what it does. */
  flags?: Readonly<Record<Flag, string>>;
  /** Of each word without dashes: what it does. */
  words?: Readonly<Record<string, string>>;
  /** A command line that works. */
  example: string;
};

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
  usage: CommandUsage<Text, Flag>,
  args = process.argv.slice(2),
): CommandLine<Text, Flag> {
  const [texts, flags, words] = [namesOf(usage.texts), namesOf(usage.flags), namesOf(usage.words)];
  const options = Object.fromEntries([
    ...texts.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  const parsed = parse(options, args);
  const stray = 'fault' in parsed ? undefined : parsed.positionals.find((word) => !words.includes(word));
  if ('fault' in parsed || stray !== undefined) {
    const all = [...words, ...texts.map((name) => `--${name} …`), ...flags.map((name) => `--${name}`)];
    const what = 'fault' in parsed ? parsed.fault : `${stray} is not known`;
    throw new AppError('BAD_INPUT', {
      details: [what, `Expected no more than: ${all.join(' ')}`, '--help says what each is for'],
    });
  }
  const given: Partial<Record<Text, string>> = {};
  for (const name of texts) {
    const value = parsed.values.get(name);
    if (typeof value === 'string') given[name] = value;
  }
  const set = new Set(flags.filter((name) => parsed.values.get(name) === true));
  return { texts: given, flags: set, words: parsed.positionals };
}

function namesOf<Name extends string>(described: Readonly<Record<Name, unknown>> | undefined): Name[] {
  const names: Name[] = [];
  for (const name in described) names.push(name);
  return names;
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
