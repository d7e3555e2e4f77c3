import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AgentClient } from './agent-client.js';
import { type ConsoleRig, startConsole } from './console-rig.js';

describe('searching what was said, from the console', () => {
  let rig: ConsoleRig;
  let agent: AgentClient;
  beforeEach(async () => {
    rig = await startConsole();
    const { email } = await rig.hire('Niamh');
    agent = await AgentClient.arrive(rig, email);
  });
  afterEach(async () => {
    agent.leave();
    await rig.stop();
  });

  const hitsOf = async (query: string) => (await agent.get('search', { query })).hits;

  it('finds a message moments after it was said, in any language', async () => {
    const id = await rig.begin('c', '我想退款', 5);
    await expect.poll(() => hitsOf('退款')).toHaveLength(1);
    expect(await hitsOf('退款')).toEqual([
      { conversationId: id, seq: 2, at: 5, who: 'customer', snippet: '我想退款', cursor: expect.any(String) },
    ]);
  });

  it('reads on page by page to the last hit', async () => {
    const id = await rig.begin('c', 'lantern 0', 10);
    for (let index = 1; index < 70; index++) await rig.customerSays(id, `lantern ${index}`, 10 + index);
    await expect.poll(() => hitsOf('lantern 69')).toHaveLength(1);
    const seen: string[] = [];
    for (let before: string | undefined; ; ) {
      const { hits } = await agent.get('search', { query: 'lantern', ...(before !== undefined && { before }) });
      if (hits.length === 0) break;
      expect(hits.length).toBeLessThanOrEqual(30);
      seen.push(...hits.map(({ snippet }) => snippet));
      before = hits.at(-1)?.cursor;
    }
    expect(seen).toHaveLength(70);
    expect(new Set(seen).size).toBe(70);
    expect(seen[0]).toBe('lantern 69');
  });

  it('refuses what is no query or no cursor', async () => {
    expect(await agent.ask('search', { query: 'x'.repeat(201) })).toMatchObject({ ok: false });
    expect(await agent.ask('search', { query: 'x', before: 'rubbish' })).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    });
  });
});
