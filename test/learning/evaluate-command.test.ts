import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOISE_KINDS } from '../../src/learning/noise/add-noise.js';
import { missing } from '../support/require-parts.js';
import { noEncoder } from '../support/served-encoder.js';
import { writeSmallModel } from '../support/small-model.js';
import { TrainingPlace } from '../support/train-command.js';

const SLOW = 120_000;
const place = new TrainingPlace();
const folder = mkdtempSync(join(tmpdir(), 'concierge-evaluate-'));

beforeAll(() => place.prepare());
afterAll(() => {
  place.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as its user starts it, in the build. */
async function evaluate(...args: string[]) {
  const env = { ...process.env, DATA_DIR: join(folder, 'data') };
  const run = promisify(execFile)(process.execPath, ['dist/src/learning/evaluate-command.js', ...args], { env });
  return run
    .then(({ stdout }) => ({ printed: stdout, said: '' }))
    .catch(({ stdout, stderr }) => ({ printed: String(stdout), said: String(stderr) }));
}

describe('npm run evaluate -- --folds', { timeout: SLOW }, () => {
  it('judges every phrase once, each fold beside its floor, in the output, the page and the JSON', async () => {
    const paths = ['--train', join(place.folder, 'intents'), '--base', join(place.folder, 'base')];
    const report = join(folder, 'folds');
    const { printed, said } = await evaluate(...paths, '--folds', '4', '--report', report);
    expect(said).toBe('');
    expect(printed.match(/^fold \d: accuracy [\d.]+ %; floor [\d.]+ %$/gm)).toHaveLength(4);
    expect(printed).toMatch(/^mean: accuracy [\d.]+ % ± [\d.]+; floor [\d.]+ % ± [\d.]+$/m);
    const { summary, folds } = JSON.parse(readFileSync(join(report, 'report.json'), 'utf8'));
    expect(summary.count).toBe(42);
    expect(folds).toHaveLength(4);
    expect(summary.accuracy).toBeGreaterThan(0.5);
    expect(readFileSync(join(report, 'report.html'), 'utf8')).toContain('intents, 4 folds');
  });

  it.each([
    [['--folds', '1', '--train', 'a.csv']],
    [['--folds', '5']],
    [['--folds', '5', '--train', 'a.csv', '--test', 'b.csv']],
    [['--noise', '--model', 'intents/model', '--test', 'b.csv']],
  ])('refuses %j', async (args) => {
    const { said } = await evaluate(...args);
    expect(said).toMatch(/^BAD_INPUT/);
  });
});

describe('npm run evaluate -- --model', { timeout: SLOW }, () => {
  const small = join(folder, 'small');
  const test = join(folder, 'small.csv');
  const judge = (...more: string[]) => evaluate('--model', small, '--test', test, ...more);

  beforeAll(async () => {
    await writeSmallModel(small, { modelId: 'small-one', labels: ['cancel_order', 'track_order'], seed: 1 });
    writeFileSync(test, 'text,intent\nwhere is my order,track_order\ncancel it,cancel_order\nhello,out_of_scope\n');
  });

  it.each([
    ['a file', () => test, /--report .*small\.csv: is no folder that can be written to; name one/],
    ['a place in a file', () => join(test, 'out'), /--report .*out: is no folder/],
    ['a model', () => small, /--report .*small: a model stands there, which would be damaged/],
  ])('finds before a message is read that its report cannot go onto %s', async (_what, place, reason) => {
    const { said } = await judge('--report', place());
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toMatch(reason);
    expect(said).not.toContain('Read ');
    expect(existsSync(join(small, 'report.html'))).toBe(false);
  });

  it.each([
    ['--model', ['--model', folder]],
    ['--against', ['--report', join(folder, 'not-made'), '--against', folder]],
  ])('finds before a message is read that what %s names is no model', async (option, args) => {
    const { said } = await judge(...args);
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toContain(`${option} ${folder}: holds no model`);
    expect(said).not.toContain('Read ');
    expect(existsSync(join(folder, 'not-made'))).toBe(false);
  });

  it('names labels that the model does not know, how often they stand and what they may be meant for', async () => {
    const wrong = join(folder, 'wrong.csv');
    writeFileSync(wrong, 'text,intent\n"where\nis it",order_track\nit,order_track\nhi,greeting\nhm,out_of_scope\n');
    const { said } = await judge('--test', wrong);
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toContain(
      'wrong.csv:2: 2 messages have label order_track, which small-one does not know; most like it: ',
    );
    expect(said).toContain('wrong.csv:5: 1 message has label greeting, which small-one does not know\n');
    expect(said).toContain('small-one knows cancel_order, track_order, out_of_scope');
    expect(said).not.toContain('Read ');
  });

  it('shows no personal data on the page or in its JSON', async () => {
    const personal = join(folder, 'personal.csv');
    writeFileSync(personal, 'text,intent\n"where is my order ? my name is Anna Berg, anna@example.com",track_order\n');
    const report = join(folder, 'personal');
    expect(await judge('--test', personal, '--report', report)).toMatchObject({ said: '' });
    for (const file of ['report.html', 'report.json']) {
      const written = readFileSync(join(report, file), 'utf8');
      expect(written).toContain('where is my order ?');
      expect(written).not.toMatch(/Anna|Berg|anna@example/);
    }
  });
});

describe.skipIf(missing(noEncoder()))('npm run evaluate -- --noise', { timeout: SLOW }, () => {
  it('tells the accuracy for every kind of noise beside that of the messages as written', async () => {
    mkdirSync(join(folder, 'intents'));
    cpSync('intents/thanks.yaml', join(folder, 'intents', 'thanks.yaml'));
    const rows = [
      ['Could you please tell me where my package is?', 'track_order'],
      ['I want to cancel my order, please', 'cancel_order'],
      ['How long do refunds usually take to arrive?', 'refund_policy'],
      ['I would like to talk to a real person now', 'human_agent'],
    ];
    const test = join(folder, 'test.csv');
    writeFileSync(test, ['text,intent', ...rows.map(([text, intent]) => `"${text}",${intent}`), ''].join('\n'));
    const report = join(folder, 'noise');
    const paths = ['--model', 'intents/model', '--test', test, '--intents', join(folder, 'intents')];
    const { printed, said } = await evaluate(...paths, '--report', report, '--noise');
    expect(said).toBe('');
    const { summary } = JSON.parse(readFileSync(join(report, 'report.json'), 'utf8'));
    const groups = summary.byNoise.map(({ group }: { group: string }) => group);
    expect(groups.toSorted()).toEqual([...NOISE_KINDS, 'as written'].toSorted());
    expect(summary.count).toBe(4);
    for (const kind of NOISE_KINDS) expect(printed).toMatch(new RegExp(`^${kind} +[\\d.]+ % of [1-4]$`, 'm'));
    expect(readFileSync(join(report, 'report.html'), 'utf8')).toContain('By what was done to the message');
  });
});
