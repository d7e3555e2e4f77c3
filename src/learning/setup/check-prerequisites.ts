import { runTool } from './run-tool.js';

export type Prerequisites = {
  /** Command of a Python that has pip. */
  python: string;
  /** Command of a C++ compiler, with what belongs before its arguments. */
  compiler: readonly [string, ...string[]];
};

/** What is missing for a build and how to get it, one line each; or what was found. */
export type PrerequisiteCheck = { kind: 'ready'; found: Prerequisites } | { kind: 'missing'; details: string[] };

export type Machine = { platform: string; arch: string; glibc: string | undefined };

/** TensorFlow 2.15 asks for glibc 2.17, the CUDA build of 2.21 for 2.27. */
const GLIBC = { cpu: '2.17', cuda: '2.27' };

/**
 * TensorFlow's C library is taken from its Python wheel and the addon is compiled against it: that needs Linux on x64
 * with glibc, a Python with pip, and a C++ compiler.
 */
export async function checkPrerequisites(
  wanted: 'cpu' | 'cuda',
  machine = thisMachine(),
  env = process.env,
): Promise<PrerequisiteCheck> {
  const misfit = whyMachineMisfits(wanted, machine);
  if (misfit !== undefined) return { kind: 'missing', details: [misfit] };
  const python = await findPython(env);
  const compiler = await findCompiler(env);
  if (python.kind === 'found' && compiler !== undefined) {
    return { kind: 'ready', found: { python: python.command, compiler } };
  }
  const details: string[] = [];
  if (python.kind === 'none') {
    details.push('Python 3 with pip is missing. Install it (Debian, Ubuntu: apt-get install python3 python3-pip).');
  }
  if (python.kind === 'without-pip') {
    details.push('Python 3 is here, but its pip is not. Install it (Debian, Ubuntu: apt-get install python3-pip).');
  }
  if (compiler === undefined) {
    details.push('A C++ compiler is missing. Install one (Debian, Ubuntu: apt-get install g++), or name it in CXX.');
  }
  return { kind: 'missing', details };
}

/** Why TensorFlow's wheels do not run on this machine; undefined when they do. */
export function whyMachineMisfits(wanted: 'cpu' | 'cuda', { platform, arch, glibc }: Machine): string | undefined {
  const instead = 'Training runs on wasm here; elsewhere try npm install --no-save @tensorflow/tfjs-node.';
  if (platform !== 'linux' || arch !== 'x64') return `Built only on Linux x64; this is ${platform} ${arch}. ${instead}`;
  if (glibc === undefined) return `Built only with glibc; this Linux has another C library. ${instead}`;
  if (isOlder(glibc, GLIBC[wanted])) return `glibc ${GLIBC[wanted]} is needed; this is ${glibc}. ${instead}`;
  return undefined;
}

function thisMachine(): Machine {
  const report: unknown = process.report?.getReport();
  const header: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, 'header') : undefined;
  const glibc: unknown =
    typeof header === 'object' && header !== null ? Reflect.get(header, 'glibcVersionRuntime') : undefined;
  return { platform: process.platform, arch: process.arch, glibc: typeof glibc === 'string' ? glibc : undefined };
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = than.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

type FoundPython = { kind: 'none' } | { kind: 'without-pip' } | { kind: 'found'; command: string };

async function findPython(env: NodeJS.ProcessEnv): Promise<FoundPython> {
  let best: FoundPython = { kind: 'none' };
  for (const command of ['python3', 'python']) {
    if (!(await works([command, '-c', 'import sys; sys.exit(sys.version_info < (3, 7))'], env))) continue;
    if (await works([command, '-m', 'pip', '--version'], env)) return { kind: 'found', command };
    best = { kind: 'without-pip' };
  }
  return best;
}

async function findCompiler(env: NodeJS.ProcessEnv): Promise<readonly [string, ...string[]] | undefined> {
  const own = env.CXX?.trim().split(/\s+/) ?? [];
  for (const [program = '', ...args] of [own, ['c++'], ['g++'], ['clang++']]) {
    if (program !== '' && (await works([program, ...args, '--version'], env))) return [program, ...args];
  }
  return undefined;
}

async function works(command: readonly [string, ...string[]], env: NodeJS.ProcessEnv): Promise<boolean> {
  const outcome = await runTool(command, { env, timeoutMs: 30_000 });
  return outcome.kind === 'ended' && outcome.code === 0;
}
