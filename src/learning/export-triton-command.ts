import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
import { progressLine, runCommand } from './run-command.js';
import { writeModelRepository } from './triton/write-model-repository.js';

/**
 * `npm run export:triton -- --out DIR [--model DIR --name NAME --base DIR --cpu]`: a model's encoder as Triton serves
 * it, in half precision on the GPU, or with `--cpu` in 8 bits.
 */
async function main(): Promise<void> {
  const { texts, flags } = readCommandLine(USAGE);
  const { model = 'intents/model', out, name = 'concierge-intents', base = 'intents/base' } = texts;
  if (out === undefined) throw new AppError('BAD_INPUT', { details: ['Expected --out DIR'] });
  const device = flags.has('cpu') ? 'cpu' : 'gpu';
  const { folder, graph } = await writeModelRepository({ modelDir: model, out, name, device, base });
  progressLine(`Wrote ${folder} from ${graph}; serve it with tritonserver --model-repository ${out}`);
}

const USAGE: CommandUsage<'out' | 'model' | 'name' | 'base', 'cpu'> = {
  usage: ['npm run export:triton -- --out DIR [--model DIR] [--name NAME] [--base DIR] [--cpu]'],
  texts: {
    out: ['DIR', 'the model repository to write to'],
    model: ['DIR', 'the model to export; default: intents/model'],
    name: ['NAME', 'what Triton calls it; default: concierge-intents'],
    base: ['DIR', 'the encoder it was trained from; default: intents/base'],
  },
  flags: { cpu: 'in 8 bits for the CPU; without it, in half precision for the GPU' },
  example: 'npm run export:triton -- --out models',
};

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, USAGE);
