import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { type LocatedYaml, parseLocatedYaml } from '../../understanding/located-yaml.js';
import { type FineTuneSettings, fineTuneSettingsSchema } from '../fine-tune/settings.js';

export type SettingName = Exclude<keyof FineTuneSettings, 'leastSteps'>;
export type SettingValue = FineTuneSettings[SettingName];

/** Values that one setting may take. */
export type Choices =
  | { kind: 'list'; values: SettingValue[] }
  | { kind: 'range'; min: number; max: number; scale: 'linear' | 'log'; isWhole: boolean };

/** @property place where the space declares it, `file:line:column` */
export type SpaceSetting = { name: SettingName; choices: Choices; place: string };

/** What a search may choose, in the order of declaration; other settings keep their defaults. */
export type SearchSpace = SpaceSetting[];

const rangeSchema = z.strictObject({
  min: z.number(),
  max: z.number(),
  scale: z.enum(['linear', 'log']).default('linear'),
});
/** A trial trains for the epochs it is given, however few steps they are. */
const { leastSteps: _leastSteps, ...shape } = fineTuneSettingsSchema.shape;
const fields: Record<SettingName, z.ZodType<SettingValue>> = shape;

/**
 * Reads a YAML file that gives settings of fine-tuning a list of values, or `{ min, max, scale: log | linear }`.
 * @throws BAD_INPUT with every mistake as `file:line:column: what`
 */
export async function readSearchSpace(file: string): Promise<SearchSpace> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('BAD_INPUT', { cause, details: [`${file}: cannot be read`] });
  });
  return parseSearchSpace(file, text);
}

export function parseSearchSpace(file: string, text: string): SearchSpace {
  const yaml = parseLocatedYaml(file, text);
  if (yaml.mistakes.length > 0) throw new AppError('BAD_INPUT', { details: yaml.mistakes });
  const declared = z.record(z.string(), z.unknown()).safeParse(yaml.value).data ?? {};
  const settings = Object.entries(declared).map(([name, value]) => readSetting(yaml, name, value));
  const mistakes = settings.flatMap((outcome) => ('mistakes' in outcome ? outcome.mistakes : []));
  if (settings.length === 0) mistakes.push(`${yaml.locate([])}: expected at least one setting. Known: ${known()}`);
  if (mistakes.length > 0) throw new AppError('BAD_INPUT', { details: mistakes });
  return settings.flatMap((outcome) => ('mistakes' in outcome ? [] : [outcome]));
}

type Mistakes = { mistakes: string[] };

function readSetting(yaml: LocatedYaml, name: string, value: unknown): SpaceSetting | Mistakes {
  const place = yaml.locateKey([name]);
  if (!isSettingName(name)) return { mistakes: [`${place}: ${name} is not a setting. Known: ${known()}`] };
  const choices = Array.isArray(value) ? readList(yaml, name, value) : readRange(yaml, name, value);
  return 'mistakes' in choices ? choices : { name, choices, place };
}

function readList(yaml: LocatedYaml, name: SettingName, given: unknown[]): Choices | Mistakes {
  const parsed = given.map((value) => fields[name].safeParse(value));
  const mistakes = parsed.flatMap(({ error }, index) =>
    (error?.issues ?? []).map(({ message }) => `${yaml.locate([name, index])}: ${name}: ${message}`),
  );
  given.forEach((value, index) => {
    if (given.indexOf(value) < index)
      mistakes.push(`${yaml.locate([name, index])}: ${name}: ${value} stands there twice`);
  });
  if (given.length === 0) mistakes.push(`${yaml.locate([name])}: ${name}: expected at least one value`);
  if (mistakes.length > 0) return { mistakes };
  return { kind: 'list', values: parsed.flatMap(({ data }) => (data === undefined ? [] : [data])) };
}

function readRange(yaml: LocatedYaml, name: SettingName, given: unknown): Choices | Mistakes {
  const parsed = rangeSchema.safeParse(given);
  if (!parsed.success) return { mistakes: [`${yaml.locate([name])}: ${name}: ${describe(parsed.error)}`] };
  const { min, max, scale } = parsed.data;
  const mistakes = (['min', 'max'] as const).flatMap((end) =>
    (fields[name].safeParse(parsed.data[end]).error?.issues ?? []).map(
      ({ message }) => `${yaml.locate([name, end])}: ${name}.${end}: ${message}`,
    ),
  );
  if (min >= max) mistakes.push(`${yaml.locate([name, 'max'])}: ${name}.max: expected more than min, which is ${min}`);
  if (scale === 'log' && min <= 0) {
    mistakes.push(`${yaml.locate([name, 'min'])}: ${name}.min: a scale of log needs more than 0`);
  }
  if (mistakes.length > 0) return { mistakes };
  const between = min + Math.min(0.5, (max - min) / 2);
  return { kind: 'range', min, max, scale, isWhole: !fields[name].safeParse(between).success };
}

function describe({ issues }: z.ZodError): string {
  const what = issues.map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(': '));
  return `expected a list of values or { min, max, scale: log | linear } (${what.join('; ')})`;
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(fields, name);
}

function known(): string {
  return Object.keys(fields).join(', ');
}
