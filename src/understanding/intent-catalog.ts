import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { describeIssue } from './describe-issue.js';
import { type LocatedYaml, parseLocatedYaml } from './located-yaml.js';

const MIN_PHRASES = 8;
const phrasesSchema = z
  .array(z.string().trim().min(1).max(1000))
  .min(MIN_PHRASES, `Expected at least ${MIN_PHRASES} phrases; fewer teach nothing`);

const titleSchema = z.string().trim().min(1).max(60);

const intentSchema = z.strictObject({
  /** Same as the file's name. */
  intent: z.string().regex(/^[a-z][a-z0-9_]*$/, 'Expected lower-case letters, digits and underscores'),
  /** Shown to shoppers ("did you mean…") and agents. */
  title: titleSchema,
  /** The same for shoppers who write in another language. */
  titles: z.strictObject({ zh: titleSchema.optional() }).optional(),
  /** Where the boundary to the other intents runs. */
  description: z.string().trim().min(1),
  /** What answers: a flow, a job of the server, with the policy page that goes with it if one does, a page, or a fixed text. */
  reply: z.union(
    [
      z.strictObject({ job: z.string(), policy: z.string().optional() }),
      z.strictObject({ flow: z.string(), policy: z.string().optional() }),
      z.strictObject({ policy: z.string() }),
      z.strictObject({
        say: z.strictObject({ en: z.string().trim().min(1), zh: z.string().trim().min(1).optional() }),
      }),
    ],
    'Expected one of { flow: NAME }, { job: NAME, policy: NAME }, { policy: NAME } or { say: { en: TEXT } }',
  ),
  phrases: z.strictObject({ en: phrasesSchema, zh: phrasesSchema.optional() }),
});

export type Intent = z.infer<typeof intentSchema>;

export const languageSchema = z.enum(['en', 'zh']);
/** What phrases can be written in. */
export type Language = z.infer<typeof languageSchema>;

export type CatalogOptions = {
  folder: string;
  /** Names that `reply: { job: … }` may use. */
  jobs: readonly string[];
  /** Names that `reply: { flow: … }` may use. */
  flows: readonly string[];
  /** Ids that `reply: { policy: … }` may use; undefined when the shop's pages are not known yet. */
  policies: readonly string[] | undefined;
};

/**
 * Reads every `*.yaml` of the folder, in the order of their names; other entries are left alone.
 * @returns intents by name
 * @throws INTENTS_INVALID with every mistake of every file as `file:line:column: what`
 */
export async function loadIntentCatalog(options: CatalogOptions): Promise<Map<string, Intent>> {
  const files = await readIntentFiles(options.folder);
  const parsed = files.map(({ path, text }) => parseIntentFile(path, text, options));
  const good = parsed.filter((outcome) => 'intent' in outcome);
  const mistakes = [
    ...parsed.flatMap((outcome) => ('mistakes' in outcome ? outcome.mistakes : [])),
    ...findDuplicates(good),
  ];
  if (files.length === 0) mistakes.push(`${options.folder}: holds no intent files (*.yaml)`);
  if (mistakes.length > 0) throw new AppError('INTENTS_INVALID', { details: mistakes });
  return new Map(good.map(({ intent }) => [intent.intent, intent]));
}

async function readIntentFiles(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError('INTENTS_INVALID', { cause, details: [`${folder}: cannot be read`] });
  });
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map(({ name }) => name);
  const paths = names.sort().map((name) => join(folder, name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}

type GoodFile = { intent: Intent; yaml: LocatedYaml };

function parseIntentFile(path: string, text: string, options: CatalogOptions): GoodFile | { mistakes: string[] } {
  const yaml = parseLocatedYaml(path, text);
  if (yaml.mistakes.length > 0) return { mistakes: yaml.mistakes };
  const parsed = intentSchema.safeParse(yaml.value);
  if (!parsed.success) return { mistakes: parsed.error.issues.flatMap((issue) => describeIssue(issue, yaml)) };
  const mistakes = checkNames(parsed.data, path, options).map(({ at, what }) => `${yaml.locate(at)}: ${what}`);
  return mistakes.length > 0 ? { mistakes } : { intent: parsed.data, yaml };
}

function checkNames({ intent, reply }: Intent, path: string, { jobs, flows, policies }: CatalogOptions) {
  const mistakes: { at: string[]; what: string }[] = [];
  const name = basename(path, '.yaml');
  if (intent !== name)
    mistakes.push({ at: ['intent'], what: `the file is called ${name}, the intent ${intent}; they must be the same` });
  if ('job' in reply && !jobs.includes(reply.job)) {
    mistakes.push({ at: ['reply', 'job'], what: `there is no job ${reply.job}. Known: ${jobs.join(', ')}` });
  }
  if ('flow' in reply && !flows.includes(reply.flow)) {
    mistakes.push({ at: ['reply', 'flow'], what: `there is no flow ${reply.flow}. Known: ${flows.join(', ')}` });
  }
  const policy = 'policy' in reply ? reply.policy : undefined;
  if (policy !== undefined && policies !== undefined && !policies.includes(policy)) {
    mistakes.push({
      at: ['reply', 'policy'],
      what: `there is no policy page ${policy}. Known: ${policies.join(', ')}`,
    });
  }
  return mistakes;
}

/** The same words in two places teach nothing, and in two intents teach both wrongly. */
function findDuplicates(files: GoodFile[]): string[] {
  const seen = new Map<string, string>();
  const mistakes: string[] = [];
  for (const { intent, yaml } of files) {
    for (const [language, phrases] of Object.entries(intent.phrases)) {
      phrases?.forEach((phrase, index) => {
        const key = phrase.toLowerCase().replace(/\s+/g, ' ');
        const place = yaml.locate(['phrases', language, index]);
        const first = seen.get(key);
        if (first === undefined) seen.set(key, place);
        else mistakes.push(`${place}: "${phrase}" already stands at ${first}`);
      });
    }
  }
  return mistakes;
}
