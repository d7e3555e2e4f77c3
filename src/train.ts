import { fileURLToPath } from 'node:url';
import { runCommand } from './learning/run-command.js';
import { trainCommand } from './learning/train-command.js';
import { TRAIN_USAGE } from './learning/train-options.js';

/** The training processes' script stands here because it may meet other machines by Redis, which is an adapter. */
const worker = fileURLToPath(new URL('train-worker.js', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(() => trainCommand({ worker }), TRAIN_USAGE);
