import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type ConsoleClient, findServer, serverEnvironmentSchema } from '../access/console-client.js';
import { loadIntents } from '../conversation/load-intents.js';
import { AppError } from '../errors.js';
import { describeFit, modelFit } from '../understanding/model-fit.js';
import { readModelFolder } from '../understanding/model-folder.js';
import { createModelShelf, type ModelShelf, modelNameSchema, SHIPPED } from '../understanding/model-shelf.js';
import type { CommandUsage } from './read-command-line.js';
import { runCommand } from './run-command.js';

const MODEL_USAGE: CommandUsage = {
  usage: ['npm run model -- list', 'npm run model -- use FOLDER', 'npm run model -- rollback'],
  words: {
    list: 'the models there are, which one serves and which served before',
    'use FOLDER': 'puts a model into service: a folder in DATA_DIR/models, or shipped',
    rollback: 'the model that served before serves again',
  },
  example: 'AGENT_EMAIL=… AGENT_PASSWORD=… npm run model -- use .data/models/intents-0123456789ab',
};

const EXPECTED = ['Expected list, use FOLDER or rollback', '--help says what each is for'];

const environmentSchema = serverEnvironmentSchema.extend({
  DATA_DIR: z.string().min(1).default('.data'),
  MODEL_DIR: z.string().min(1).default('intents/model'),
  INTENTS_DIR: z.string().min(1).default('intents'),
});

const servingSchema = z.object({
  name: z.string(),
  modelId: z.string(),
  previous: z.string().nullable(),
  untaught: z.array(z.string()),
});
type Serving = z.infer<typeof servingSchema>;
const answerSchema = z.object({ serving: servingSchema });
const listSchema = answerSchema.extend({ names: z.array(z.string()) });

/**
 * `npm run model -- list`, `npm run model -- use FOLDER`, `npm run model -- rollback`: which model serves. Asks the
 * running server; where none runs, it counts from the next start.
 */
export async function modelCommand(words: string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const env = environmentSchema.parse(environment);
  const modelsDir = resolve(env.DATA_DIR, 'models');
  const shelf = createModelShelf({ modelsDir, shippedDir: env.MODEL_DIR });
  const [action = '', folder, ...more] = words;
  const isKnown = (folder === undefined && ['list', 'rollback'].includes(action)) || (folder && action === 'use');
  if (!isKnown || more.length > 0) throw new AppError('BAD_INPUT', { details: EXPECTED });
  const name = folder === undefined ? undefined : nameOf(folder, modelsDir);
  const server = await findServer(env);
  if (action === 'list') return server === undefined ? listShelf(shelf) : listServer(server);
  if (server !== undefined) return describe(await changeServer(server, action, name));
  return changePointer(shelf, { name, intentsDir: env.INTENTS_DIR });
}

/** A folder's name on the shelf, given as that or as a path. */
function nameOf(folder: string, modelsDir: string): string {
  const name = modelNameSchema.safeParse(folder).success ? folder : relative(modelsDir, resolve(folder));
  if (modelNameSchema.safeParse(name).success) return name;
  throw new AppError('BAD_INPUT', { details: [`${folder}: expected a folder in ${modelsDir}, or ${SHIPPED}`] });
}

async function listServer(server: ConsoleClient): Promise<string[]> {
  const { serving, names } = await server.get('/console/models', listSchema);
  return listLines(names, serving);
}

async function listShelf(shelf: ModelShelf): Promise<string[]> {
  const pointer = (await shelf.pointer()) ?? { current: SHIPPED, previous: null };
  return listLines(await shelf.names(), { name: pointer.current, previous: pointer.previous });
}

function listLines(names: string[], { name: current, previous }: Pick<Serving, 'name' | 'previous'>): string[] {
  const mark = (name: string) => (name === current ? '  serves' : name === previous ? '  before' : '');
  return names.map((name) => `${name}${mark(name)}`);
}

async function changeServer(server: ConsoleClient, action: string, name: string | undefined) {
  const body = name === undefined ? {} : { name };
  return (await server.post(`/console/models/${action}`, body, answerSchema)).serving;
}

type Change = { name: string | undefined; intentsDir: string };

async function changePointer(shelf: ModelShelf, { name, intentsDir }: Change): Promise<string[]> {
  const pointer = (await shelf.pointer()) ?? { current: SHIPPED, previous: null };
  const current = name ?? pointer.previous;
  if (current === null) throw new AppError('NO_PREVIOUS_MODEL');
  const { modelId, head } = await readModelFolder(shelf.folderOf(current));
  const { strange, untaught } = modelFit(head.labels, [...(await loadIntents(intentsDir)).intents.keys()]);
  if (strange.length > 0) {
    const lines = describeFit(current, { strange, untaught });
    const where = `The intents are those of ${intentsDir}; INTENTS_DIR names another folder`;
    throw new AppError('MODEL_NOT_INTERCHANGEABLE', { details: [...lines, where] });
  }
  const previous = current === pointer.current ? pointer.previous : pointer.current;
  await shelf.point({ current, previous });
  const [line, ...more] = describe({ name: current, modelId, previous, untaught });
  return [`${line} from the next start on: no server runs here`, ...more];
}

function describe({ name, modelId, previous, untaught }: Serving): string[] {
  const line = `${name} (${modelId}) serves${previous === null ? '' : `; before: ${previous}`}`;
  return [line, ...describeFit(name, { strange: [], untaught })];
}

async function main(): Promise<void> {
  for (const line of await modelCommand(process.argv.slice(2), process.env)) process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, MODEL_USAGE);
