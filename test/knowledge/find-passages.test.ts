import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKnowledge, type Knowledge } from '../../src/knowledge/find-passages.js';
import type { FoundPassage } from '../../src/knowledge/passage.js';
import { createLog } from '../../src/log.js';
import { DEMO_SHOP_ID, generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import { readPolicyPages } from '../../src/shop/read-policy-pages.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import type { Encoder } from '../../src/understanding/encoder.js';
import type { EncoderPool } from '../../src/understanding/encoder-pool.js';
import { createMemoryShopStore } from '../support/memory-shop-store.js';
import { missing } from '../support/require-parts.js';
import { noEncoder, startServedEncoder } from '../support/served-encoder.js';
import { QUESTIONS, type Question, UNANSWERABLE } from './questions.js';

const log = createLog('silent');
const blank = new Float32Array(384);

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
    const found = await knowledge.find(DEMO_SHOP_ID, { text, vector, ...(withPage && { page }) });
    const saysIt = (one: FoundPassage | undefined) => isRight(question, one) && one?.text.includes(says) === true;
    if (isRight(question, found[0])) measured.sections += 1;
    if (saysIt(found[0])) measured.paragraphs += 1;
    if (found.some(saysIt)) measured.shown += 1;
  }
  for (const { text, page } of UNANSWERABLE) {
    const vector = await encode(text);
    const found = await knowledge.find(DEMO_SHOP_ID, { text, vector, ...(withPage && page !== undefined && { page }) });
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
    knowledge = createKnowledge({ shops: createMemoryShopStore(await demoShop()), encoder: brokenEncoder, log });
  });
  const find = (text: string, page?: string) =>
    knowledge.find(DEMO_SHOP_ID, { text, vector: blank, ...(page !== undefined && { page }) });

  it('answers while the encoder fails', async () => {
    const measured = await measure(knowledge, async () => blank, true);
    report('by words alone, page named', measured);
    expect(measured.sections).toBeGreaterThanOrEqual(Math.round(0.72 * QUESTIONS.length));
    expect(measured.falseAnswers).toBeLessThanOrEqual(14);
  });

  it('prefers the page that is named, and finds another that answers clearly better', async () => {
    expect((await find('how long does it take', 'exchanges'))[0]?.pageId).toBe('exchanges');
    expect((await find('where can i park near the galway store', 'returns'))[0]?.pageId).toBe('stores');
  });

  it('does without a page that the shop does not have', async () => {
    const [best] = await find('is there a minimum order value', 'no-such-page');
    expect(best?.pageId).toBe('ordering');
  });

  it('answers nothing from a shop without pages, or to an empty question', async () => {
    const shop = await demoShop();
    const bare = createKnowledge({
      shops: createMemoryShopStore({ ...shop, policies: [] }),
      encoder: brokenEncoder,
      log,
    });
    expect(await bare.find(DEMO_SHOP_ID, { text: 'how long do refunds take', vector: blank })).toEqual([]);
    expect(await find('')).toEqual([]);
  });

  it('answers from the new pages after a refresh', async () => {
    const shop = await demoShop();
    const shops = createMemoryShopStore({ ...shop, policies: [] });
    const fresh = createKnowledge({ shops, encoder: brokenEncoder, log });
    const question = { text: 'do you rent out tents', vector: blank };
    expect(await fresh.find(DEMO_SHOP_ID, question)).toEqual([]);
    const policies = [{ id: 'rent', title: 'Renting', markdown: '## Renting tents\n\nWe rent out tents by the week.' }];
    await shops.importShop({ ...shop, policies });
    await fresh.refresh(DEMO_SHOP_ID);
    expect(await fresh.find(DEMO_SHOP_ID, question)).toMatchObject([{ pageId: 'rent', anchor: 'renting-tents' }]);
  });
});

describe.skipIf(missing(noEncoder()))('finding passages by words and meaning', () => {
  let encoder: EncoderPool;
  let knowledge: Knowledge;
  const encode = async (text: string) => (await encoder.encode([text]))[0] ?? blank;
  beforeAll(async () => {
    encoder = await startServedEncoder();
    knowledge = createKnowledge({ shops: createMemoryShopStore(await demoShop()), encoder, log });
    const start = performance.now();
    await knowledge.refresh(DEMO_SHOP_ID);
    process.stderr.write(`index of the policy pages: ${Math.round(performance.now() - start)} ms\n`);
  });
  afterAll(() => encoder?.stop());

  it('puts the right section first and keeps silent where nothing answers, when the intent names the page', async () => {
    const measured = await measure(knowledge, encode, true);
    report('by words and meaning, page named', measured);
    expect(measured.sections).toBeGreaterThanOrEqual(Math.round(0.84 * QUESTIONS.length));
    expect(measured.shown).toBeGreaterThanOrEqual(Math.round(0.83 * QUESTIONS.length));
    expect(measured.falseAnswers).toBeLessThanOrEqual(8);
  });

  it('does so without the page', async () => {
    const measured = await measure(knowledge, encode, false);
    report('by words and meaning, no page', measured);
    expect(measured.sections).toBeGreaterThanOrEqual(Math.round(0.77 * QUESTIONS.length));
    expect(measured.falseAnswers).toBeLessThanOrEqual(8);
  });

  it('gives the same answer to the same question', async () => {
    const question = {
      text: 'how long do refunds take',
      vector: await encode('how long do refunds take'),
      page: 'refunds',
    };
    const first = await knowledge.find(DEMO_SHOP_ID, question);
    expect(first[0]).toMatchObject({ pageId: 'refunds', anchor: 'how-long-a-refund-takes' });
    expect(await knowledge.find(DEMO_SHOP_ID, question)).toEqual(first);
  });
});
