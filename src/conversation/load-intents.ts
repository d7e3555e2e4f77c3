import { join } from 'node:path';
import { AppError } from '../errors.js';
import { type Intent, loadIntentCatalog } from '../understanding/intent-catalog.js';
import type { Flow } from './flow/flow.js';
import { loadFlows } from './flow/load-flows.js';
import { JOBS } from './replies/jobs.js';

export type Intents = { intents: Map<string, Intent>; flows: Map<string, Flow> };

/**
 * What the bot understands and the flows that serve it, checked against each other and against what the server can do.
 * @param policies ids of the shop's pages; undefined when they are not known yet
 * @throws INTENTS_INVALID with every mistake of every file as `file:line:column: what`
 */
export async function loadIntents(folder: string, policies?: readonly string[]): Promise<Intents> {
  const flows = await loadFlows(join(folder, 'flows'));
  const intents = await loadIntentCatalog({ folder, jobs: Object.keys(JOBS), flows: [...flows.keys()], policies });
  const unknown = [...unknownIntents({ intents, flows }), ...unknownFlows(flows)];
  const mistakes = unknown.map((what) => `${join(folder, 'flows')}/${what}`);
  if (mistakes.length > 0) throw new AppError('INTENTS_INVALID', { details: mistakes });
  return { intents, flows };
}

function unknownIntents({ intents, flows }: Intents): string[] {
  return [...flows.values()].flatMap(({ flow, 'takes-over': rule }) =>
    (rule?.from ?? [])
      .filter((name) => !intents.has(name))
      .map((name) => `${flow}.yaml: takes-over.from: there is no intent ${name}`),
  );
}

function unknownFlows(flows: Map<string, Flow>): string[] {
  return [...flows.values()].flatMap(({ flow, instead = [] }) =>
    instead.filter((one) => !flows.has(one.flow)).map((one) => `${flow}.yaml: instead: there is no flow ${one.flow}`),
  );
}
