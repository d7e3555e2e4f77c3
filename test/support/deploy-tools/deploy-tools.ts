import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const TOOLS = process.env.CONCIERGE_DEPLOY_TOOLS ?? join(homedir(), '.cache/concierge/deploy-tools');

export function noDeployTools(): string | undefined {
  const isHere = existsSync(join(TOOLS, 'helm')) && existsSync(join(TOOLS, 'compose'));
  return isHere ? undefined : 'Helm and compose are not built; test/support/deploy-tools/install.sh builds them';
}

export type ToolRun = { status: number | null; stdout: string; stderr: string };

/** Runs `helm`, or `compose`, the reader of docker compose. */
export function runTool(tool: 'helm' | 'compose', args: string[], cwd = '.'): ToolRun {
  const { status, stdout, stderr } = spawnSync(join(TOOLS, tool), args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}
