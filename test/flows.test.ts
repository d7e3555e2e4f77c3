import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowsCommand } from '../src/flows.js';

describe('npm run flows', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const run = (...args: string[]) => flowsCommand(args, { INTENTS_DIR: at('intents') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-flows-'));
    cpSync('intents', at('intents'), {
      recursive: true,
      filter: (path) => !/intents.(base|model)/.test(path),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the flows that are named, in the language asked for', async () => {
    const lines = await run('cancel-order', '--language', 'zh');
    expect(lines.slice(0, 2)).toEqual(['%% cancel-order', 'flowchart TD']);
    expect(lines.filter((line) => line.startsWith('%%'))).toHaveLength(1);
    expect(lines.join('\n')).toContain('取消订单');
  });

  it('draws all of them into files', async () => {
    const told = await run('--mermaid', at('flows.md'), '--html', at('flows.html'));
    expect(told).toEqual([
      expect.stringMatching(/flows\.md: \d+ flows$/),
      expect.stringMatching(/flows\.html: \d+ flows$/),
    ]);
    expect(readFileSync(at('flows.md'), 'utf8')).toContain('## Send something back\n\n```mermaid\nflowchart TD\n');
    expect(readFileSync(at('flows.html'), 'utf8')).toContain('<section id="return-items-zh">');
  });

  it('says what it knows where a flow is named that is not there', async () => {
    await expect(run('no-such-flow')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: [
        'no-such-flow is not known',
        expect.stringContaining('cancel-order'),
        expect.stringContaining('--help'),
      ],
    });
    await expect(run('--language', 'fr')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('tells mistakes in a flow with file and line', async () => {
    const file = at('intents/flows/cancel-order.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('as: cancel-reason', 'as: cancel-raison'));
    await expect(run()).rejects.toMatchObject({
      code: 'INTENTS_INVALID',
      details: [expect.stringMatching(/cancel-order\.yaml:\d+:\d+: .*as/)],
    });
    writeFileSync(file, text);
  });
});
