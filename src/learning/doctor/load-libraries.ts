import { z } from 'zod';
import { runTool } from '../setup/run-tool.js';

/** A library that opens and is no addon of Node's is one that can be loaded. */
const SCRIPT = `
const faults = process.argv.slice(1).map((library) => {
  try { process.dlopen({ exports: {} }, library); return [library, null]; }
  catch (error) { return [library, /did not self-register/.test(error.message) ? null : error.message]; }
});
process.stdout.write(JSON.stringify(faults));`;

const answerSchema = z.array(z.tuple([z.string(), z.string().nullable()]));

/** Why each library cannot be loaded, of those that cannot; tried in a process of its own. */
export async function findUnloadable(
  libraries: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ library: string; reason: string }[]> {
  const outcome = await runTool([process.execPath, '-e', SCRIPT, ...libraries], { env, timeoutMs: 60_000 });
  const said = outcome.kind === 'ended' && outcome.code === 0 ? outcome.stdout : '';
  const answer = answerSchema.safeParse(said === '' ? undefined : JSON.parse(said));
  if (!answer.success) return libraries.map((library) => ({ library, reason: 'the process that tried it ended' }));
  return answer.data.flatMap(([library, reason]) => (reason === null ? [] : [{ library, reason }]));
}
