import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child process can be asked, by name. Arguments and answers travel as JSON. */
export type Commands = Record<string, (options: never) => Promise<unknown>>;

type Asked = { id: number; command: string; options: unknown };
type Answered = { id: number; value?: unknown; fault?: string };

/** A process of its own that answers what its script offers with `answerParent`. */
export class Child<Offered extends Commands> {
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (fault: Error) => void }>();
  private nextId = 0;

  /** @param entry name of the built script in this folder */
  constructor(entry: string, args: string[] = [], env: Record<string, string> = {}) {
    this.child = fork(fileURLToPath(new URL(entry, import.meta.url)), args, {
      execArgv: [],
      env: { ...process.env, ...env },
    });
    this.pid = this.child.pid ?? 0;
    this.child.on('message', ({ id, value, fault }: Answered) => {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (fault === undefined) asked?.resolve(value as never);
      else asked?.reject(new Error(fault));
    });
    this.child.once('exit', (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${entry} ended with ${code}`));
    });
  }

  ask<Name extends keyof Offered & string>(
    command: Name,
    options: Parameters<Offered[Name]>[0],
  ): Promise<Awaited<ReturnType<Offered[Name]>>> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, command, options } satisfies Asked);
    });
  }

  stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill('SIGKILL');
    return gone;
  }
}

/** The child's side: answers until the parent is gone. */
export function answerParent(commands: Commands): void {
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, command, options }: Asked) => {
    const run = commands[command];
    const answer = run === undefined ? Promise.reject(new Error(`no command ${command}`)) : run(options as never);
    answer.then(
      (value) => process.send?.({ id, value } satisfies Answered),
      (error: unknown) => process.send?.({ id, fault: String(error) } satisfies Answered),
    );
  });
}
