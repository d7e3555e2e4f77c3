import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Chart, ChartLanguage } from './conversation/flow/chart/chart.js';
import { chartOf } from './conversation/flow/chart/chart-of.js';
import { flowsPage } from './conversation/flow/chart/flows-page.js';
import { toMermaid } from './conversation/flow/chart/to-mermaid.js';
import type { Flow } from './conversation/flow/flow.js';
import { type Intents, loadIntents } from './conversation/load-intents.js';
import { AppError } from './errors.js';
import { type CommandUsage, readCommandLine } from './learning/read-command-line.js';
import { runCommand } from './learning/run-command.js';
import { languageSchema } from './understanding/intent-catalog.js';

const environmentSchema = z.object({ INTENTS_DIR: z.string().min(1).default('intents') });

/**
 * `npm run flows -- [NAME …] [--language zh] [--mermaid FILE] [--html FILE]`: flows as diagrams, all of them where none is
 * named. Without a file, Mermaid text is printed; the page holds both languages.
 * @returns lines for stdout
 * @throws INTENTS_INVALID with every mistake of a flow as `file:line:column: what`; BAD_INPUT
 */
export async function flowsCommand(args: string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const { INTENTS_DIR } = environmentSchema.parse(environment);
  const intents = await loadIntents(INTENTS_DIR);
  const words = Object.fromEntries([...intents.flows.values()].map(({ flow, title }) => [flow, title.en]));
  const { texts, words: named } = readCommandLine({ ...USAGE, words }, args);
  const chosen = [...intents.flows.values()].filter(({ flow }) => named.length === 0 || named.includes(flow));
  const language = readLanguage(texts.language);
  const written: string[] = [];
  const write = async (file: string, content: string) => {
    await writeFile(file, content);
    written.push(`Drawn in ${file}: ${chosen.length} flows`);
  };
  if (texts.mermaid !== undefined) await write(texts.mermaid, mermaidPage(chosen, intents, language));
  if (texts.html !== undefined) await write(texts.html, flowsPage(chosen.map((flow) => inBoth(flow, intents))));
  return written.length > 0 ? written : chosen.flatMap((flow) => titled(chartOf(flow, intents, language)));
}

const USAGE: CommandUsage<'language' | 'mermaid' | 'html'> = {
  usage: ['npm run flows -- [FLOW …] [--language zh] [--mermaid FILE] [--html FILE]'],
  texts: {
    language: ['en|zh', 'whose texts the diagram shows; default: en'],
    mermaid: ['FILE', 'writes Markdown with Mermaid diagrams there instead of printing them'],
    html: ['FILE', 'writes a page with both languages there'],
  },
  example: 'npm run flows -- return-items --html flows.html',
};

function readLanguage(given = 'en'): ChartLanguage {
  const read = languageSchema.safeParse(given);
  if (read.success) return read.data;
  throw new AppError('BAD_INPUT', { details: [`Expected --language ${languageSchema.options.join(' or ')}`] });
}

/** Markdown, in which Mermaid is drawn by many readers. */
function mermaidPage(flows: readonly Flow[], intents: Intents, language: ChartLanguage): string {
  const parts = flows.map((flow) => {
    const chart = chartOf(flow, intents, language);
    return `## ${chart.title}\n\n\`\`\`mermaid\n${toMermaid(chart).join('\n')}\n\`\`\`\n`;
  });
  return parts.join('\n');
}

function titled(chart: Chart): string[] {
  return [`%% ${chart.name}`, ...toMermaid(chart), ''];
}

function inBoth(flow: Flow, intents: Intents): Record<ChartLanguage, Chart> {
  return { en: chartOf(flow, intents, 'en'), zh: chartOf(flow, intents, 'zh') };
}

async function main(): Promise<void> {
  for (const line of await flowsCommand(process.argv.slice(2), process.env)) process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, USAGE);
