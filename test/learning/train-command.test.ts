import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBertWeights } from '../../src/learning/bert-weights.js';
import { exportTuned } from '../../src/learning/export-tuned.js';
import { readAdapter } from '../../src/learning/fine-tune/low-rank/adapter-file.js';
import { mergeLowRank } from '../../src/learning/fine-tune/low-rank/merge-low-rank.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import { manifestSchema, readModelFolder } from '../../src/understanding/model-folder.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';
import { noRedis, startRedis } from '../support/redis-server.js';
import { missing } from '../support/require-parts.js';
import { childrenOf, TINY_WORDS, TrainingPlace } from '../support/train-command.js';

/** The processor may be busy with other suites. */
const SLOW = 180_000;
const place = new TrainingPlace();

beforeAll(() => place.prepare());
afterAll(() => place.remove());

describe('npm run train', { timeout: SLOW }, () => {
  const PLAIN = ['--dropout', '0', '--batch-size', '8', '--r-drop', '0'];

  it('learns the same with two workers as alone, step by step together, and only one of them keeps the result', async () => {
    const [alone, together] = [place.train('alone', PLAIN), place.train('together', [...PLAIN, '--workers', '2'])];
    const ends = await Promise.all([alone.ended, together.ended]);
    for (const { code, said } of ends) expect(code, said).toBe(0);
    expect(ends[1].said.match(/TensorFlow\.js/g)).toHaveLength(2);

    const [one, two] = ends.map(({ printed }) => JSON.parse(printed));
    expect(two.metrics).toEqual(one.metrics);
    const [probe, final] = await place.results('alone');
    const [otherProbe, otherFinal] = await place.results('together');
    expect(otherProbe?.devAccuracy).toEqual(probe?.devAccuracy);
    for (const [mine, theirs] of [
      [probe, otherProbe],
      [final, otherFinal],
    ]) {
      expect(mine?.rows.length).toBeGreaterThan(30);
      mine?.rows.forEach(({ logits }, row) => {
        for (const [at, logit] of logits.entries()) expect(theirs?.rows[row]?.logits[at]).toBeCloseTo(logit, 2);
      });
    }
    expect(readdirSync(join(place.dataDir('together'), 'models'))).toHaveLength(1);
  });

  it('stops all workers after the same step at Ctrl-C, and goes on to what it would have been', async () => {
    const args = [...PLAIN, '--workers', '2', '--epochs', '60'];
    const stopped = place.train('stopped', args);
    await stopped.hasSaid(/50\/\d+ /);
    stopped.child.kill('SIGINT');
    const { code, said } = await stopped.ended;
    expect(code).toBe(1);
    expect(said).toContain('TRAINING_STOPPED');
    expect(place.jobFolders('stopped').some((folder) => existsSync(join(folder, 'checkpoint.json')))).toBe(true);
    expect(await place.results('stopped')).toEqual([]);

    const [resumed, whole] = await Promise.all([
      place.train('stopped', [...args, '--resume']).ended,
      place.train('whole', args).ended,
    ]);
    expect(resumed.code, resumed.said).toBe(0);
    expect(JSON.parse(resumed.printed).modelId).toBe(JSON.parse(whole.printed).modelId);
  });

  it('ends with WORKER_LOST, and leaves no process, when one worker is killed', async () => {
    const run = place.train('lost', [...PLAIN, '--workers', '3', '--epochs', '100']);
    await run.hasSaid(/50\/\d+ /);
    const workers = childrenOf(run.child.pid ?? 0).filter((pid) => isWorker(pid));
    expect(workers).toHaveLength(3);
    process.kill(workers[2] ?? 0, 'SIGKILL');
    const { code, said } = await run.ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^WORKER_LOST/m);
    expect(said).toContain('worker 2 ended with SIGKILL');
    expect(workers.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });

  it('says which phrases look misplaced or stand twice, in its output, the manifest, the card and the report', async () => {
    const intents = join(place.folder, 'misplaced');
    cpSync(join(place.folder, 'intents'), intents, { recursive: true });
    appendFileSync(join(intents, 'wish_1.yaml'), '    - ba ba bo fu\n    - BE DU FE!\n    - be du fe\n');
    const { code, said, printed } = await place.train('careful', ['--intents', intents, '--frozen']).ended;
    expect(code, said).toBe(0);
    expect(said).toMatch(/Left out 1 phrases: 1 duplicate/);
    expect(said).toContain('largest to smallest 1.1 to 1');
    expect(said).toMatch(/Measured on only \d+ held-out phrases: .*npm run evaluate/);
    expect(said).toMatch(/"ba ba bo fu": wish_1 0\.\d\d, wish_0 \d\.\d\d/);
    const { folder } = JSON.parse(printed);
    expect(manifestIn(folder).data.care).toMatchObject({ dropped: 1, largest: 16, smallest: 14 });
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('confident learning');
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<q>ba ba bo fu</q>');
  });

  it('learns the shop’s own labelled messages beside the phrases, a conversation never judged by its other half', async () => {
    const messages = join(place.folder, 'messages.csv');
    const rows = Array.from({ length: 24 }, (_, at) => {
      const others = [5, 11, 17].map((step) => TINY_WORDS[3 + ((at * step + 1) % 31)]);
      return `c${at % 4},${TINY_WORDS[at % 3]} ${others.join(' ')} mail ann@example.com,wish_${at % 3}`;
    });
    writeFileSync(messages, ['conversation,text,intent', ...rows, 'c9,где заказ,wish_0'].join('\n'));
    const { code, said, printed } = await place.train('messages', [...PLAIN, '--messages', messages]).ended;
    expect(code, said).toBe(0);
    expect(said).toContain('24 messages from');
    expect(said).toContain('1 are in no language of --languages en');
    const { folder } = JSON.parse(printed);
    const { data } = manifestIn(folder);
    expect(data.messages).toBeGreaterThan(15);
    expect(data.phrases).toBeGreaterThan(42);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain("messages from the shop's own chats");
    for (const file of ['words.json', 'report.html', 'README.md', 'manifest.json']) {
      expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/ann@|example\.com/);
    }
  });

  it.each<[string[], string, Record<string, string>?]>([
    [['--messages', 'none.csv'], 'none.csv: cannot be read'],
    [['--message', 'none.csv'], "'--message'"],
    [['--frozen', '--languages', 'zh'], 'no phrase in zh of wish_0, wish_1, wish_2'],
    [['--out', 'test/fixtures'], 'test/fixtures: something else than a model stands there'],
    [['--out', 'package.json'], 'package.json: something else than a model stands there'],
    [['--here', '0'], '--here and --run need --workers'],
    [['--workers', '2', '--run', 'a'], 'REDIS_URL'],
    [['--workers', '0'], '--workers 0'],
    [['--workers', '2', '--run', 'a', '--here', '2'], 'expected some of 0 to 1', { REDIS_URL: 'redis://127.0.0.1:1' }],
    [['--distil', '3', '--adapter-rank', '4'], '--adapter-rank keeps all layers'],
    [['--dropout', 'much'], '--dropout'],
  ])('refuses %j before anything is trained', async (args, why, environment = {}) => {
    const { code, said } = await place.train('refused', args, environment).ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toContain(why);
    expect(existsSync(place.dataDir('refused'))).toBe(false);
  });
});

