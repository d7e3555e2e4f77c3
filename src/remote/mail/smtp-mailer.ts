import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Mailer } from '../../conversation/outbox/mailer.js';
import { AppError } from '../../errors.js';
import { checkRecipient, mailName } from './envelope.js';

/** `url`: `smtp://` or `smtps://`, with user and password where the server wants them; `from`: one plain address. */
type Options = { url: string; from: string; timeouts?: Partial<typeof TIMEOUTS> };

/** Milliseconds. `whole` bounds a mail that a slow server would draw out line by line. */
const TIMEOUTS = { connect: 5_000, silence: 10_000, whole: 30_000 };

/**
 * Mail through an SMTP server (RFC 5321), each over a connection of its own. The connection is encrypted where the
 * server can (STARTTLS), and always before a password is sent.
 */
export function createSmtpMailer({ url, from, timeouts }: Options): Mailer {
  const limits = { ...TIMEOUTS, ...timeouts };
  const transport = createTransport({
    ...serverOf(url),
    connectionTimeout: limits.connect,
    dnsTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    send: async ({ id, to, subject, text }) => {
      checkRecipient(to);
      const messageId = `<${mailName(id)}@${domain}>`;
      await bounded(limits.whole, transport.sendMail({ from, to, subject, text, messageId }));
    },
    check: async () => {
      await bounded(limits.whole, transport.verify());
    },
  };
}

function serverOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const auth = username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: auth !== undefined,
    ...(auth && { auth }),
  };
}

async function bounded(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('MAIL_UNAVAILABLE', { details: ['The server took too long'] })), ms);
  });
  try {
    await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof AppError ? error : mailFault(error);
  } finally {
    clearTimeout(timer);
  }
}

const faultSchema = z.object({ code: z.string().optional(), responseCode: z.number().optional() });

/** What a later try can mend is told from what it cannot. Without the server's words: they may repeat the address. */
function mailFault(error: unknown): AppError {
  const { code = 'unknown', responseCode } = faultSchema.safeParse(error).data ?? {};
  const isRefused = responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MAIL.has(code);
  const details = [responseCode === undefined ? code : `${code}, answered ${responseCode}`];
  return new AppError(isRefused ? 'MAIL_REFUSED' : 'MAIL_UNAVAILABLE', { details });
}

/** What nodemailer calls refusals of a recipient or a message; refused sign-in or greeting is the shop's to mend. */
const ABOUT_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);
