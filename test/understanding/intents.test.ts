import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadIntents } from '../../src/conversation/load-intents.js';
import { JOBS } from '../../src/conversation/replies/jobs.js';
import { readPolicyPages } from '../../src/shop/read-policy-pages.js';
import { loadIntentCatalog } from '../../src/understanding/intent-catalog.js';

const jobs = Object.keys(JOBS);

describe('the intents that ship', async () => {
  const policies = (await readPolicyPages('intents/knowledge')).map(({ id }) => id);
  const intents = [...(await loadIntents('intents', policies)).intents.values()];

  it('are at least thirty, with at least forty phrases each', () => {
    expect(intents.length).toBeGreaterThanOrEqual(30);
    for (const { intent, phrases } of intents) expect(phrases.en.length, intent).toBeGreaterThanOrEqual(40);
  });

  it.each(
    intents.flatMap(({ intent, phrases }) => [
      [intent, 'en', phrases.en] as const,
      [intent, 'zh', phrases.zh ?? []] as const,
    ]),
  )('%s repeats itself in at most 5 %% of pairs (%s)', (_intent, _language, phrases) => {
    const grams = phrases.map(trigrams);
    const pairs = grams.flatMap((left, index) => grams.slice(index + 1).map((right) => jaccard(left, right)));
    expect(pairs.filter((similarity) => similarity > 0.6).length / pairs.length).toBeLessThanOrEqual(0.05);
  });

  it('have a title in Chinese, which tells them apart', () => {
    const titles = intents.map(({ titles }) => titles?.zh);
    for (const [at, title] of titles.entries()) expect(title, intents[at]?.intent).toMatch(/\p{Script=Han}/u);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    ['frozen-2026-11-24.csv', '142ac7225bb722bc71b1a43f30154bfc967ba814f3ae5b411453c141b30fb9f3'],
    ['unseen-2026-11-24.csv', '72a19d0a3ace136ced2f110ab43dc68b1273f6fbe7c0a2d2da3f0791569ac27e'],
    ['zh-2026-11-24.csv', '9b7cdeb6ff385d6bad0b2bff26d92ec55c79c2869ccbbea49ad9fb126b51cd7c'],
    ['unseen-2026-11-29.csv', '89932c80fcb757dac0aaff1bf1562e9bdc4c0264f0b3490a54108744bf0cd1b8'],
    ['zh-2026-11-29.csv', '7a2544e0077756dbf76657b4740e8f10f63fc7046b1ef44abe66583577d40529'],
  ])('are judged by %s, which nobody has edited since it was written', (name, sha256) => {
    const file = readFileSync(`test/fixtures/intents/${name}`);
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
  });
});

describe('a mistake in an intent file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'intents-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const phrases = Array.from({ length: 10 }, (_, index) => `    - phrase number ${'abcdefghij'[index]}`).join('\n');
  const good = `intent: hours\ntitle: Hours\ndescription: When it is open.\nreply: { policy: stores }\nphrases:\n  en:\n${phrases}\n`;

  async function mistakesIn(text: string, file = 'hours.yaml'): Promise<string[]> {
    writeFileSync(join(folder, file), text);
    return loadIntentCatalog({ folder, jobs, flows: ['cancel-order'], policies: ['stores'] }).then(
      () => [],
      (error: { code: string; details: string[] }) => [error.code, ...error.details],
    );
  }

  it('is not there in a good file', async () => {
    expect(await mistakesIn(good)).toEqual([]);
  });

  it.each([
    ['an unknown key', `${good}replies: x\n`, /hours\.yaml:\d+/],
    ['an unknown job', good.replace('{ policy: stores }', '{ job: dance }'), /hours\.yaml:4:\d+.*dance/],
    ['an unknown policy page', good.replace('stores', 'nowhere'), /hours\.yaml:4:\d+.*nowhere/],
    ['a repeated phrase', good.replace('number b', 'number a'), /hours\.yaml:8:\d+/],
    ['no phrases', good.slice(0, good.indexOf('phrases')), /hours\.yaml:\d+.*phrases/],
    ['broken YAML', good.replace('title: Hours', 'title: "Hours'), /hours\.yaml:\d+/],
    ['a phrase that is no text', good.replace('phrase number c', '42'), /hours\.yaml:9:\d+/],
  ])('is reported with file and line: %s', async (_what, text, expected) => {
    const [code, ...details] = await mistakesIn(text);
    expect(code).toBe('INTENTS_INVALID');
    expect(details.join('\n')).toMatch(expected);
  });

  it('is reported when the file has another name than the intent', async () => {
    expect((await mistakesIn(good, 'opening.yaml')).join()).toContain('hours');
  });
});

function trigrams(text: string): Set<string> {
  const plain = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, index) => plain.slice(index, index + 3)));
}

function jaccard(left: Set<string>, right: Set<string>): number {
  const shared = [...left].filter((gram) => right.has(gram)).length;
  return shared / (left.size + right.size - shared);
}