describe('npm run train for smaller models and from chats', { timeout: SLOW }, () => {
  const SHORT = ['--batch-size', '8', '--epochs', '4'];

  it('starts up on chats without labels, goes on there after Ctrl-C, and says in the manifest and the card what it read', async () => {
    const chats = join(place.folder, 'chats.jsonl');
    const lines = Array.from({ length: 200 }, (_, at) => ({ text: sentence(at) }));
    writeFileSync(chats, [...lines, { text: '' }].map((line) => JSON.stringify(line)).join('\n'));
    const args = [...SHORT, '--unlabelled', chats, '--start-up', 'masked-language', '--start-up-epochs', '40'];
    const stopped = place.train('chats', args);
    await stopped.hasSaid(/Start-up stage, masked-language/);
    await stopped.hasSaid(/50\/\d+ /);
    stopped.child.kill('SIGINT');
    const { said } = await stopped.ended;
    expect(said).toContain('TRAINING_STOPPED');
    expect(said).toContain('chats.jsonl:201: left out');

    const [resumed, plain] = await Promise.all([
      place.train('chats', [...args, '--resume']).ended,
      place.train('no-chats', SHORT).ended,
    ]);
    expect(resumed.code, resumed.said).toBe(0);
    const { folder } = JSON.parse(resumed.printed);
    const { tuning } = manifestIn(folder);
    expect(tuning?.startUp).toMatchObject({ kind: 'masked-language', chats: 200, epochs: 40 });
    expect(tuning?.startUp?.lastLoss).toBeLessThan((tuning?.startUp?.firstLoss ?? 0) * 0.95);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('200 chats without labels for 40 epochs');
    expect(JSON.parse(resumed.printed).modelId).not.toBe(JSON.parse(plain.printed).modelId);
    await readModelFolder(folder);
  });

  it('keeps an adapter from which the shared encoder makes the graph that serves', async () => {
    const { code, said, printed } = await place.train('adapter', [...SHORT, '--adapter-rank', '2']).ended;
    expect(code, said).toBe(0);
    const { folder } = JSON.parse(printed);
    expect(manifestIn(folder).tuning?.adapter).toEqual({ rank: 2, alpha: 4 });
    await readModelFolder(folder);

    const base = join(place.folder, 'base');
    const weights = await openBertWeights(base);
    const sha256 = createHash('sha256')
      .update(readFileSync(join(base, 'model.safetensors')))
      .digest('hex');
    const adapter = await readAdapter(join(folder, 'adapter.safetensors'), { config: weights.config, sha256 });
    const again = join(place.folder, 'again');
    mkdirSync(join(again, 'onnx'), { recursive: true });
    await exportTuned({ ...(await mergeLowRank(weights, adapter)), to: again, precision: 'q8' });
    const graph = (of: string) => readFileSync(join(of, 'onnx', 'tuned_quantized.onnx'));
    expect(graph(again).equals(graph(folder))).toBe(true);
    await weights.close();
  });

  it('distils into fewer layers, which serve', async () => {
    const { code, said, printed } = await place.train('student', [...SHORT, '--distil', '1', '--layers', '2']).ended;
    expect(code, said).toBe(0);
    expect(said).toContain('Training on all, student of 1 layers');
    const { folder } = JSON.parse(printed);
    expect(manifestIn(folder).tuning?.distilledLayers).toBe(1);
    const log = createLog('silent');
    const model = await readModelFolder(folder);
    const pool = await createEncoderPool({ modelDir: folder, entry: buildEncoderEntry(), processes: 1, log });
    const { ranking } = await createUnderstand({ encoder: pool, model })('bi fo ku').finally(() => pool.stop());
    expect(ranking).toHaveLength(3);
    const bytesOf = (of: string) => readFileSync(join(of, 'onnx', 'tuned_quantized.onnx')).length;
    const { folder: whole } = JSON.parse((await place.train('teacher', [...SHORT, '--layers', '2']).ended).printed);
    expect(bytesOf(folder)).toBeLessThan(bytesOf(whole));
  });
});

