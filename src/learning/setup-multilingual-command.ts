import { fileURLToPath } from 'node:url';
import { multilingualFolder } from './multilingual/multilingual-folder.js';
import { PUBLIC_NAME, setupMultilingual } from './multilingual/setup-multilingual.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
import { progressLine, runCommand } from './run-command.js';

/**
 * `npm run setup:multilingual [-- --from FOLDER]`: an encoder of many languages, from a Hugging Face folder or the public
 * original from the model hub, into CONCIERGE_MULTILINGUAL or the cache.
 */
async function main(): Promise<void> {
  const { from } = readCommandLine(USAGE).texts;
  const folder = multilingualFolder();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const source = from === undefined ? { kind: 'hub' as const, url: await hubUrl() } : { kind: 'folder' as const, from };
  progressLine(source.kind === 'hub' ? `Fetching ${PUBLIC_NAME}` : `Checking ${source.from}`);
  const facts = await setupMultilingual({ folder, source, progress: progressLine, signal: stop.signal });
  progressLine(`Train with it: npm run train -- --base ${folder} --languages en,zh`);
  process.stdout.write(`${JSON.stringify({ folder, ...facts }, null, 2)}\n`);
}

const USAGE: CommandUsage<'from'> = {
  usage: ['npm run setup:multilingual [-- --from DIR]'],
  texts: { from: ['DIR', 'a Hugging Face folder to take the encoder from; default: the model hub'] },
  example: 'npm run setup:multilingual -- --from ~/downloads/encoder',
};

/** The hub that the library itself would ask. Imported here, because the library takes half a second. */
async function hubUrl(): Promise<string> {
  const { env } = await import('@huggingface/transformers');
  const path = env.remotePathTemplate.replace('{model}', PUBLIC_NAME).replace('{revision}', 'main');
  return `${env.remoteHost}${path}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, USAGE);
