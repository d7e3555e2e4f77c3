import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lateParcel, MARA, understood } from './a-shop-day.js';
import { AgentClient, connect, cookieFor, refusalOf } from './agent-client.js';
import { type ConsoleRig, startConsole } from './console-rig.js';

describe('the agents’ socket', () => {
  let rig: ConsoleRig;
  let niamh: AgentClient;
  let sam: AgentClient;
  beforeEach(async () => {
    rig = await startConsole();
    await rig.hire('Niamh');
    await rig.hire('Sam');
    [niamh, sam] = await Promise.all([
      AgentClient.arrive(rig, 'niamh@example.com'),
      AgentClient.arrive(rig, 'sam@example.com'),
    ]);
  });
  afterEach(async () => {
    niamh.leave();
    sam.leave();
    await rig.stop();
  });

  const say = (conversationId: string, text: string, seen: number, clientMessageId: string = randomUUID()) => ({
    conversationId,
    clientMessageId,
    text,
    seen,
  });

  describe('who may connect', () => {
    it('refuses a handshake without a session, with a forged one, and from another site', async () => {
      const cookie = await cookieFor(rig, 'niamh@example.com');
      expect(await refusalOf(connect(rig, {}))).toBe('NOT_SIGNED_IN');
      expect(await refusalOf(connect(rig, { cookie: `${cookie}x` }))).toBe('NOT_SIGNED_IN');
      expect(await refusalOf(connect(rig, { cookie, origin: 'https://evil.example' }))).toBe('ORIGIN_FORBIDDEN');
    });

    it('cuts a disabled agent off at their next event, which gets a reason and no data', async () => {
      const id = await rig.begin('one', 'hello');
      const gone = new Promise((resolve) => niamh.socket.once('disconnect', resolve));
      await rig.hire('Niamh', { isActive: false });
      expect(await niamh.ask('open', { conversationId: id })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
      expect(await gone).toBe('io server disconnect');
    });

    it('cuts a disabled agent off who only watches', async () => {
      const gone = new Promise((resolve) => niamh.socket.once('disconnect', resolve));
      await rig.hire('Niamh', { isActive: false });
      expect(await gone).toBe('io server disconnect');
      expect(sam.socket.connected).toBe(true);
    });
  });

  describe('the lists', () => {
    it('put who has waited longest on top and leave out who has said nothing', async () => {
      const now = Date.now();
      const quick = await rig.begin('quick', 'hello', now - 1000);
      const late = await rig.begin('late', 'help', now - 9000);
      const later = await rig.begin('later', 'help me', now - 8000);
      for (const [id, at] of [
        [later, now - 5000],
        [late, now - 7000],
      ] as const)
        await rig.append(id, [{ kind: 'handoff-requested', reason: 'complaint', summary: '' }], at);
      await rig.log.start(rig.shopId, rig.idOf('silent'), rig.started('silent'), now);
      const open = await niamh.get('list', { filter: 'open' });
      expect(open.lines.map(({ conversationId }) => conversationId)).toEqual([late, later, quick]);
      expect(open.waiting).toBe(2);
      expect((await niamh.get('list', { filter: 'waiting' })).lines).toHaveLength(2);
    });

    it('tell mine from others’ and the closed from the open', async () => {
      const [a, b, c] = [await rig.begin('a', 'one'), await rig.begin('b', 'two'), await rig.begin('c', 'three')];
      await niamh.get('take', { conversationId: a });
      await sam.get('take', { conversationId: b });
      await sam.get('close', { conversationId: c });
      const idsIn = async (agent: AgentClient, filter: 'mine' | 'open' | 'closed') =>
        (await agent.get('list', { filter })).lines.map(({ conversationId }) => conversationId).sort();
      expect(await idsIn(niamh, 'mine')).toEqual([a]);
      expect(await idsIn(sam, 'mine')).toEqual([b]);
      expect(await idsIn(sam, 'open')).toEqual([a, b]);
      expect(await idsIn(sam, 'closed')).toEqual([c]);
    });

    it('tell every agent of a changed line, whether it is open with them or not', async () => {
      const id = await rig.begin('one', 'where is it');
      await niamh.get('take', { conversationId: id });
      await vi.waitFor(() =>
        expect(sam.lines.at(-1)).toMatchObject({ holder: 'agent', agentId: 'niamh', agentName: 'Niamh' }),
      );
      await rig.customerSays(id, 'still there?');
      await vi.waitFor(() => expect(sam.lines.at(-1)?.lastWords).toBe('still there?'));
    });
  });

  describe('one conversation', () => {
    it('opens with the log, what the bot made of it, and all that is known', async () => {
      const id = await lateParcel(rig);
      const { slice, context } = await niamh.get('open', { conversationId: id });
      expect(slice).toMatchObject({ after: 0, upTo: (await rig.log.read(rig.shopId, id, 0)).length });
      const kinds = slice.entries.map(({ kind }) => kind);
      expect(kinds).toEqual([
        'customer',
        'reading',
        'bot',
        'customer',
        'reading',
        'done',
        'bot',
        'customer',
        'reading',
        'bot',
        'done',
      ]);
      expect(context.line).toMatchObject({ who: 'Mara Lindqvist', isProven: true, intent: 'Track an order' });
      expect(context.handoff?.reason).toBe('Needs what the bot may not do');
      expect(context.customer).toMatchObject({ email: 'mara@example.com', proof: 'order number and e-mail address' });
      expect(context.orders.map(({ orderId }) => orderId)).toEqual(['TS-1041', 'TS-1007', 'TS-0993']);
    });

    it('sends what is new to whoever has it open, and to nobody else', async () => {
      const [one, two] = [await rig.begin('one', 'first'), await rig.begin('two', 'second')];
      await niamh.get('open', { conversationId: one });
      await sam.get('open', { conversationId: one });
      await sam.get('open', { conversationId: two });
      await rig.customerSays(one, 'more');
      await vi.waitFor(() => expect(niamh.slices).toHaveLength(1));
      expect(niamh.slices[0]).toMatchObject({ after: 2, upTo: 3, entries: [{ kind: 'customer', text: 'more' }] });
      await rig.customerSays(two, 'more of two');
      await vi.waitFor(() => expect(sam.slices).toHaveLength(1));
      expect(sam.slices[0]?.entries).toMatchObject([{ text: 'more of two' }]);
    });

    it('reads exactly the gap, and everything to a reader who claims to be ahead', async () => {
      const id = await rig.begin('one', 'first');
      await rig.customerSays(id, 'second');
      await rig.customerSays(id, 'third');
      const read = (after: number) => niamh.get('read', { conversationId: id, after });
      expect(await read(2)).toMatchObject({ after: 2, upTo: 4, entries: [{ seq: 3 }, { seq: 4 }] });
      expect(await read(4)).toEqual({ after: 4, upTo: 4, entries: [] });
      expect(await read(99)).toMatchObject({ after: 0, upTo: 4 });
    });

    it('is not there by any other name', async () => {
      for (const event of ['open', 'take', 'close', 'give-back'] as const)
        expect(await niamh.ask(event, { conversationId: 'nothing' })).toMatchObject({ error: { code: 'NOT_FOUND' } });
      expect(await niamh.ask('read', { conversationId: 'nothing', after: 0 })).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
    });
  });

  describe('what an agent does', () => {
    it('gives a conversation to one agent when two take it at once', async () => {
      const id = await rig.begin('one', 'help');
      const results = await Promise.all([
        niamh.ask('take', { conversationId: id }),
        sam.ask('take', { conversationId: id }),
      ]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CONVERSATION_TAKEN' } });
      const taken = (await rig.log.read(rig.shopId, id, 0)).filter(({ event }) => event.kind === 'agent-took');
      expect(taken).toHaveLength(1);
    });

    it('writes a reply once, however often it is sent', async () => {
      const id = await rig.begin('one', 'help');
      await niamh.get('take', { conversationId: id });
      const reply = say(id, 'On it', 3);
      await Promise.all([niamh.get('say', reply), niamh.get('say', reply)]);
      await niamh.get('say', reply);
      const said = (await rig.log.read(rig.shopId, id, 0)).filter(({ event }) => event.kind === 'agent-said');
      expect(said).toHaveLength(1);
    });

    it('refuses a reply to a screen on which a newer reply is missing', async () => {
      const id = await rig.begin('one', 'help');
      await niamh.get('take', { conversationId: id });
      await niamh.get('say', say(id, 'first', 3));
      expect(await niamh.ask('say', say(id, 'from my other window', 3))).toMatchObject({
        error: { code: 'CONVERSATION_CHANGED' },
      });
      await niamh.get('say', say(id, 'having read it', 4));
    });

    it('lets only the holder write', async () => {
      const id = await rig.begin('one', 'help');
      expect(await sam.ask('say', say(id, 'hello', 2))).toMatchObject({ error: { code: 'FORBIDDEN' } });
      await niamh.get('take', { conversationId: id });
      expect(await sam.ask('say', say(id, 'hello', 3))).toMatchObject({ error: { code: 'CONVERSATION_TAKEN' } });
      expect(await sam.ask('close', { conversationId: id })).toMatchObject({ error: { code: 'CONVERSATION_TAKEN' } });
      expect(await sam.ask('give-back', { conversationId: id })).toMatchObject({
        error: { code: 'CONVERSATION_TAKEN' },
      });
      await niamh.get('give-back', { conversationId: id });
      await sam.get('take', { conversationId: id });
    });

    it('signs what is written with the name the account has now', async () => {
      const id = await rig.begin('one', 'help');
      await niamh.get('take', { conversationId: id });
      await rig.hire('Niamh', { name: 'Niamh Byrne' });
      await niamh.get('say', say(id, 'hello', 3));
      const last = (await rig.log.read(rig.shopId, id, 0)).at(-1);
      expect(last?.event).toMatchObject({ kind: 'agent-said', agent: { name: 'Niamh Byrne' } });
    });
  });

  it('lives through whatever is sent to it', async () => {
    const id = await rig.begin('one', 'help');
    const wild = niamh.socket as unknown as { emit(...args: unknown[]): void };
    const junk = [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { filter: 'all' },
      { conversationId: '../..' },
      { conversationId: 1 },
    ];
    for (const event of ['list', 'open', 'read', 'take', 'say', 'give-back', 'close', 'nothing'])
      for (const payload of junk) wild.emit(event, payload);
    for (const text of ['', '   ', 'x'.repeat(4001)])
      expect(await niamh.ask('say', say(id, text, 0))).toMatchObject({ error: { code: 'BAD_INPUT' } });
    expect(await niamh.ask('read', { conversationId: id, after: -1 })).toMatchObject({ error: { code: 'BAD_INPUT' } });
    await pause(50);
    expect((await niamh.get('list', { filter: 'open' })).lines).toHaveLength(1);
    expect(niamh.socket.connected).toBe(true);
  });

  it('shows the proven name on every line once the customer is known', async () => {
    const id = await rig.begin('one', 'help');
    await rig.append(id, [
      understood(2, [['track_order', 0.9]]),
      { kind: 'identified', customerId: MARA, proof: 'signed-in' },
    ]);
    await vi.waitFor(() => expect(sam.lines.at(-1)).toMatchObject({ who: 'Mara Lindqvist', isProven: true }));
  });
});
