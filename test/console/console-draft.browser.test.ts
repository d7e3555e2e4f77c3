import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleDeps } from '../../src/console/console-socket.js';
import type { Draft } from '../../src/conversation/phrasing/draft-reply.js';
import { createRateLimit } from '../../src/http/rate-limit.js';
import { missing, noChromium } from '../support/require-parts.js';
import { lateParcel } from './a-shop-day.js';
import { AgentClient } from './agent-client.js';
import { findBarriers, launchBrowser, signIn, visit } from './console-in-browser.js';
import { type ConsoleRig, startConsole } from './console-rig.js';

const DRAFT: Draft = {
  text: 'Your order TS-1001 is in transit but late: it was due by 20 November.',
  facts: ['Order TS-1001 is on its way but late: it was due by Fri 20 November.'],
};

let rig: ConsoleRig | undefined;
afterEach(() => rig?.stop());

function drafting(draft: Draft | undefined, points = 100): ConsoleDeps['drafting'] {
  return { draft: async () => draft, limit: createRateLimit({ name: 'draft', points, seconds: 60 }) };
}

async function begin(options: Parameters<typeof startConsole>[0]) {
  const started = await startConsole(options);
  rig = started;
  await started.hire('Niamh');
  return { started, conversationId: await lateParcel(started) };
}

describe('drafting over the agents’ socket', () => {
  it('answers a draft with its facts, and nothing where there is none', async () => {
    const { started, conversationId } = await begin({ drafting: drafting(DRAFT) });
    const niamh = await AgentClient.arrive(started, 'niamh@example.com');
    expect(await niamh.get('draft', { conversationId })).toEqual(DRAFT);
    niamh.leave();
  });

  it('is not there without a language model', async () => {
    const { started, conversationId } = await begin({});
    const niamh = await AgentClient.arrive(started, 'niamh@example.com');
    expect(await niamh.ask('draft', { conversationId })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    niamh.leave();
  });

  it('is limited per agent', async () => {
    const { started, conversationId } = await begin({ drafting: drafting(undefined, 2) });
    const niamh = await AgentClient.arrive(started, 'niamh@example.com');
    const answers = [];
    for (let attempt = 0; attempt < 3; attempt++) answers.push(await niamh.ask('draft', { conversationId }));
    expect(answers.map((answer) => (answer.ok ? answer.value : answer.error.code))).toEqual([
      null,
      null,
      'TOO_MANY_REQUESTS',
    ]);
    niamh.leave();
  });
});

describe.skipIf(missing(noChromium()))('drafting in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function atTheThread(started: ConsoleRig, options: Parameters<typeof visit>[2] = {}) {
    const page = await visit(browser, started, options);
    await signIn(page, 'Niamh');
    await page.locator('.line', { hasText: 'that depot is 80 km away' }).click();
    await page.getByRole('button', { name: /^Take/ }).click();
    await page.locator('.composer textarea').waitFor();
    return page;
  }

  it('puts the draft into the box before what stands there, marked until the box is empty, and sends nothing', async () => {
    const { started, conversationId } = await begin({ withPage: true, drafting: drafting(DRAFT) });
    const page = await atTheThread(started);
    const box = page.locator('.composer textarea');
    await box.fill('Kind regards, Niamh');
    await page.getByRole('button', { name: 'Draft a reply from what is known' }).click();
    await page.getByText('Written by a language model').waitFor();
    expect(await box.inputValue()).toBe(`${DRAFT.text}\n\nKind regards, Niamh`);
    await page.getByText('Rests on one fact').click();
    await page.locator('.draft-note').getByText('it was due by Fri 20 November').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const said = await started.log.read(started.shopId, conversationId, 0);
    expect(said.filter(({ event }) => event.kind === 'agent-said')).toEqual([]);
    await box.press('Enter');
    await page.locator('.draft-note').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('says so where nothing that is known answers, on a phone in the dark too', async () => {
    const { started } = await begin({ withPage: true, drafting: drafting(undefined) });
    const page = await atTheThread(started, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Draft a reply from what is known' }).click();
    await page.getByRole('alert').getByText('There is no draft for this').waitFor();
    await page.context().close();
  });

  it('shows no button without a language model', async () => {
    const { started } = await begin({ withPage: true });
    const page = await atTheThread(started);
    expect(await page.getByRole('button', { name: /Draft/ }).count()).toBe(0);
    await page.context().close();
  });
});
