import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.js';
import type { Understand } from '../../src/understanding/understanding.js';
import { AgentClient } from '../console/agent-client.js';
import { anUnderstanding } from '../support/a-turn.js';
import { noRedis, type RedisServer, startRedis } from '../support/redis-server.js';
import { missing } from '../support/require-parts.js';
import { SharedLeases } from '../support/shared-leases.js';
import { Shopper } from '../support/shopper.js';
import { type GatewayRig, openGateways } from './gateway-rig.js';

/** Longer than a sweep and a look for gaps ever take, many times over on a busy machine. */
const FOUND_MS = 30_000;

describe.skipIf(missing(noRedis()))('two gateways over one store', { timeout: 90_000 }, () => {
  let redis: RedisServer;
  let rig: GatewayRig;
  let leases: SharedLeases;
  const people: { leave(): void }[] = [];

  beforeEach(async () => {
    redis = await startRedis();
    rig = await openGateways({ REDIS_URL: redis.url, MESSAGE_LIMIT: '8' });
    leases = new SharedLeases();
  });
  afterEach(async () => {
    for (const person of people.splice(0)) person.leave();
    await rig?.stop();
    await redis?.stop();
  });

  const serve = (name: string, understand?: Understand) =>
    rig.serve({ leases: leases.of(name), ...(understand && { understand }) });
  async function arrive(at: App, visitorToken?: string): Promise<Shopper> {
    const shopper = await Shopper.arrive(at.address, visitorToken === undefined ? {} : { visitorToken });
    people.push(shopper);
    return shopper;
  }
  async function signIn(at: App, name: string): Promise<AgentClient> {
    const agent = await AgentClient.arrive(at, await rig.hire(name));
    people.push(agent);
    return agent;
  }
  const repliesIn = async (shopper: Shopper) =>
    (await shopper.readAll()).entries.filter(({ kind }) => kind === 'bot').length;

  it('show what one of them takes to readers and agents at the other', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const here = await arrive(one);
    const there = await arrive(other, here.visitorToken);
    const agent = await signIn(other, 'Robin');
    await agent.get('open', { conversationId: here.conversationId });
    await here.ask('hello');
    await there.waitFor(({ kind }) => kind === 'bot');
    expect(there.transcript).toEqual(here.transcript);
    await expect
      .poll(() => agent.slices.flatMap(({ entries }) => entries).some(({ kind }) => kind === 'bot'))
      .toBe(true);
    await expect.poll(() => agent.lines.at(-1)?.lastWords).toBe('hello');
  });

  it('lose nothing when events begin to pass only after a while', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const here = await arrive(one);
    const there = await arrive(other, here.visitorToken);
    // Longer than one read of the stream waits: the next begins where the first did.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await here.ask('hello');
    await there.waitFor(({ kind }) => kind === 'bot');
  });

  it('answer a message once, though both find it owed for as long as it takes', async () => {
    let asked = 0;
    const slowly: Understand = async () => {
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      return anUnderstanding('greeting');
    };
    const one = await serve('one', slowly);
    await serve('other', slowly);
    const shopper = await arrive(one);
    await shopper.say('hello');
    await shopper.waitFor(({ kind }) => kind === 'bot', FOUND_MS);
    expect(asked).toBe(1);
    expect(await repliesIn(shopper)).toBe(1);
  });

  it('take up the turn of one that died in it, and answer once', async () => {
    let isDead = false;
    const never: Understand = () => {
      isDead = true;
      return new Promise(() => undefined);
    };
    const [one, other] = [await serve('one', never), await serve('other')];
    const shopper = await arrive(one);
    const reader = await arrive(other, shopper.visitorToken);
    await shopper.say('hello');
    await expect.poll(() => isDead).toBe(true);
    leases.lose('one');
    await reader.waitFor(({ kind }) => kind === 'bot', FOUND_MS);
    expect(await repliesIn(reader)).toBe(1);
  });

  it('go on with the bot at whichever gateway the agent gives back', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const shopper = await arrive(one);
    const agent = await signIn(other, 'Robin');
    const { conversationId } = shopper;
    await agent.get('take', { conversationId });
    await shopper.say('anybody there?');
    await agent.get('give-back', { conversationId });
    await shopper.ask('hello again');
    expect(await repliesIn(shopper)).toBe(1);
  });

  it('refuse a reply to a screen on which the reply of another agent is missing', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const shopper = await arrive(one);
    await shopper.ask('hello');
    const { upTo } = await shopper.readAll();
    const [robin, kim] = [await signIn(one, 'Robin'), await signIn(other, 'Kim')];
    const { conversationId } = shopper;
    await robin.get('take', { conversationId });
    expect(await kim.ask('take', { conversationId })).toMatchObject({ error: { code: 'CONVERSATION_TAKEN' } });
    await robin.get('say', { conversationId, clientMessageId: 'r1', text: 'I have it.', seen: upTo });
    const stale = { conversationId, clientMessageId: 'r2', text: 'And this.', seen: upTo };
    const again = await AgentClient.arrive(other, 'robin@example.com');
    people.push(again);
    expect(await again.ask('say', stale)).toMatchObject({ error: { code: 'CONVERSATION_CHANGED' } });
    const [same, repeated] = [
      await again.get('say', { conversationId, clientMessageId: 'r1', text: 'I have it.', seen: upTo }),
      (await again.get('read', { conversationId, after: 0 })).entries.filter(({ kind }) => kind === 'agent'),
    ];
    expect(repeated).toHaveLength(1);
    expect(same.seq).toBeGreaterThan(upTo);
  });

  it('chat on while Redis is away, each reader hearing of all within seconds, and quickly again once it is back', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const here = await arrive(one);
    const there = await arrive(other, here.visitorToken);
    const agent = await signIn(other, 'Robin');
    await agent.get('open', { conversationId: here.conversationId });
    await here.ask('hello');
    await there.waitFor(({ kind }) => kind === 'bot');
    await redis.kill();
    const said = await here.ask('are you still there?');
    expect(said.length).toBeGreaterThan(0);
    await there.waitFor((entry) => entry.kind === 'customer' && entry.text === 'are you still there?', FOUND_MS);
    await expect.poll(() => there.transcript, { timeout: FOUND_MS }).toEqual(here.transcript);
    await expect.poll(() => agent.lines.at(-1)?.lastWords, { timeout: FOUND_MS }).toBe('are you still there?');
    await redis.revive();
    await expect
      .poll(
        async () => {
          await here.ask('hello');
          await new Promise((resolve) => setTimeout(resolve, 300));
          return there.transcript.length === here.transcript.length;
        },
        { timeout: FOUND_MS, interval: 3_000 },
      )
      .toBe(true);
    expect((await there.readAll()).entries).toEqual((await here.readAll()).entries);
  });

  it('chat on while Redis takes connections and answers nothing', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const here = await arrive(one);
    const there = await arrive(other, here.visitorToken);
    redis.process.kill('SIGSTOP');
    await here.ask('hello');
    await here.ask('are you still there?');
    await expect.poll(() => there.transcript, { timeout: FOUND_MS }).toEqual(here.transcript);
    redis.process.kill('SIGCONT');
    expect((await there.readAll()).entries).toEqual((await here.readAll()).entries);
  });

  it('count the messages of one visitor together, and each alone while Redis is away', async () => {
    const [one, other] = [await serve('one'), await serve('other')];
    const here = await arrive(one);
    const there = await arrive(other, here.visitorToken);
    const sayOften = async (shopper: Shopper, times: number) => {
      const results = await Promise.all(Array.from({ length: times }, () => shopper.say('hello')));
      return results.filter((result) => !result.ok && result.error.code === 'TOO_MANY_REQUESTS').length;
    };
    // Eight in ten seconds, of which two went for opening.
    expect(await sayOften(here, 4)).toBe(0);
    expect(await sayOften(there, 4)).toBe(2);
    await redis.kill();
    expect(await sayOften(there, 9)).toBeGreaterThan(0);
  });

  it('take WebSockets only, because nothing keeps the requests of one session together', async () => {
    const one = await serve('one');
    const polling = await fetch(`${one.address}/socket.io/?EIO=4&transport=polling`);
    expect(polling.status).toBe(400);
    const welcome = await fetch(`${one.address}/chat/visitor`, { method: 'POST' });
    expect(await welcome.json()).toMatchObject({ transports: ['websocket'] });
  });
});
