import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AgentClient } from '../console/agent-client.js';
import { Shopper, wordsOf } from '../support/shopper.js';
import { type GatewayRig, openGateways } from './gateway-rig.js';

describe('whoever may not write, or not so often', () => {
  let rig: GatewayRig;
  const people: { leave(): void }[] = [];
  beforeEach(async () => {
    rig = await openGateways({ MESSAGE_LIMIT: '50' });
  });
  afterEach(async () => {
    for (const person of people.splice(0)) person.leave();
    await rig.stop();
  });

  async function arrive(address: string, visitorToken?: string): Promise<Shopper> {
    const shopper = await Shopper.arrive(address, visitorToken === undefined ? {} : { visitorToken });
    people.push(shopper);
    return shopper;
  }
  async function signIn(address: string): Promise<AgentClient> {
    const agent = await AgentClient.arrive({ address }, await rig.hire('Robin'));
    people.push(agent);
    return agent;
  }
  const botWords = (shopper: Shopper) =>
    shopper.transcript.flatMap((entry) => (entry.kind === 'bot' ? [wordsOf(entry.blocks)] : []));

  it('a blocked visitor is told at once, is refused at every gateway, keeps the log, and writes again when let', async () => {
    const [one, other] = [await rig.serve(), await rig.serve()];
    const shopper = await arrive(one.address);
    await shopper.ask('hello');
    const agent = await signIn(one.address);
    const { conversationId } = shopper;
    await agent.get('block', { conversationId, reason: 'threatens the staff' });
    await shopper.waitFor((entry) => entry.kind === 'bot' && /no more messages from you/.test(wordsOf(entry.blocks)));
    expect(JSON.stringify(shopper.transcript)).not.toContain('threatens the staff');

    const elsewhere = await arrive(other.address, shopper.visitorToken);
    const before = (await elsewhere.readAll()).upTo;
    for (const tab of [shopper, elsewhere])
      expect(await tab.say('let me in')).toMatchObject({ ok: false, error: { code: 'BLOCKED' } });
    expect((await elsewhere.readAll()).upTo).toBe(before);
    expect(elsewhere.transcript).toEqual(shopper.transcript);

    await agent.get('unblock', { conversationId });
    await shopper.waitFor((entry) => entry.kind === 'bot' && /write here again/.test(wordsOf(entry.blocks)));
    await shopper.ask('thank you');
  });

  it('a visitor is blocked once, however often it is said, and agents see who did it and why', async () => {
    const { address } = await rig.serve();
    const shopper = await arrive(address);
    await shopper.ask('hello');
    const agent = await signIn(address);
    const { conversationId } = shopper;
    await Promise.all(['spam', 'spam', 'spam'].map((reason) => agent.get('block', { conversationId, reason })));
    const { slice, context } = await agent.get('open', { conversationId });
    const told = slice.entries.filter((entry) => entry.kind === 'done' && entry.what === 'visitor-blocked');
    expect(told).toMatchObject([{ text: 'Robin blocked this visitor: spam' }]);
    expect(context.line.isBlocked).toBe(true);
  });

  it('nobody is blocked without a reason, or in a conversation that is not there', async () => {
    const { address } = await rig.serve();
    const shopper = await arrive(address);
    const agent = await signIn(address);
    const { conversationId } = shopper;
    const refused = { ok: false, error: { code: 'BAD_INPUT' } };
    expect(await agent.ask('block', { conversationId, reason: '  ' })).toMatchObject(refused);
    expect(await agent.ask('block', { conversationId: 'nowhere' as never, reason: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    expect((await shopper.say('hello')).ok).toBe(true);
  });

  it('whoever insults twice is told so and has to wait; their message is not taken and comes later', async () => {
    const { address } = await rig.serve();
    const shopper = await arrive(address);
    await shopper.ask('you stupid bot');
    await shopper.ask('fuck you');
    expect(botWords(shopper).join(' ')).toContain('15 seconds');
    const refused = await shopper.say('where is my order');
    expect(refused).toMatchObject({ ok: false, error: { code: 'TOO_MANY_REQUESTS' } });
    const wait = refused.ok ? 0 : (refused.error.retryAfterMs ?? 0);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(15_000);
    // A process that starts now finds it in the log.
    const restarted = await rig.serve();
    const back = await arrive(restarted.address, shopper.visitorToken);
    expect(await back.say('where is my order')).toMatchObject({ ok: false, error: { code: 'TOO_MANY_REQUESTS' } });
  });
});
