import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKnowledge, type Knowledge } from '../../src/knowledge/find-passages.js';
import type { FoundPassage } from '../../src/knowledge/passage.js';
import { readPassageRanking } from '../../src/knowledge/passage-ranking.js';
import { createLog } from '../../src/log.js';
import { DEMO_SHOP_ID, generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import { readPolicyPages } from '../../src/shop/read-policy-pages.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import type { Encoder } from '../../src/understanding/encoder.js';
import type { EncoderPool } from '../../src/understanding/encoder-pool.js';
import { createMemoryShopStore } from '../support/memory-shop-store.js';
import { missing } from '../support/require-parts.js';
import { noEncoder, startServedEncoder } from '../support/served-encoder.js';
import { judgeKnowledge, labelledExamples } from './judge-knowledge.js';
import { labelledQuestions } from './labelled-questions.js';
import { QUESTIONS, type Question, UNANSWERABLE } from './questions.js';

const log = createLog('silent');
const blank = new Float32Array(384);
const ranking = await readPassageRanking('intents/knowledge-ranking.json');

const brokenEncoder: Encoder = {
  dimensions: 384,
  encode: async () => {
    throw new Error('no process');
  },
  read: async () => {
    throw new Error('no process');
  },
};

async function demoShop(): Promise<ShopFile> {
  return generateDemoShop({
    seed: '1',
    now: Date.parse('2026-11-24'),
    policies: await readPolicyPages('intents/knowledge'),
  });
}

const placeOf = ({ pageId, anchor }: FoundPassage) => `${pageId}#${anchor}`;
const isRight = ({ at }: Question, found: FoundPassage | undefined) =>
  found !== undefined && at.includes(placeOf(found));

type Measured = { sections: number; paragraphs: number; shown: number; falseAnswers: number };

async function measure(knowledge: Knowledge, encode: (text: string) => Promise<Float32Array>, withPage: boolean) {
  const measured: Measured = { sections: 0, paragraphs: 0, shown: 0, falseAnswers: 0 };
  for (const question of QUESTIONS) {
    const { text, page, says } = question;
    const vector = await encode(text);
    const { passages: found } = await knowledge.find(DEMO_SHOP_ID, { text, vector, ...(withPage && { page }) });
    const saysIt = (one: FoundPassage | undefined) => isRight(question, one) && one?.text.includes(says) === true;
    if (isRight(question, found[0])) measured.sections += 1;
    if (saysIt(found[0])) measured.paragraphs += 1;
    if (found.some(saysIt)) measured.shown += 1;
  }
  for (const { text, page } of UNANSWERABLE) {
    const vector = await encode(text);
    const { passages: found } = await knowledge.find(DEMO_SHOP_ID, {
      text,
      vector,
      ...(withPage && page !== undefined && { page }),
    });
    if (found.length > 0) measured.falseAnswers += 1;
  }
  return measured;
}

function report(what: string, { sections, paragraphs, shown, falseAnswers }: Measured): void {
  const share = (count: number) => `${((100 * count) / QUESTIONS.length).toFixed(1)} %`;
  process.stderr.write(
    `${what}: right section first ${share(sections)}, right paragraph first ${share(paragraphs)}, shown ${share(shown)}; ` +
      `${falseAnswers} of ${UNANSWERABLE.length} unanswerable questions answered\n`,
  );
}

describe('finding passages by words alone', () => {
  let knowledge: Knowledge;
  beforeAll(async () => {
    knowledge = createKnowledge({
      shops: createMemoryShopStore(await demoShop()),
      encoder: brokenEncoder,
      ranking,
      log,
    });
  });
  const find = async (text: string, asked: { page?: string; language?: string } = {}) =>
    (await knowledge.find(DEMO_SHOP_ID, { text, vector: blank, ...asked })).passages;

  it('answers while the encoder fails', async () => {
    const measured = await measure(knowledge, async () => blank, true);
    report('by words alone, page named', measured);
    expect(measured.sections).toBeGreaterThanOrEqual(Math.round(0.7 * QUESTIONS.length));
    expect(measured.falseAnswers).toBeLessThanOrEqual(6);
  });

  it('prefers the page that is named, and finds another that answers clearly better', async () => {
    expect((await find('how long does an exchange take', { page: 'exchanges' }))[0]?.pageId).toBe('exchanges');
    expect((await find('do you have half sizes in shoes', { page: 'returns' }))[0]?.pageId).toBe('sizing');
  });

  it('does without a page that the shop does not have', async () => {
    const [best] = await find('can i order by telephone', { page: 'no-such-page' });
    expect(best?.pageId).toBe('ordering');
  });

  it('answers Chinese from the Chinese pages, and English from the others', async () => {
    const [chinese] = await find('退货要自己付运费吗', { page: 'returns', language: 'zh-CN' });
    expect(chinese).toMatchObject({ pageId: 'returns', language: 'zh' });
    expect(chinese?.text).toMatch(/免费/);
    const [english] = await find('do i have to pay for a return', { page: 'returns', language: 'en' });
    expect(english?.pageId).toBe('returns');
    expect(english?.language).toBeUndefined();
  });

  it('answers Chinese in traditional characters as in simplified ones', async () => {
    const [found] = await find('積分可以用來做什麼', { page: 'loyalty', language: 'zh-TW' });
    expect(found?.text).toContain('100 分抵 €5');
  });

  it('takes a country that no page names for one of the others', async () => {
    const [found] = await find('能寄到台湾吗', { page: 'delivery', language: 'zh' });
    expect(found?.text).toContain('目前不配送到其他国家');
  });

  it('answers Chinese as it is spoken, and keeps silent where no page answers, as the file of its weights says', async () => {
    const measured = judgeKnowledge(
      await labelledExamples(labelledQuestions('spoken'), { encode: undefined }),
      ranking.chinese,
    );
    const { heldOut } = ranking.fitted;
    expect(measured.recallAt1).toBeCloseTo(heldOut['spoken.recallAt1'] ?? 0, 2);
    expect(measured.answered).toBeGreaterThan(0.74);
    expect(measured.falseAnswers).toBeLessThanOrEqual(0.18);
  });

  it('answers Chinese from the English pages where there are no others', async () => {
    const shop = await demoShop();
    const policies = shop.policies.filter(({ language }) => language === undefined);
    const shops = createMemoryShopStore({ ...shop, policies });
    const knowledgeOf = createKnowledge({ shops, encoder: brokenEncoder, ranking, log });
    const question = { text: '退货要自己付运费吗', vector: blank, page: 'returns', language: 'zh' };
    expect((await knowledgeOf.find(DEMO_SHOP_ID, question)).passages[0]?.text).toContain('Returns are free');
  });

  it('says how near the pages come to what they do not answer', async () => {
    const found = await knowledge.find(DEMO_SHOP_ID, {
      text: 'do you deliver by drone',
      vector: blank,
      page: 'delivery',
    });
    expect(found.passages).toEqual([]);
    expect(found.nearest?.pageId).toBe('delivery');
  });

  it('never quotes two paragraphs with the same words', async () => {
    const shop = await demoShop();
    const twice = ['a', 'b'].map((id) => ({ id, title: id, markdown: '## Tents\n\nWe rent out tents by the week.' }));
    const shops = createMemoryShopStore({ ...shop, policies: twice });
    const fresh = createKnowledge({ shops, encoder: brokenEncoder, ranking, log });
    const { passages } = await fresh.find(DEMO_SHOP_ID, { text: 'do you rent out tents by the week', vector: blank });
    expect(passages.length).toBeLessThan(2);
  });

  it('answers nothing from a shop without pages, or to an empty question', async () => {
    const shop = await demoShop();
    const bare = createKnowledge({
      shops: createMemoryShopStore({ ...shop, policies: [] }),
      encoder: brokenEncoder,
      ranking,
      log,
    });
    expect(await bare.find(DEMO_SHOP_ID, { text: 'how long do refunds take', vector: blank })).toEqual({
      passages: [],
    });
    expect(await find('')).toEqual([]);
  });

  it('answers from the new pages after a refresh', async () => {
    const shop = await demoShop();
    const shops = createMemoryShopStore({ ...shop, policies: [] });
    const fresh = createKnowledge({ shops, encoder: brokenEncoder, ranking, log });
    const question = { text: 'do you rent out tents', vector: blank };
    expect((await fresh.find(DEMO_SHOP_ID, question)).passages).toEqual([]);
    const policies = [{ id: 'rent', title: 'Renting', markdown: '## Renting tents\n\nWe rent out tents by the week.' }];
    await shops.importShop({ ...shop, policies });
    await fresh.refresh(DEMO_SHOP_ID);
    expect((await fresh.find(DEMO_SHOP_ID, question)).passages).toMatchObject([
      { pageId: 'rent', anchor: 'renting-tents' },
    ]);
  });
});

describe.skipIf(missing(noEncoder()))('finding passages by words and meaning', () => {
  let encoder: EncoderPool;
  let knowledge: Knowledge;
  const encode = async (text: string) => (await encoder.encode([text]))[0] ?? blank;
  beforeAll(async () => {
    encoder = await startServedEncoder();
    knowledge = createKnowledge({ shops: createMemoryShopStore(await demoShop()), encoder, ranking, log });
    const start = performance.now();
    await knowledge.refresh(DEMO_SHOP_ID);
    process.stderr.write(`index of the policy pages: ${Math.round(performance.now() - start)} ms\n`);
  });
  afterAll(() => encoder?.stop());

  it('puts the right section first and keeps silent where nothing answers, when the intent names the page', async () => {
    const measured = await measure(knowledge, encode, true);
    report('by words and meaning, page named', measured);
    expect(measured.sections).toBeGreaterThanOrEqual(Math.round(0.82 * QUESTIONS.length));
    expect(measured.shown).toBeGreaterThanOrEqual(Math.round(0.8 * QUESTIONS.length));
    expect(measured.falseAnswers).toBeLessThanOrEqual(7);
  });

  it('does so without the page', async () => {
    const measured = await measure(knowledge, encode, false);
    report('by words and meaning, no page', measured);
    expect(measured.sections).toBeGreaterThanOrEqual(Math.round(0.72 * QUESTIONS.length));
    expect(measured.falseAnswers).toBeLessThanOrEqual(6);
  });

  it('does on questions that nothing was fitted to what the file of its weights says', async () => {
    const questions = labelledQuestions('held-out').filter(({ language }) => language === 'en');
    const many = (texts: string[]) => encoder.encode(texts, { timeoutMs: 60_000 });
    const measured = judgeKnowledge(await labelledExamples(questions, { encode: many }), ranking.meaning);
    const { heldOut } = ranking.fitted;
    expect(measured.recallAt1).toBeCloseTo(heldOut['meaning.recallAt1'] ?? 0, 1);
    expect(measured.auroc).toBeCloseTo(heldOut['meaning.auroc'] ?? 0, 1);
    expect(measured.auroc).toBeGreaterThan(0.84);
    expect(measured.falseAnswers).toBeLessThanOrEqual(0.32);
  }, 120_000);

  it('gives the same answer to the same question', async () => {
    const question = {
      text: 'how long do refunds take',
      vector: await encode('how long do refunds take'),
      page: 'refunds',
    };
    const first = await knowledge.find(DEMO_SHOP_ID, question);
    expect(first.passages[0]).toMatchObject({ pageId: 'refunds', anchor: 'how-long-a-refund-takes' });
    expect(await knowledge.find(DEMO_SHOP_ID, question)).toEqual(first);
  });
});
