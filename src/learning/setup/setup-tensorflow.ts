import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { type BuildContext, buildFromWheel, installAddonPackage, runOwnInstaller } from './build-native.js';
import { checkPrerequisites } from './check-prerequisites.js';
import { chooseRecipe } from './native-recipe.js';
import { agree, type ProbeTarget, tellProbe, type WorkingProbe } from './probe.js';
import { probeTensorflow } from './probe-tensorflow.js';
import { replaceFolder } from './replace-folder.js';

export type SetupOptions = {
  folder: string;
  /** Take the build that computes on NVIDIA's GPUs. */
  hasCuda: boolean;
  /** Build anew, whatever is there. */
  isForced: boolean;
  progress: (line: string) => void;
  signal: AbortSignal;
};

export type SetupResult = { where: string; native: WorkingProbe; portable: WorkingProbe };

/** Says that a folder is finished and what it holds. */
const MARK = 'concierge.json';
const markSchema = z.object({ format: z.literal(1), way: z.enum(['download', 'wheel']), hasCuda: z.boolean() });
type Mark = z.infer<typeof markSchema>;

/**
 * Sees to it that a native TensorFlow.js works here: one that is there already, else the package's own download, else
 * an addon compiled against the library in TensorFlow's Python wheel.
 * @throws SETUP_IMPOSSIBLE naming what is missing; SETUP_FAILED; SETUP_STOPPED after `signal`
 */
export async function setupTensorflow(options: SetupOptions): Promise<SetupResult> {
  const folder = resolve(options.folder);
  const existing = options.isForced ? undefined : await findExisting({ ...options, folder });
  if (existing !== undefined) return prove(existing, options);
  const isOurs = (place: string) => existsSync(join(place, MARK));
  await replaceFolder(folder, { isOurs, fill: (draft) => fillDraft(draft, options) });
  return prove({ kind: 'folder', folder }, options);
}

async function findExisting({ folder, hasCuda, progress, signal }: SetupOptions): Promise<ProbeTarget | undefined> {
  const mark = await readMark(folder);
  const candidates: { target: ProbeTarget; name: string }[] = [
    ...(mark !== undefined && (mark.hasCuda || !hasCuda)
      ? [{ target: { kind: 'folder', folder } as const, name: folder }]
      : []),
    ...(hasCuda ? [] : [{ target: { kind: 'packages' } as const, name: 'the optional package' }]),
  ];
  for (const { target, name } of candidates) {
    const probe = await probeTensorflow(target, { signal });
    if (probe.kind === 'works') {
      progress(`Nothing to do: ${name} works`);
      return target;
    }
    if (target.kind === 'folder') progress(`${name} no longer works and is built anew: ${probe.reason}`);
    else progress('No native TensorFlow.js among the project’s packages');
  }
  return undefined;
}

async function fillDraft(draft: string, { hasCuda, progress, signal }: SetupOptions): Promise<void> {
  const context: BuildContext = { draft, progress, signal };
  const check = await checkPrerequisites(hasCuda ? 'cuda' : 'cpu');
  // The own download fetches TensorFlow 2.9 for CUDA 11.2, which knows no GPU of these years.
  if (hasCuda && check.kind === 'missing') throw new AppError('SETUP_IMPOSSIBLE', { details: check.details });
  await installAddonPackage(context);
  if (!hasCuda && (await runOwnInstaller(context)) && (await isWorking(draft, signal))) {
    return writeMark(draft, { format: 1, way: 'download', hasCuda });
  }
  if (check.kind === 'missing') throw new AppError('SETUP_IMPOSSIBLE', { details: check.details });
  await buildFromWheel(chooseRecipe(hasCuda), check.found, context);
  const probe = await probeTensorflow({ kind: 'folder', folder: draft }, { signal });
  if (probe.kind === 'fails') throw new AppError('SETUP_FAILED', { details: [probe.reason] });
  await writeMark(draft, { format: 1, way: 'wheel', hasCuda });
}

async function isWorking(folder: string, signal: AbortSignal): Promise<boolean> {
  return (await probeTensorflow({ kind: 'folder', folder }, { signal })).kind === 'works';
}

async function prove(target: ProbeTarget, { progress, signal }: SetupOptions): Promise<SetupResult> {
  progress('Measuring');
  const native = await probeTensorflow(target, { signal });
  const portable = await probeTensorflow({ kind: 'portable' }, { signal });
  const failed = [native, portable].find((probe) => probe.kind === 'fails');
  if (native.kind === 'fails' || portable.kind === 'fails') {
    throw new AppError('SETUP_FAILED', { details: [failed?.kind === 'fails' ? failed.reason : ''] });
  }
  for (const probe of [native, portable]) progress(`  ${tellProbe(probe)}`);
  if (!agree(native, portable)) {
    throw new AppError('SETUP_FAILED', { details: ['The native gradient differs from the portable one'] });
  }
  return { where: target.kind === 'folder' ? target.folder : 'node_modules', native, portable };
}

async function readMark(folder: string): Promise<Mark | undefined> {
  const text = await readFile(join(folder, MARK), 'utf8').catch(() => '');
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function writeMark(folder: string, mark: Mark): Promise<void> {
  await writeFile(join(folder, MARK), `${JSON.stringify(mark, null, 2)}\n`);
}
