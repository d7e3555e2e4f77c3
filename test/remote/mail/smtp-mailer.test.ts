import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../../src/remote/mail/smtp-mailer.js';
import { portOf, startSmtpServer } from '../../support/smtp-server.js';

const mail = {
  id: 'c1.7.mail-code',
  to: 'mara@example.com',
  subject: 'Your code – 验证码',
  text: 'Line 1\n.\nLine 3\n',
};
const from = 'help@shop.example';
const timeouts = { connect: 300, silence: 300, whole: 1_000 };

describe('the SMTP mailer', () => {
  const toStop: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of toStop.splice(0)) await stop();
  });

  const serve = async (options: Parameters<typeof startSmtpServer>[0] = {}) => {
    const server = await startSmtpServer(options);
    toStop.push(server.stop);
    return { ...server, mailer: createSmtpMailer({ url: server.url, from, timeouts }) };
  };
  const serveBytes = async (answer: (socket: Socket) => void) => {
    const sockets: Socket[] = [];
    const server: Server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      answer(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    toStop.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return createSmtpMailer({ url: `smtp://127.0.0.1:${portOf(server.address())}`, from, timeouts });
  };

  it('delivers text and subject as they were given', async () => {
    const { mailer, mails } = await serve();
    await mailer.send(mail);
    expect(mails).toMatchObject([{ from, to: [mail.to], user: undefined }]);
    const [head = '', body = ''] = mails[0]?.raw.split('\r\n\r\n') ?? [];
    expect(decodeWords(head)).toContain('Subject: Your code – 验证码');
    expect(body.replaceAll('\r\n', '\n')).toBe(mail.text);
  });

  it('gives the same id the same Message-ID, and another id another', async () => {
    const { mailer, mails } = await serve();
    for (const id of ['a', 'a', 'b\r\nBcc: eve@example.com']) await mailer.send({ ...mail, id });
    const ids = mails.map(({ raw }) => /^Message-ID: (<.+>)\r$/im.exec(raw)?.[1]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@shop\.example>$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).toMatch(/^<[0-9a-f]{32}@shop\.example>$/);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('lets no subject add a recipient or a header', async () => {
    const { mailer, mails } = await serve();
    await mailer.send({ ...mail, subject: 'x\r\nBcc: eve@example.com\r\nX-Planted: 1' });
    expect(mails[0]?.to).toEqual([mail.to]);
    expect(mails[0]?.raw).not.toMatch(/^(Bcc|X-Planted):/im);
  });

  it.each(['', 'nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'A <a@b.example>'])(
    'refuses the recipient %j before anything is sent',
    async (to) => {
      const { mailer, mails } = await serve();
      await expect(mailer.send({ ...mail, to })).rejects.toMatchObject({ code: 'BAD_INPUT' });
      expect(mails).toEqual([]);
    },
  );

  it('tells a mailbox that is refused for good from one that may be tried again, and repeats no address', async () => {
    const refusing = (responseCode: number) =>
      serve({
        onRcptTo: ({ address }, _session, done) =>
          done(Object.assign(new Error(`no mailbox ${address}`), { responseCode })),
      });
    const forGood = await (await refusing(550)).mailer.send(mail).catch((error: unknown) => error);
    expect(forGood).toMatchObject({ code: 'MAIL_REFUSED' });
    expect(JSON.stringify(forGood) + String(forGood)).not.toContain('mara');
    await expect((await refusing(451)).mailer.send(mail)).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
  });

  it('says that mail is unavailable when nothing listens, nothing answers, or rubbish does', async () => {
    const gone = await startSmtpServer();
    await gone.stop();
    const mailers = [
      createSmtpMailer({ url: gone.url, from, timeouts }),
      await serveBytes(() => undefined),
      await serveBytes((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
      await serveBytes((socket) => socket.end()),
    ];
    for (const mailer of mailers) {
      await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
      await expect(mailer.check()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
    }
  });

  it('ends a mail that the server draws out for ever', async () => {
    const mailer = await serveBytes((socket) => {
      socket.write('220 welcome\r\n');
      const drip = setInterval(() => socket.write('250-please wait\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
    });
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
  });

  it('checks a server that is well without sending anything', async () => {
    const { mailer, mails } = await serve();
    await mailer.check();
    expect(mails).toEqual([]);
  });

  it('sends no password over a connection that is not encrypted', async () => {
    const server = await serve();
    const url = server.url.replace('smtp://', 'smtp://shop:secret%40pass@');
    await expect(createSmtpMailer({ url, from, timeouts }).send(mail)).rejects.toMatchObject({
      code: 'MAIL_UNAVAILABLE',
    });
    expect(server.mails).toEqual([]);
  });
});

function decodeWords(head: string): string {
  return head
    .replace(/\?=\r\n =\?UTF-8\?/gi, '?= =?UTF-8?')
    .replace(/(=\?UTF-8\?[BQ]\?[^?]*\?=)(?: (?==\?))?/gi, (word) => {
      const [, , encoding = '', text = ''] = word.trim().split('?');
      if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString('utf8');
      const bytes = text
        .replaceAll('_', ' ')
        .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    });
}
