import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Options = {
  dataDir?: string;
  port?: number;
  shopFile?: string;
  env?: Record<string, string>;
  role?: 'main' | 'worker';
};

/** The built server as its user starts it: its own process, its own data folder. */
export class ServerProcess {
  readonly address: string;
  readonly agent: { email: string; password: string };
  readonly port: number;
  readonly pid: number;
  /** What it printed until it was ready. */
  readonly output: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, output: string) {
    this.child = child;
    this.pid = child.pid ?? 0;
    this.output = output;
    this.address = /http:\/\/localhost:\d+/.exec(output)?.[0] ?? '';
    this.port = Number(new URL(this.address).port);
    const [, email = '', password = ''] = /console +(\S+@\S+) · password (\S+)/.exec(output) ?? [];
    this.agent = { email, password };
  }

  /** Resolves when it says that it is ready; rejects with what it printed when it ends before. */
  static async start({
    dataDir = newDataDir(),
    port = 0,
    shopFile,
    env = {},
    role = 'main',
  }: Options = {}): Promise<ServerProcess> {
    const child = spawn(
      process.execPath,
      [`dist/src/${role}.js`, ...(shopFile === undefined ? [] : ['--shop', shopFile])],
      {
        env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), ENCODER_PROCESSES: '1', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    endWithThisProcess(child);
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        if (/(Agent console|worker is ready) .*\n/.test(output)) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
    });
    return new ServerProcess(child, output);
  }

  /** Ends it and waits until it is gone; answers its exit code, null where the signal ended it. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill(signal);
      await gone;
    }
    return this.child.exitCode;
  }
}

const running = new Set<ChildProcess>();

/** A test or bench that dies leaves no server behind. */
function endWithThisProcess(child: ChildProcess): void {
  if (running.size === 0) process.once('exit', killAll);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', killAll);
  });
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

const made: string[] = [];

export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concierge-test-'));
  made.push(folder);
  return folder;
}

export function removeDataDirs(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
