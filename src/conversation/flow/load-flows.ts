import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../errors.js';
import { describeIssue } from '../../understanding/describe-issue.js';
import { type LocatedYaml, parseLocatedYaml } from '../../understanding/located-yaml.js';
import { checkFlow } from './check-flow.js';
import { type Flow, flowSchema } from './flow.js';

/**
 * Reads every `*.yaml` of the folder; other entries are left alone. A folder that is not there holds no flows.
 * @returns flows by name
 * @throws INTENTS_INVALID with every mistake of every file as `file:line:column: what`
 */
export async function loadFlows(folder: string): Promise<Map<string, Flow>> {
  const names = await flowFiles(folder);
  const parsed = await Promise.all(names.map(async (name) => parseFlowFile(join(folder, name))));
  const mistakes = parsed.flatMap((outcome) => ('mistakes' in outcome ? outcome.mistakes : []));
  if (mistakes.length > 0) throw new AppError('INTENTS_INVALID', { details: mistakes });
  return new Map(parsed.flatMap((outcome) => ('flow' in outcome ? [[outcome.flow.flow, outcome.flow]] : [])));
}

async function flowFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ name }) => name)
    .sort();
}

async function parseFlowFile(path: string): Promise<{ flow: Flow } | { mistakes: string[] }> {
  const yaml = parseLocatedYaml(path, await readFile(path, 'utf8'));
  if (yaml.mistakes.length > 0) return { mistakes: yaml.mistakes };
  const parsed = flowSchema.safeParse(yaml.value);
  if (!parsed.success) return { mistakes: parsed.error.issues.flatMap((issue) => describeIssue(issue, yaml)) };
  const mistakes = [...checkName(parsed.data, path, yaml), ...checkFlow(parsed.data).map(placed(yaml))];
  return mistakes.length > 0 ? { mistakes } : { flow: parsed.data };
}

function checkName({ flow }: Flow, path: string, yaml: LocatedYaml): string[] {
  const name = basename(path, '.yaml');
  if (flow === name) return [];
  return [`${yaml.locate(['flow'])}: the file is called ${name}, the flow ${flow}; they must be the same`];
}

function placed(yaml: LocatedYaml) {
  return ({ at, what }: { at: (string | number)[]; what: string }) => `${yaml.locate(at)}: ${what}`;
}
