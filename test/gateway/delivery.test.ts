import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { DEMO_SHOP_ID } from '../../src/shop/demo/generate-demo-shop.js';
import { AgentClient } from '../console/agent-client.js';
import { PASSWORD } from '../console/console-rig.js';
import { FollowingShopper, visitorTokens } from '../support/following-shopper.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { newVisitor, Shopper } from '../support/shopper.js';

const AGENT = 'agent@example.com';
const SECRET = 'a secret of at least thirty-two characters';
const SETTINGS = {
  APP_SECRET: SECRET,
  AGENT_EMAIL: AGENT,
  AGENT_PASSWORD: PASSWORD,
  MESSAGE_LIMIT: '1000000',
  SLOW_READER_BYTES: '262144',
};
const RECONNECTING = Number(process.env.RECONNECTING ?? 300);

/** Tests 5 to 8, 10, 11, 13 and 14 of the reliability list, on the server as its user starts it. */
describe('delivery', { timeout: 180_000 }, () => {
  const dataDir = newDataDir();
  let server: ServerProcess;
  const people: { leave(): void }[] = [];

  beforeAll(async () => {
    server = await ServerProcess.start({ dataDir, env: SETTINGS });
  });
  afterAll(async () => {
    for (const person of people) person.leave();
    await server?.stop();
    removeDataDirs();
  });

  const restart = async () => {
    await server.stop('SIGKILL');
    server = await ServerProcess.start({ dataDir, port: server.port, env: SETTINGS });
  };
  const follow = (visitorToken: string, transports?: ('polling' | 'websocket')[]) => {
    const shopper = new FollowingShopper(server.address, { visitorToken, ...(transports && { transports }) });
    people.push(shopper);
    return shopper;
  };
  const newToken = async () => (await newVisitor(server.address)).visitorToken;
  const kindsOf = (entries: readonly { kind: string }[], kind: string) =>
    entries.filter((entry) => entry.kind === kind);
  const seqsOf = (entries: readonly { seq: number }[]) => entries.map(({ seq }) => seq);
  const ascending = (seqs: number[]) => [...new Set(seqs)].sort((one, other) => one - other);
  /** From now on nothing is owed: a person holds the conversation. */
  async function takeOver({ conversationId }: Pick<Shopper, 'conversationId'>): Promise<void> {
    const agent = await AgentClient.arrive(server, AGENT);
    await agent.get('take', { conversationId });
    agent.leave();
  }

  it('5. killed between the commit of a message and its answer: the reply still comes, once', async () => {
    const visitorToken = await newToken();
    for (let round = 1; round <= 3; round++) {
      const shopper = await Shopper.arrive(server.address, { visitorToken });
      const said = await shopper.say('how long do refunds take');
      expect(said.ok).toBe(true);
      await restart();
      const back = await Shopper.arrive(server.address, { visitorToken });
      people.push(back);
      await expect.poll(() => kindsOf(back.transcript, 'bot').length, { timeout: 30_000 }).toBe(round);
      const { entries } = await back.readAll();
      expect(kindsOf(entries, 'bot')).toHaveLength(round);
      expect(kindsOf(entries, 'customer')).toHaveLength(round);
    }
  });

  it('6. reconnected from an old offset after a restart: exactly the gap is replayed', async () => {
    const shopper = follow(await newToken());
    await expect.poll(() => shopper.conversationId).toBeDefined();
    const other = await Shopper.arrive(server.address, { visitorToken: tokenOf(shopper) });
    await other.ask('hello');
    await expect.poll(() => kindsOf(shopper.entries, 'bot').length).toBe(1);
    const { upTo } = shopper.follower.transcript;
    shopper.leave();
    await other.ask('how long do refunds take');
    await restart();
    const slices: { after: number }[] = [];
    const take = shopper.follower.take.bind(shopper.follower);
    shopper.follower.take = (slice) => {
      slices.push(slice);
      take(slice);
    };
    shopper.socket.connect();
    const everything = await Shopper.arrive(server.address, { visitorToken: tokenOf(shopper) });
    const { entries } = await everything.readAll();
    await expect.poll(() => shopper.entries).toEqual(entries);
    expect(slices[0]?.after).toBe(upTo);
    everything.leave();
  });

  it('7. a forged, foreign or future offset: refused, or everything from the beginning', async () => {
    const shopper = await Shopper.arrive(server.address);
    const stranger = await Shopper.arrive(server.address);
    people.push(shopper, stranger);
    await shopper.ask('hello');
    const whole = await shopper.readAll();
    const read = (reader: Shopper, after: unknown) =>
      reader.socket.timeout(5_000).emitWithAck('read', { conversationId: shopper.conversationId, after } as never);
    for (const forged of [-1, 1.5, '1', null, { $gt: 0 }, Number.NaN])
      expect(await read(shopper, forged)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(await read(stranger, 0)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    for (const future of [whole.upTo + 1, whole.upTo + 1_000, Number.MAX_SAFE_INTEGER])
      expect(await read(shopper, future)).toMatchObject({ ok: true, value: whole });
    expect(await read(shopper, whole.upTo)).toMatchObject({ ok: true, value: { after: whole.upTo, entries: [] } });
  });

  it('8. a live event during a replay: ordered, and nothing twice', async () => {
    const visitorToken = await newToken();
    const writer = await Shopper.arrive(server.address, { visitorToken });
    people.push(writer);
    await takeOver(writer);
    for (let batch = 0; batch < 30; batch++)
      await Promise.all(Array.from({ length: 50 }, (_, index) => writer.say(`${batch}.${index} ${'x'.repeat(300)}`)));
    const reader = follow(visitorToken);
    const ids = Array.from({ length: 100 }, () => randomUUID());
    for (const id of ids) await writer.say('live', undefined, id);
    await expect.poll(() => kindsOf(reader.entries, 'customer').length, { timeout: 30_000 }).toBe(1_600);
    expect(seqsOf(reader.entries)).toEqual(ascending(seqsOf(reader.entries)));
    expect(reader.entries).toEqual((await writer.readAll()).entries);
  });

  it('10. upgraded from polling to WebSocket in the middle of a burst: the order is kept', async () => {
    const visitorToken = await newToken();
    const { conversationId } = await Shopper.arrive(server.address, { visitorToken });
    const shopper = follow(visitorToken, ['polling', 'websocket']);
    shopper.conversationId = conversationId;
    const transports = new Set<string>();
    shopper.socket.io.once('open', () => {
      transports.add(shopper.socket.io.engine.transport.name);
      shopper.socket.io.engine.on('upgrade', ({ name }) => transports.add(name));
    });
    await new Promise<void>((resolve) => shopper.socket.once('connect', resolve));
    const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`);
    const seqs: number[] = [];
    const saying: Promise<unknown>[] = [];
    for (const text of texts) {
      saying.push(shopper.insist(text).then((seq) => seqs.push(seq)));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(saying);
    await expect.poll(() => [...transports]).toEqual(['polling', 'websocket']);
    await expect.poll(() => kindsOf(shopper.entries, 'customer').length).toBe(texts.length);
    expect(shopper.entries.flatMap((entry) => (entry.kind === 'customer' ? [entry.text] : []))).toEqual(texts);
    expect(seqs).toEqual(ascending(seqs));
  });

  it('11. two tabs of one visitor: identical transcripts', async () => {
    const visitorToken = await newToken();
    const [one, two] = [follow(visitorToken), follow(visitorToken)];
    await expect.poll(() => [one, two].every(({ conversationId }) => conversationId !== undefined)).toBe(true);
    expect(one.conversationId).toBe(two.conversationId);
    await Promise.all([1, 2, 3].flatMap((n) => [one.insist(`from one ${n}`), two.insist(`from two ${n}`)]));
    await expect.poll(() => kindsOf(one.entries, 'bot').length, { timeout: 30_000 }).toBe(6);
    await expect.poll(() => two.entries).toEqual(one.entries);
    expect(kindsOf(one.entries, 'customer')).toHaveLength(6);
  });

  it('13. a slow reader of 20,000 messages: cut at the byte cap, and recovers', async () => {
    const visitorToken = await newToken();
    const writer = await Shopper.arrive(server.address, { visitorToken });
    people.push(writer);
    await takeOver(writer);
    const reader = follow(visitorToken);
    await expect.poll(() => reader.conversationId).toBeDefined();
    const reasons: string[] = [];
    reader.socket.on('disconnect', (reason) => reasons.push(reason));
    const stream = tcpUnder(reader);
    stream.pause();
    const text = 'y'.repeat(600);
    for (let batch = 0; batch < 400; batch++) await Promise.all(Array.from({ length: 50 }, () => writer.say(text)));
    expect(reasons).toEqual([]);
    stream.resume();
    await expect.poll(() => reasons.length, { timeout: 30_000 }).toBe(1);
    await expect
      .poll(() => kindsOf(reader.entries, 'customer').length, { timeout: 60_000, interval: 500 })
      .toBe(20_000);
    expect(seqsOf(reader.entries)).toEqual(ascending(seqsOf(reader.entries)));
  });

  it('cuts who asks again and again and never reads an answer, and nobody else', async () => {
    const bystander = await Shopper.arrive(server.address);
    const visitorToken = await newToken();
    const hostile = await Shopper.arrive(server.address, { visitorToken });
    people.push(bystander, hostile);
    await takeOver(hostile);
    await Promise.all(Array.from({ length: 50 }, () => hostile.say('z'.repeat(4_000))));
    const stream = tcpUnder(hostile);
    stream.pause();
    const cut = new Promise((resolve) => hostile.socket.once('disconnect', resolve));
    for (let round = 0; round < 400; round++) {
      for (let index = 0; index < 10; index++)
        hostile.socket.emit('read', { conversationId: hostile.conversationId, after: 0 }, () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect((await bystander.ask('hello')).length).toBeGreaterThan(0);
    stream.resume();
    await cut;
  });

  it(`14. ${RECONNECTING} reconnect together: spread out, and none lost`, async () => {
    const tokens = visitorTokens(SECRET, shopIdSchema.parse(DEMO_SHOP_ID), RECONNECTING);
    const shoppers = tokens.map((token) => follow(token));
    await expect
      .poll(() => shoppers.filter(({ conversationId }) => conversationId !== undefined).length, { timeout: 60_000 })
      .toBe(RECONNECTING);
    await server.stop('SIGKILL');
    const saying = shoppers.map((shopper) => shopper.insist('where is my order'));
    server = await ServerProcess.start({ dataDir, port: server.port, env: SETTINGS });
    await Promise.all(saying);
    await expect
      .poll(() => shoppers.every(({ entries }) => kindsOf(entries, 'bot').length === 1), { timeout: 120_000 })
      .toBe(true);
    expect(shoppers.every(({ entries }) => kindsOf(entries, 'customer').length === 1)).toBe(true);
    const returns = shoppers.map(({ openedAt }) => openedAt.at(-1) ?? 0).sort((one, other) => one - other);
    expect(busiestTenth(returns)).toBeLessThan(RECONNECTING / 2);
  });
});

function tokenOf({ socket }: FollowingShopper): string {
  const { auth } = socket;
  return typeof auth === 'object' && typeof auth.visitorToken === 'string' ? auth.visitorToken : '';
}

/** The connection under a WebSocket client: pausing it is what a reader does who does not read. */
function tcpUnder({ socket }: Pick<Shopper, 'socket'>): { pause(): void; resume(): void } {
  const transport: { ws?: { _socket?: { pause(): void; resume(): void } } } = socket.io.engine.transport as never;
  const stream = transport.ws?._socket;
  if (stream === undefined) throw new Error('not a WebSocket');
  return stream;
}

/** How many of these moments, in order, fall into the fullest tenth of all the time they take. */
function busiestTenth(moments: number[]): number {
  const width = ((moments.at(-1) ?? 0) - (moments[0] ?? 0)) / 10;
  return Math.max(...moments.map((start) => moments.filter((at) => at >= start && at <= start + width).length));
}
