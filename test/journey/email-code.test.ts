import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';
import { startSmtpServer } from '../support/smtp-server.js';

const { customers, orders } = generateDemoShop({ seed: '1', now: Date.now(), policies: [] });
const owner = customers.find(({ id }) => orders.some(({ customerId }) => customerId === id));

describe('a shopper who proves who they are by mail', { timeout: 90_000 }, () => {
  const dataDir = newDataDir();
  let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
  let server: ServerProcess;
  const start = async () => {
    const env = { SMTP_URL: smtp.url, MAIL_FROM: 'help@harbourlane.example' };
    server = await ServerProcess.start({ dataDir, env });
  };

  beforeAll(async () => {
    smtp = await startSmtpServer();
    await start();
  });
  afterAll(async () => {
    await server?.stop();
    await smtp?.stop();
    removeDataDirs();
  });

  it('gets the code, and is let in by it after the server was killed', async () => {
    const first = await Shopper.arrive(server.address);
    await first.ask('show me my orders');
    await first.ask(owner?.email ?? '');
    await first.ask('Send me a code instead', 'code:send');
    await expect.poll(() => smtp.mails.length, { timeout: 15_000 }).toBe(1);
    expect(smtp.mails[0]?.to).toEqual([owner?.email]);
    const code = /Your code is (\d{6})/.exec(smtp.mails[0]?.raw ?? '')?.[1] ?? '';
    await server.stop('SIGKILL');
    await start();
    const again = await Shopper.arrive(server.address, { visitorToken: first.visitorToken });
    const answer = await again.ask(code);
    expect(JSON.stringify(answer)).toContain(owner?.firstName);
    const { entries } = await again.readAll();
    expect(JSON.stringify(entries)).toContain('[code]');
    expect(JSON.stringify(entries)).not.toContain(code);
    again.leave();
  });

  it('is told of another way where the mail server is away', async () => {
    await smtp.stop();
    const shopper = await Shopper.arrive(server.address);
    await shopper.ask('show me my orders');
    await shopper.ask('nobody@harbourlane.example');
    await shopper.ask('Send me a code instead', 'code:send');
    await shopper.waitFor(
      (entry) =>
        entry.kind === 'bot' &&
        /mail/i.test(JSON.stringify(entry.blocks)) &&
        /You can also send/.test(JSON.stringify(entry.blocks)),
    );
    const answer = await shopper.ask('is there a bot here?');
    expect(answer.length).toBeGreaterThan(0);
    shopper.leave();
  });
});
