import type { CommandUsage } from './read-command-line.js';

/** What `--help` prints: the ways to call a command, a line for each of its words and options, and an example. */
export function commandHelp(usage: CommandUsage<string, string>): string {
  const { texts = {}, flags = {}, words = {} } = usage;
  const rows = [
    ...Object.entries(words),
    ...Object.entries(texts).map(([name, [value, what]]) => [`--${name} ${value}`, what] as const),
    ...Object.entries(flags).map(([name, what]) => [`--${name}`, what] as const),
  ];
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return [
    'Usage:',
    ...usage.usage.map((line) => `  ${line}`),
    ...(rows.length > 0 ? ['', ...rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`)] : []),
    '',
    `Example: ${usage.example}`,
  ].join('\n');
}

export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}
