import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyBert } from '../support/tiny-bert.js';
import { tinyTokenizer } from '../support/tiny-tokenizer.js';

const WORDS = [...'bdfgklm'].flatMap((first) => [...'aeiou'].map((second) => `${first}${second}`));
const TRIALS = 4;

describe('npm run tune', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-tune-command-'));
    const base = await tinyBert(join(folder, 'base'), (name) => name);
    await tinyTokenizer(base, WORDS);
    writeFileSync(join(folder, 'train.csv'), messages(24, 0));
    writeFileSync(join(folder, 'dev.csv'), messages(12, 100));
    writeFileSync(
      join(folder, 'space.yaml'),
      'encoderRate: { min: 0.0001, max: 0.01, scale: log }\nheadRate: [0.01]\nbatchSize: [8]\n',
    );
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** The command as its user starts it, on wasm, in the build. */
  function tune(...more: string[]) {
    const paths = { train: 'train.csv', dev: 'dev.csv', base: 'base', space: 'space.yaml', out: 'out' };
    const files = Object.entries(paths).flatMap(([name, file]) => [`--${name}`, join(folder, file)]);
    const search = ['--search', 'random', '--trials', `${TRIALS}`, '--budget', '12', '--side-by-side', '2'];
    const child = spawn(process.execPath, ['dist/src/tune.js', ...files, ...search, ...more], {
      env: { ...process.env, CONCIERGE_TENSORFLOW: join(folder, 'none') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let [said, printed] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = once(child, 'close').then(([code]) => ({ code: Number(code), said, printed }));
    const hasSaid = async (pattern: RegExp) => {
      while (!pattern.test(said)) {
        if (child.exitCode !== null) throw new Error(`the command ended with ${child.exitCode}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    return { ended, hasSaid, kill: () => child.kill('SIGKILL') };
  }

  const journal = () =>
    readFileSync(join(folder, 'out', 'trials.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
  const trialIds = () => journal().map((line) => JSON.parse(line).trial.id);
  const lives = (id: string) =>
    readdirSync(join(folder, 'out', 'runs', id)).filter((name) => name.startsWith('events.')).length;

  it('goes on after a kill -9: what had ended is not run again, what was running is', async () => {
    const first = tune();
    // Two run side by side: when the third tells of an epoch, one has ended and two are under way.
    await first.hasSaid(/trial-003: epoch 1 /);
    first.kill();
    await first.ended;
    const before = trialIds();
    const started = new Map(readdirSync(join(folder, 'out', 'runs')).map((id) => [id, lives(id)]));
    const running = [...started.keys()].filter((id) => !before.includes(id));
    expect(before).not.toEqual([]);
    expect(running).not.toEqual([]);

    const { code, said, printed } = await tune().ended;
    expect(code, said).toBe(0);
    expect(said).toContain(`${before.length} trials have ended`);
    expect(trialIds().slice(0, before.length)).toEqual(before);
    expect(trialIds().toSorted()).toEqual(['trial-001', 'trial-002', 'trial-003', 'trial-004']);
    for (const id of before) expect(lives(id), id).toBe(started.get(id));
    for (const id of running) expect(lives(id), id).toBe((started.get(id) ?? 0) + 1);

    const best = JSON.parse(printed);
    const accuracies = journal().map((line) => JSON.parse(line).devAccuracy);
    expect(best).toMatchObject({ trials: TRIALS, failed: 0, best: { devAccuracy: Math.max(...accuracies) } });
    const board = readFileSync(join(folder, 'out', 'leaderboard.md'), 'utf8');
    expect(board).toMatch(new RegExp(`\\| 1 +\\| ${best.best.trial} `));
    expect(existsSync(join(folder, 'out', 'leaderboard.md.new'))).toBe(false);
  }, 120_000);

  it('finds at once that a search cannot be kept in a file', async () => {
    const { code, said } = await tune('--out', join(folder, 'train.csv')).ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toContain('train.csv: is no folder that can be written to; name one that is new');
  }, 60_000);

  it('refuses to go on with another space or other data, and says what to do', async () => {
    writeFileSync(join(folder, 'other.yaml'), 'headRate: [0.01]\n');
    const { code, said } = await tune('--space', join(folder, 'other.yaml'), '--dev', join(folder, 'train.csv')).ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toContain('was started with another --space, --dev');
    expect(said).toContain('choose another folder with --out');
  }, 60_000);
});

/** Messages of two to five words, the first of which says what is meant. */
function messages(count: number, start: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const others = Array.from({ length: 4 }, (_, place) => WORDS[3 + ((start + index * 7 + place * 11) % 31)]);
    return `${WORDS[index % 3]} ${others.slice(0, 1 + (index % 4)).join(' ')},intent_${index % 3}`;
  });
  return ['text,intent', ...lines, ''].join('\n');
}