describe.skipIf(missing(noRedis()))('npm run train on two machines', { timeout: SLOW }, () => {
  it('trains by way of Redis, and only the machine of worker 0 writes the model', async () => {
    const redis = await startRedis();
    const args = ['--workers', '2', '--run', 'spring', '--batch-size', '8'];
    const machines = ['0', '1'].map((here) =>
      place.train(`machine-${here}`, [...args, '--here', here], { REDIS_URL: redis.url }),
    );
    const [leader, follower] = await Promise.all(machines.map(({ ended }) => ended));
    await redis.stop();
    expect(leader?.code, leader?.said).toBe(0);
    expect(follower?.code, follower?.said).toBe(0);
    expect(follower?.said).toContain('the machine of worker 0 writes the model');
    expect(existsSync(join(place.dataDir('machine-0'), 'models', JSON.parse(leader?.printed ?? '{}').modelId))).toBe(
      true,
    );
    expect(existsSync(join(place.dataDir('machine-1'), 'models'))).toBe(false);
    const [mine, theirs] = [await place.results('machine-0'), await place.results('machine-1')];
    expect(theirs.map(({ tensors }) => tensors)).toEqual(mine.map(({ tensors }) => tensors));
  });
});

function manifestIn(folder: string) {
  return manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
}

/** Words that always stand in the same order, so that a hidden one can be guessed from its neighbours. */
function sentence(at: number): string {
  const first = (at * 13) % TINY_WORDS.length;
  const length = 3 + (at % 6);
  return Array.from({ length }, (_, place) => TINY_WORDS[(first + place) % TINY_WORDS.length]).join(' ');
}

function isWorker(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('train-worker');
}
