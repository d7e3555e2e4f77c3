import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../errors.js';
import type { Prerequisites } from './check-prerequisites.js';
import { ADDON, cudaRequirements, HEADERS, type NativeRecipe, pipArguments } from './native-recipe.js';
import { mustRun, runTool, type ToolOptions } from './run-tool.js';

export type BuildContext = {
  /** Folder that is filled. */
  draft: string;
  progress: (line: string) => void;
  signal: AbortSignal;
};

/** The package's own download takes so long at most; a network that swallows packets would hold it for hours. */
const OWN_DOWNLOAD_MS = 300_000;

/** Puts tfjs-node into the folder, without its native part. */
export async function installAddonPackage({ draft, progress, signal }: BuildContext): Promise<void> {
  progress(`Installing ${ADDON}`);
  await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
  await mustRun('Installing packages', [...npm(), 'install', ...NPM_FLAGS, ADDON, HEADERS], {
    cwd: draft,
    env: environment(),
    signal,
  });
}

/** Whether the package's own installer gets its native part. */
export async function runOwnInstaller({ draft, progress, signal }: BuildContext): Promise<boolean> {
  progress('Trying the package’s own download');
  const outcome = await runTool([process.execPath, 'scripts/install.js'], {
    cwd: addonFolder(draft),
    env: environment(),
    timeoutMs: OWN_DOWNLOAD_MS,
    signal,
  });
  if (outcome.kind === 'ended' && outcome.code === 0) return true;
  progress('It fails here');
  return false;
}

/** Takes TensorFlow's C library from its Python wheel and compiles the addon against it. */
export async function buildFromWheel(
  recipe: NativeRecipe,
  { python, compiler }: Prerequisites,
  context: BuildContext,
): Promise<void> {
  const { draft, progress, signal } = context;
  const wheels = join(draft, 'wheels');
  const deps = join(addonFolder(draft), 'deps');
  await rm(deps, { recursive: true, force: true });
  await mkdir(join(deps, 'lib'), { recursive: true });
  await mkdir(wheels);
  progress(`Fetching ${recipe.wheel}`);
  // Pip unpacks here too: the place for temporary files may be small.
  const tool: ToolOptions = {
    env: { ...process.env, TMPDIR: wheels, PIP_ROOT_USER_ACTION: 'ignore' },
    signal,
    output: 'shown',
  };
  await mustRun('Fetching TensorFlow', [python, ...pipArguments(wheels, [recipe.wheel])], tool);
  if (recipe.hasCuda) await fetchCuda({ wheels, deps, python, tool }, progress);
  progress('Compiling the addon');
  await mkdir(join(addonFolder(draft), 'lib', 'napi-v8'), { recursive: true });
  await mustRun('Compiling the addon', compileCommand(compiler, draft, wheels), { signal });
  for (const library of LIBRARIES) await rename(join(wheels, 'tensorflow', library), join(deps, 'lib', library));
  await rm(wheels, { recursive: true, force: true });
}

const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const;
const NPM_FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'] as const;

function addonFolder(draft: string): string {
  return join(draft, 'node_modules', '@tensorflow', 'tfjs-node');
}

type CudaFetch = { wheels: string; deps: string; python: string; tool: ToolOptions };

/** The wheel's library looks for NVIDIA's beside its own folder, in `nvidia`. */
async function fetchCuda({ wheels, deps, python, tool }: CudaFetch, progress: (line: string) => void): Promise<void> {
  const info = (await readdir(wheels)).find((name) => /^tensorflow-.*\.dist-info$/.test(name)) ?? '';
  const requirements = cudaRequirements(await readFile(join(wheels, info, 'METADATA'), 'utf8'));
  if (requirements.length === 0) {
    throw new AppError('SETUP_FAILED', { details: ['This TensorFlow wheel names no CUDA libraries'] });
  }
  progress(`Fetching ${requirements.length} of NVIDIA’s packages (2.7 GB)`);
  await mustRun('Fetching CUDA', [python, ...pipArguments(wheels, requirements)], tool);
  await rename(join(wheels, 'nvidia'), join(deps, 'nvidia'));
}

function compileCommand(
  compiler: readonly [string, ...string[]],
  draft: string,
  wheels: string,
): [string, ...string[]] {
  const addon = addonFolder(draft);
  const [program, ...before] = compiler;
  return [
    program,
    ...before,
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-shared',
    '-DNAPI_VERSION=8',
    '-DNODE_GYP_MODULE_NAME=tfjs_binding',
    '-DBUILDING_NODE_EXTENSION',
    `-I${join(draft, 'node_modules', 'node-api-headers', 'include')}`,
    `-I${join(wheels, 'tensorflow', 'include')}`,
    join(addon, 'binding', 'tfjs_backend.cc'),
    join(addon, 'binding', 'tfjs_binding.cc'),
    ...LIBRARIES.map((library) => join(wheels, 'tensorflow', library)),
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    '-o',
    join(addon, 'lib', 'napi-v8', 'tfjs_binding.node'),
  ];
}

/** The npm that runs this command, else the one on the path. */
function npm(): [string, ...string[]] {
  const { npm_execpath: script } = process.env;
  return script === undefined ? ['npm'] : [process.execPath, script];
}

/** Without what npm tells its scripts of the project they belong to: this is another one. */
function environment(): NodeJS.ProcessEnv {
  const own = /^npm_(package_|lifecycle_|config_local_prefix$|config_onnxruntime)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
