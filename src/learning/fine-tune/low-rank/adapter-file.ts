import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../errors.js';
import type { BertConfig } from '../../bert-weights.js';
import { openSafetensors, type Safetensors } from '../../read-safetensors.js';
import { encodeSafetensors } from '../../write-safetensors.js';
import { LAYER_PARTS, partShapes } from '../layer-weights.js';
import type { LowRankAdapter } from './low-rank-adapter.js';
import { adapterNames, lowRankShapes } from './low-rank-parts.js';

const FORMAT = 'concierge-low-rank-1';
const MAX_RANK = 1024;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  rank: z.coerce.number().int().min(1).max(MAX_RANK),
  alpha: z.coerce.number().positive().max(1e6),
  base: z.string().regex(/^[0-9a-f]{64}$/),
  labels: z.string().transform((text, context) => {
    const labels = parseLabels(text);
    if (labels === undefined) context.addIssue('is not a list of names');
    return labels ?? [];
  }),
});

/** Writes an adapter as a safetensors file: the small matrices in half precision, the head in full. */
export async function writeAdapter(file: string, adapter: LowRankAdapter): Promise<void> {
  const { rank, alpha, base, labels, tensors } = adapter;
  const typed = tensors.map(
    (tensor) => ({ ...tensor, type: tensor.name.startsWith('head.') ? 'F32' : 'F16' }) as const,
  );
  const metadata = { format: FORMAT, rank: `${rank}`, alpha: `${alpha}`, base, labels: JSON.stringify(labels) };
  await writeFile(file, encodeSafetensors(typed, metadata));
}

/** The encoder that the adapter must belong to. */
export type AdapterBase = { config: BertConfig; sha256: string };

/**
 * Reads an adapter. Its header is compared with the encoder, tensor by tensor, before any value is read.
 * @throws MODEL_INVALID naming the file and what does not fit
 */
export async function readAdapter(file: string, base: AdapterBase): Promise<LowRankAdapter> {
  const opened = await openSafetensors(file);
  try {
    const header = readHeader(file, opened);
    if (header.base !== base.sha256) throw invalid(file, 'was trained over another encoder');
    const expected = expectedShapes(opened.names, { config: base.config, rank: header.rank });
    expected
      .set('head.weight', [base.config.hidden_size, header.labels.length])
      .set('head.bias', [header.labels.length]);
    checkShapes(file, opened, expected);
    const tensors: LowRankAdapter['tensors'] = [];
    for (const name of expected.keys()) tensors.push({ name, ...(await readFinite(file, opened, name)) });
    return { rank: header.rank, alpha: header.alpha, base: header.base, labels: header.labels, tensors };
  } finally {
    await opened.close();
  }
}

function readHeader(file: string, { metadata }: Safetensors): z.infer<typeof headerSchema> {
  const header = headerSchema.safeParse(metadata);
  if (header.success) return header.data;
  throw invalid(file, `is not an adapter: ${z.prettifyError(header.error)}`);
}

/** Names and shapes of whole layers' adapters: those of every layer that the file has a tensor of. */
function expectedShapes(
  names: readonly string[],
  { config, rank }: { config: BertConfig; rank: number },
): Map<string, number[]> {
  const shapes = partShapes(config.hidden_size, config.intermediate_size);
  const expected = new Map<string, number[]>();
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    if (!names.some((name) => name.startsWith(`${layer}.`))) continue;
    for (const part of LAYER_PARTS) {
      const name = `${layer}.${part}`;
      const own = lowRankShapes(name, shapes[part], rank);
      if (own === undefined) continue;
      const { down, up } = adapterNames(name);
      expected.set(down, own.down).set(up, own.up);
    }
  }
  return expected;
}

function checkShapes(file: string, opened: Safetensors, expected: ReadonlyMap<string, number[]>): void {
  const mistakes = [...expected].flatMap(([name, shape]) => {
    const found = opened.shapeOf(name);
    if (found?.join() === shape.join()) return [];
    return [`tensor ${name} ${found === undefined ? 'is missing' : `has shape [${found}]`}, expected [${shape}]`];
  });
  const unknown = opened.names.filter((name) => !expected.has(name)).map((name) => `tensor ${name} is not expected`);
  const [first] = [...mistakes, ...unknown];
  if (first !== undefined) throw invalid(file, first);
}

async function readFinite(file: string, opened: Safetensors, name: string) {
  const tensor = await opened.read(name);
  if (tensor.data.every(Number.isFinite)) return tensor;
  throw invalid(file, `tensor ${name} holds values that are no numbers`);
}

function parseLabels(text: string): string[] | undefined {
  try {
    return z.array(z.string().min(1)).min(1).max(10_000).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function invalid(file: string, what: string): AppError {
  return new AppError('MODEL_INVALID', { details: [`${file}: ${what}`] });
}
