import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/learning/report/compare-runs.js';
import { reportPage } from '../../../src/learning/report/report-page.js';
import { summariseRun } from '../../../src/learning/report/summarise-run.js';
import { findBarriers, launchBrowser } from '../../console/console-in-browser.js';
import { missing, noChromium } from '../../support/require-parts.js';
import { aWholeRun } from './a-run.js';

describe.skipIf(missing(noChromium()))('the report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.html');
  const faults: string[] = [];
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const run = aWholeRun({ intents: 44, messages: 250 });
    const [row, ...rest] = run.rows;
    const hostile = { ...row!, text: '<img src=x onerror="document.title=\'broken\'">', why: run.rows[0]!.why! };
    const whole = { ...run, rows: [hostile, ...rest] };
    writeFileSync(
      file,
      reportPage(summariseRun(whole), compareRuns(aWholeRun({ intents: 44, messages: 250, seed: 2 }), run)),
    );
    browser = await launchBrowser();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (width: number, colorScheme: 'light' | 'dark') => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    page = await context.newPage();
    page.on('console', (line) => faults.push(line.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`file://${file}`);
  };

  it.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)('has no barrier and no sideways scrolling at %i px, %s', async (width, scheme) => {
    await open(width, scheme);
    await page.locator('details').evaluateAll((all) => {
      for (const each of all) each.setAttribute('open', '');
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await findBarriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('shows a hostile message as text', async () => {
    await open(1280, 'light');
    await expect(page.getByText('<img src=x onerror=').first().isVisible()).resolves.toBe(true);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('A run: how well it understands');
  });

  it('sorts intents by the pressed heading, up and down', async () => {
    await open(1280, 'light');
    const table = page.locator('#intents table');
    const shares = () =>
      table
        .locator('tbody tr td:nth-child(4)')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-sort'))));
    await table.getByRole('button', { name: 'Found' }).click();
    expect(await shares()).toEqual((await shares()).toSorted((one, other) => one - other));
    await table.getByRole('button', { name: 'Found' }).click();
    expect(await shares()).toEqual((await shares()).toSorted((one, other) => other - one));
    expect(new Set(await shares()).size).toBeGreaterThan(1);
  });
});
