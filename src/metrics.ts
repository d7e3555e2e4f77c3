import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { PhrasingCounts } from './conversation/phrasing/language-model.js';
import { listen } from './listen.js';

/** What is asked of the running server whenever somebody looks; all as of now. */
export type Gauges = {
  /** Conversations being answered here or waiting to be. */
  turnBacklog(): number;
  /** Open sockets of shoppers and agents on this process. */
  sockets(): number;
  /** Jobs that are due and not begun, over all kinds and processes. */
  jobsWaiting(): Promise<number>;
  /** What came of the language model's texts, where there is one. */
  phrasing?: PhrasingCounts | undefined;
};

export type Metrics = {
  /** The text format of Prometheus, version 0.0.4. */
  read(): Promise<{ type: string; text: string }>;
};

/** The figures that autoscaling and alerts are built on, beside those of the process itself. */
export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const add = (name: string, help: string, ask: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await ask());
      },
    });
  add('concierge_turn_backlog', 'Conversations being answered by this process or waiting to be', gauges.turnBacklog);
  add('concierge_sockets', 'Open sockets of shoppers and agents on this process', gauges.sockets);
  add('concierge_jobs_waiting', 'Jobs that are due and not begun, over all processes', gauges.jobsWaiting);
  if (gauges.phrasing !== undefined) countPhrasing(registry, gauges.phrasing);
  return { read: async () => ({ type: registry.contentType, text: await registry.metrics() }) };
}

function countPhrasing(registry: Registry, counts: PhrasingCounts): void {
  const add = (name: string, help: string, ask: () => number) =>
    new Counter({
      name: `concierge_language_model_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(ask());
      },
    });
  add('calls', 'Calls of the language model', () => counts.calls);
  add('failures', 'Calls of the language model that brought no text in time', () => counts.failures);
  add(
    'dropped_sentences',
    'Sentences of the language model that said anything but facts',
    () => counts.droppedSentences,
  );
  add('reworded', 'Texts said in words of the language model', () => counts.reworded);
  add('fallbacks', 'Texts said plainly although the language model was asked for words', () => counts.fallbacks);
  add('drafts', 'Drafts of the language model shown to agents', () => counts.drafts);
}

/**
 * Serves `GET /metrics` on a port of its own, so that the world that reaches the chat does not reach it.
 * @throws PORT_UNAVAILABLE
 */
export async function serveMetrics(metrics: Metrics, place: { port: number; host: string }): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end();
    metrics.read().then(
      ({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text),
      () => response.writeHead(503).end(),
    );
    return undefined;
  });
  await listen(server, place);
  return server;
}
