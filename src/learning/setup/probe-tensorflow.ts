import { fileURLToPath } from 'node:url';
import { type Probe, type ProbeTarget, probeSchema } from './probe.js';
import { runTool } from './run-tool.js';

const TIMEOUT_MS = 180_000;

export type ProbeOptions = {
  signal?: AbortSignal | undefined;
  /** Script of the process. Default: the built `probe-process.js` beside this file. */
  entry?: string | undefined;
};

/** Whether a TensorFlow.js works, and how fast, found out in a process of its own. */
export async function probeTensorflow(target: ProbeTarget, { signal, entry }: ProbeOptions = {}): Promise<Probe> {
  const script = entry ?? fileURLToPath(new URL('probe-process.js', import.meta.url));
  const outcome = await runTool(
    [process.execPath, script, target.kind, ...(target.kind === 'folder' ? [target.folder] : [])],
    { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }, signal, timeoutMs: TIMEOUT_MS },
  );
  if (outcome.kind === 'missing') return { kind: 'fails', reason: 'Node could not be started' };
  const parsed = probeSchema.safeParse(parseLastLine(outcome.stdout));
  if (parsed.success) return parsed.data;
  const how = outcome.code === undefined ? 'was ended: this processor may lack what it needs' : `gave ${outcome.code}`;
  return {
    kind: 'fails',
    reason: `the probing process ${how}. ${outcome.stderr.trim().split('\n').at(-1) ?? ''}`.trim(),
  };
}

/** Packages greet on stdout; the answer comes last. */
function parseLastLine(text: string): unknown {
  try {
    return JSON.parse(text.trim().split('\n').at(-1) ?? '');
  } catch {
    return undefined;
  }
}
