import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findServer, serverEnvironmentSchema } from '../access/console-client.js';
import { AppError } from '../errors.js';
import { runCommand } from '../learning/run-command.js';

const listSchema = z.object({
  subscribers: z.array(z.object({ email: z.string(), language: z.string(), confirmedAt: z.number() })),
});

/**
 * `npm run newsletter`: the addresses that confirmed, as CSV (RFC 4180), asked of the running server.
 * @returns lines for stdout, the header first: address, language, day and time of the confirmation in UTC
 */
export async function newsletterCommand(words: string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  if (words.length > 0) throw new AppError('BAD_INPUT', { details: ['Expected nothing after the command'] });
  const server = await findServer(serverEnvironmentSchema.parse(environment));
  if (server === undefined) throw new AppError('BAD_INPUT', { details: ['No server runs here: start it first'] });
  const { subscribers } = await server.get('/console/newsletter', listSchema);
  const rows = subscribers.map(({ email, language, confirmedAt }) => [
    email,
    language,
    new Date(confirmedAt).toISOString(),
  ]);
  return [['email', 'language', 'confirmed'], ...rows].map((row) => row.map(asField).join(','));
}

function asField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function main(): Promise<void> {
  for (const line of await newsletterCommand(process.argv.slice(2), process.env)) process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
