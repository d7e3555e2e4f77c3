import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.js';

const HERE = 'test/support/inference-server';
const START_WITHIN_MS = 50_000;

/** Why Triton cannot be started on this machine; undefined when it can. */
export function noTriton(): string | undefined {
  const { status, stderr } = where();
  return status === 0 ? undefined : `there is no Triton: ${stderr.trim()}`;
}

/** NVIDIA's Triton with the models of serve.py, on a port of its own. */
export class TritonServer {
  readonly url: string;
  private readonly child: ChildProcess;
  private readonly home: string;

  private constructor(child: ChildProcess, port: number, home: string) {
    this.child = child;
    this.url = `http://127.0.0.1:${port}`;
    this.home = home;
  }

  /** Resolves when every model is ready; rejects with what it printed when it ends before. */
  static async start(modelDir: string): Promise<TritonServer> {
    const port = await freePort();
    const home = mkdtempSync(join(tmpdir(), 'triton-'));
    // A group of its own: Triton itself and its Python processes end with it.
    const child = spawn(where().stdout.trim(), [`${HERE}/serve.py`, String(port), modelDir], {
      detached: true,
      env: { PATH: process.env.PATH, HOME: home, PYTRITON_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-4_000);
    });
    const server = new TritonServer(child, port, home);
    const end = Date.now() + START_WITHIN_MS;
    while (!(await server.isReady())) {
      if (child.exitCode !== null || Date.now() > end) {
        await server.kill();
        throw new Error(`Triton did not start:\n${output}`);
      }
      await sleep(100);
    }
    return server;
  }

  /** All of its processes at once, as when the machine is lost. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const gone = once(this.child, 'exit');
      process.kill(-pid, 'SIGKILL');
      await gone;
    }
    rmSync(this.home, { recursive: true, force: true });
  }

  private async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/v2/models/hidden-states/ready`).catch(() => undefined);
    return answer?.ok ?? false;
  }
}

function where() {
  return spawnSync('bash', [`${HERE}/install.sh`, '--where'], { encoding: 'utf8' });
}
