import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import type { ConversationId } from '../../../src/protocol/ids.js';
import { createSmtpMailer } from '../../../src/remote/mail/smtp-mailer.js';
import type { Shop } from '../../../src/shop/shop.js';
import { startSmtpServer } from '../../support/smtp-server.js';
import { type CodeShop, openCodeShop, textsOf } from './code-rig.js';

const BY_CODE: Partial<Shop['policy']> = { proofs: ['email-code', 'signed-in'] };
const MINUTE = 60_000;

describe('a code by e-mail', () => {
  let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
  let shop: CodeShop;
  const open = async (policy = BY_CODE) => {
    shop = await openCodeShop(policy, createSmtpMailer({ url: smtp.url, from: 'help@shop.example' }));
    return shop;
  };
  /** Asks for a code and answers the newest that was mailed. */
  const askFor = async (conversationId: ConversationId, claim = 'mara@example.com') => {
    await shop.says(conversationId, 'where is my parcel');
    await shop.says(conversationId, claim);
    await shop.post();
    return newest();
  };
  const newest = () => /Your code is (\d{6})/.exec(smtp.mails.at(-1)?.raw ?? '')?.[1] ?? 'none';
  const isProven = async (id: ConversationId) => (await shop.conversation(id)).customer?.proof === 'email-code';
  const kinds = (events: ConversationEvent[]) => events.map(({ kind }) => kind);

  beforeEach(async () => {
    smtp = await startSmtpServer();
  });
  afterEach(async () => {
    await shop.close();
    await smtp.stop();
  });

  it('goes to the address on file and, typed, shows what was asked for', async () => {
    await open();
    const id = await shop.open('v1');
    const code = await askFor(id, 'my order is TS-1001');
    expect(smtp.mails.map(({ to }) => to)).toEqual([['mara@example.com']]);
    const answer = await shop.says(id, `it is ${code.slice(0, 3)} ${code.slice(3)}`);
    expect(textsOf(answer)).toMatch(/Mara[\s\S]*TS-1001/);
    expect((await shop.conversation(id)).customer).toEqual({ customerId: 'customer-1', proof: 'email-code' });
  });

  it('is nowhere in what is stored, as mailed or as typed, right or wrong', async () => {
    await open();
    const id = await shop.open('v1');
    const code = await askFor(id);
    const wrong = wrongOf(code);
    await shop.says(id, `${wrong} or so`);
    await shop.says(id, code);
    await shop.says(id, `was it not ${code}?`);
    expect(await isProven(id)).toBe(true);
    const said = (await shop.events(id)).flatMap((event) => (event.kind === 'customer-said' ? [event.text] : []));
    expect(said.slice(-3)).toEqual(['[code] or so', '[code]', 'was it not [code]?']);
    const stored = shop.stored();
    expect(stored).toContain('was it not [code]?');
    for (const digits of [code, wrong]) expect(stored).not.toContain(digits);
  });

  it.each([
    ['an address', 'mara@example.com', 'nobody@example.com'],
    ['an order', 'order TS-1001', 'order TS-9999'],
  ])('does not let on whether there is %s', async (_what, known, unknown) => {
    await open();
    const seen = [];
    for (const claim of [known, unknown]) {
      const id = await shop.open(claim.replace(/\W/g, '-'));
      const mailsBefore = smtp.mails.length;
      const said = [await shop.says(id, 'where is my parcel'), await shop.says(id, claim)];
      const rows = (await shop.stores.outbox.pending(10)).map(({ message }) => message.kind);
      expect(await shop.post()).toEqual([]);
      said.push(await shop.says(id, '000001'), await shop.says(id, 'again', 'code:send'));
      expect(smtp.mails.length - mailsBefore).toBe(claim === known ? 1 : 0);
      seen.push({ said, rows, kinds: kinds(await shop.events(id)) });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]?.rows).toEqual(['mail-code']);
  });

  it('of another conversation is refused', async () => {
    await open();
    const [mine, theirs] = [await shop.open('v1'), await shop.open('v2')];
    const code = await askFor(mine);
    const other = await askFor(theirs, 'other@example.com');
    await shop.says(theirs, code);
    expect(await isProven(theirs)).toBe(false);
    await shop.says(theirs, other);
    expect((await shop.conversation(theirs)).customer?.customerId).toBe('customer-2');
  });

  it('is good for ten minutes', async () => {
    await open();
    const id = await shop.open('v1');
    const code = await askFor(id);
    shop.time.laterMs = 10 * MINUTE;
    const answer = await shop.says(id, code);
    expect(await isProven(id)).toBe(false);
    expect(answer.some((block) => block.kind === 'choices' && block.choices[0]?.choice === 'code:send')).toBe(true);
    shop.time.laterMs = 10 * MINUTE - 1;
    await shop.says(id, code);
    expect(await isProven(id)).toBe(true);
  });

  it('ends with the fifth wrong try, and the right one comes too late then', async () => {
    await open();
    const id = await shop.open('v1');
    const code = await askFor(id);
    for (let tries = 0; tries < 5; tries++) await shop.says(id, wrongOf(code, tries));
    await shop.says(id, code);
    expect(await isProven(id)).toBe(false);
    expect((await shop.conversation(id)).failedProofs).toBe(1);
    shop.time.laterMs = MINUTE;
    await shop.says(id, 'mara@example.com', 'code:send');
    await shop.post();
    await shop.says(id, newest());
    expect(await isProven(id)).toBe(true);
  });

  it('is still taken after four wrong tries', async () => {
    await open();
    const id = await shop.open('v1');
    const code = await askFor(id);
    for (let tries = 0; tries < 4; tries++) await shop.says(id, wrongOf(code, tries));
    await shop.says(id, code);
    expect(await isProven(id)).toBe(true);
  });

  it('is sent again after a minute at the soonest, and only the newest counts', async () => {
    await open();
    const id = await shop.open('v1');
    const first = await askFor(id);
    shop.time.laterMs = MINUTE - 1;
    await shop.says(id, 'again', 'code:send');
    await shop.post();
    expect(smtp.mails).toHaveLength(1);
    shop.time.laterMs = MINUTE;
    await shop.says(id, 'again', 'code:send');
    await shop.post();
    expect(smtp.mails).toHaveLength(2);
    const second = newest();
    expect(second).not.toBe(first);
    await shop.says(id, first);
    expect(await isProven(id)).toBe(false);
    await shop.says(id, second);
    expect(await isProven(id)).toBe(true);
  });

  it('is sent five times an hour for one visitor, and then they are told', async () => {
    await open();
    const id = await shop.open('v1');
    await askFor(id);
    for (let again = 1; again < 7; again++) {
      shop.time.laterMs = again * MINUTE;
      await shop.says(id, 'again', 'code:send');
      await shop.post();
    }
    expect(smtp.mails).toHaveLength(5);
  });

  it('is sent five times an hour to one address, whoever asks, in the same words for all', async () => {
    await open();
    const answers = [];
    for (let visitor = 0; visitor < 7; visitor++) {
      const id = await shop.open(`v${visitor}`);
      await shop.says(id, 'where is my parcel');
      // Another claim each time: the limit of the claim itself is not what holds here.
      answers.push(textsOf(await shop.says(id, visitor % 2 === 0 ? 'mara@example.com' : 'order TS-1001')));
      await shop.post();
    }
    expect(smtp.mails).toHaveLength(5);
    expect(new Set(answers).size).toBe(1);
  });

  it('counts wrong tries against the visitor, over all their codes', async () => {
    await open({ ...BY_CODE, maxFailedProofs: 20 });
    const id = await shop.open('v1');
    let code = await askFor(id);
    for (let tries = 0; tries < 10; tries++) {
      if (tries === 5) {
        shop.time.laterMs = MINUTE;
        await shop.says(id, 'again', 'code:send');
        await shop.post();
        await shop.says(id, 'mara@example.com', 'code:send');
        await shop.post();
        code = newest();
      }
      await shop.says(id, wrongOf(code, tries));
    }
    await shop.says(id, code);
    expect(await isProven(id)).toBe(false);
  });

  it('that cannot be mailed is tried once more, then the customer is told another way, whoever they claim to be', async () => {
    await open({ proofs: ['order-and-email', 'email-code', 'signed-in'] });
    await smtp.stop();
    const answers = [];
    for (const claim of ['mara@example.com', 'nobody@example.com']) {
      const id = await shop.open(claim.slice(0, 4));
      await shop.says(id, 'where is my parcel');
      await shop.says(id, claim);
      await shop.says(id, 'code', 'code:send');
      expect(await shop.post(1)).toEqual([expect.objectContaining({ code: 'MAIL_UNAVAILABLE' })]);
      const before = (await shop.events(id)).length;
      expect(await shop.post(2)).toEqual([]);
      const after = (await shop.events(id)).slice(before);
      expect(kinds(after)).toEqual(['code-unsent', 'bot-said']);
      answers.push(after.slice(1));
      await shop.says(id, 'TS-1001');
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(JSON.stringify(answers[0])).toContain('order number');
    expect((await shop.conversation(await shop.open('mara'))).customer?.proof).toBe('order-and-email');
  });

  it('that a mailbox refuses is not spoken of: it would tell that the shop knows the address', async () => {
    await open();
    await smtp.stop();
    smtp = await startSmtpServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
    });
    const refused = await openCodeShop(BY_CODE, createSmtpMailer({ url: smtp.url, from: 'help@shop.example' }));
    const id = await refused.open('v1');
    await refused.says(id, 'where is my parcel');
    await refused.says(id, 'mara@example.com');
    const before = await refused.events(id);
    expect(await refused.post(2)).toEqual([]);
    expect(await refused.events(id)).toEqual(before);
    await refused.close();
  });

  it('is not mailed when it would come too late', async () => {
    await open();
    const id = await shop.open('v1');
    await shop.says(id, 'where is my parcel');
    await shop.says(id, 'mara@example.com');
    shop.time.laterMs = 10 * MINUTE;
    expect(await shop.post()).toEqual([]);
    expect(smtp.mails).toEqual([]);
  });

  it('verifies who could only claim before, without asking again who they are', async () => {
    await open({ proofs: ['order-and-postcode', 'email-code'], claimedBy: ['order-and-postcode'] });
    const id = await shop.open('v1');
    await shop.says(id, 'where is order TS-1001, H91 X2Y3');
    expect((await shop.conversation(id)).customer?.proof).toBe('order-and-postcode');
    expect(smtp.mails).toEqual([]);
    await shop.says(id, 'cancel it');
    await shop.post();
    expect((await shop.conversation(id)).flows).toEqual([]);
    await shop.says(id, newest());
    expect((await shop.conversation(id)).customer?.proof).toBe('email-code');
    expect((await shop.conversation(id)).flows.map(({ flow }) => flow.flow)).toEqual(['cancel-order']);
  });

  it('makes nobody another customer than they claimed to be', async () => {
    await open({ proofs: ['order-and-postcode', 'email-code'], claimedBy: ['order-and-postcode'] });
    const id = await shop.open('v1');
    await shop.says(id, 'where is order TS-1001, H91 X2Y3');
    await shop.says(id, 'cancel it');
    shop.time.laterMs = MINUTE;
    await shop.says(id, 'other@example.com', 'code:send');
    await shop.post();
    expect(smtp.mails.flatMap(({ to }) => to)).toEqual(['mara@example.com']);
  });
});

function wrongOf(code: string, by = 0): string {
  return String((Number(code) + 1 + by) % 1_000_000).padStart(6, '0');
}
