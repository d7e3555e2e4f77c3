import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FineTuneResult, loadResult } from '../../src/learning/fine-tune/result-file.js';
import { tinyBert } from './tiny-bert.js';
import { tinyTokenizer } from './tiny-tokenizer.js';

/** The 35 words that the tiny encoder knows. */
export const TINY_WORDS = [...'bdfgklm'].flatMap((first) => [...'aeiou'].map((second) => `${first}${second}`));

export type RunningTraining = {
  child: ChildProcess;
  /** Resolves when the command has ended; `printed` is what it wrote to stdout. */
  ended: Promise<{ code: number | null; said: string; printed: string }>;
  /** Resolves when stderr holds it. */
  hasSaid(pattern: RegExp): Promise<void>;
};

/** A place with a tiny encoder and three small intents, where `npm run train` takes seconds on wasm. */
export class TrainingPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'concierge-train-'));
  readonly #children: ChildProcess[] = [];

  async prepare(): Promise<void> {
    const base = await tinyBert(join(this.folder, 'base'), (name) => name);
    await tinyTokenizer(base, TINY_WORDS);
    mkdirSync(join(this.folder, 'intents'));
    for (let number = 0; number < 3; number++) {
      writeFileSync(join(this.folder, 'intents', `wish_${number}.yaml`), intentFile(number));
    }
  }

  /** The command as its user starts it, in the build. @param data folder of its data, by name */
  train(data: string, args: readonly string[], environment: Record<string, string> = {}): RunningTraining {
    const paths = ['--intents', join(this.folder, 'intents'), '--base', join(this.folder, 'base')];
    const child = spawn(process.execPath, ['dist/src/train.js', ...paths, '--portable', ...args], {
      env: { ...process.env, DATA_DIR: this.dataDir(data), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.push(child);
    let [said, printed] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = once(child, 'close').then(([code]) => ({ code: child.exitCode ?? code, said, printed }));
    const hasSaid = async (pattern: RegExp) => {
      while (!pattern.test(said)) {
        if (child.exitCode !== null) throw new Error(`the command ended with ${child.exitCode}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    return { child, ended, hasSaid };
  }

  dataDir(data: string): string {
    return join(this.folder, data);
  }

  /** Results of all trainings in a data folder. */
  async results(data: string): Promise<FineTuneResult[]> {
    const results = await Promise.all(this.jobFolders(data).map((folder) => loadResult(folder)));
    return results.flatMap((result) => result ?? []);
  }

  jobFolders(data: string): string[] {
    const root = join(this.dataDir(data), 'training');
    return readdirSync(root).map((name) => join(root, name));
  }

  remove(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Ids of the processes that a process has started. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

/** Fourteen phrases of two to five words, the first of which says what is meant. */
function intentFile(number: number): string {
  const phrases = Array.from({ length: 14 }, (_, index) => {
    const others = Array.from(
      { length: 4 },
      (_, place) => TINY_WORDS[3 + ((number * 5 + index * 7 + place * 11) % 31)],
    );
    return `${TINY_WORDS[number]} ${others.slice(0, 2 + (index % 3)).join(' ')}`;
  });
  return [
    `intent: wish_${number}`,
    'title: A wish',
    'description: One of three.',
    'reply: { say: { en: Yes. } }',
    'phrases:',
    '  en:',
    ...phrases.map((phrase) => `    - ${phrase}`),
    '',
  ].join('\n');
}
