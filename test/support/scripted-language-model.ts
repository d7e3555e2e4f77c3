import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { portOf } from './smtp-server.js';

const requestSchema = z.object({
  model: z.string(),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  max_tokens: z.number(),
});

/** One request as it came. `raw` is all of it: headers and body. */
export type Prompt = { instructions: string; material: string; authorization: string | undefined; raw: string };

/** What the model does next; `text` may depend on what it was asked. */
export type Behaviour =
  | { kind: 'writes'; text: string | ((prompt: Prompt) => string); afterMs?: number }
  | { kind: 'answers'; status: number; body: string }
  | { kind: 'hangs' }
  | { kind: 'cuts' };

/** A real HTTP server of chat completions on a free port of this machine that does as the test says. */
export async function startScriptedModel(first: Behaviour) {
  const prompts: Prompt[] = [];
  let behaviour = first;
  const server = createServer((request, response) => {
    void readPrompt(request).then((prompt) => {
      prompts.push(prompt);
      behave(behaviour, prompt, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    prompts,
    does: (next: Behaviour) => {
      behaviour = next;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function readPrompt(request: IncomingMessage): Promise<Prompt> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  const { messages } = requestSchema.parse(JSON.parse(body));
  return {
    instructions: messages[0].content,
    material: messages[1].content,
    authorization: request.headers.authorization,
    raw: `${request.url}\n${JSON.stringify(request.headers)}\n${body}`,
  };
}

function behave(behaviour: Behaviour, prompt: Prompt, response: ServerResponse): void {
  switch (behaviour.kind) {
    case 'writes': {
      const content = typeof behaviour.text === 'string' ? behaviour.text : behaviour.text(prompt);
      const body = JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] });
      setTimeout(() => response.setHeader('content-type', 'application/json').end(body), behaviour.afterMs ?? 0);
      return;
    }
    case 'answers':
      response.writeHead(behaviour.status).end(behaviour.body);
      return;
    case 'hangs':
      return;
    case 'cuts':
      response.writeHead(200, { 'content-length': 1000 }).write('{"choices"');
      response.destroy();
  }
}
