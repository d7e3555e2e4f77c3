import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type RawRequest = { kind: 'time'; text: string } | { kind: 'rate'; batchSize: number; seconds: number };
/** Milliseconds, or texts a second. */
export type RawAnswer = number;

/** Bare sessions in processes of their own: what the pool is measured against. */
export type RawEncoder = {
  /** Texts a second of all processes together. */
  rate(batchSize: number, seconds: number): Promise<number>;
  /** Milliseconds one text takes the first process, measured inside of it. */
  time(text: string): Promise<number>;
  stop(): void;
};

type Options = { modelDir: string; texts: string[]; processes: number; threads: number };

export async function startRawEncoder({ modelDir, texts, processes, threads }: Options): Promise<RawEncoder> {
  const entry = fileURLToPath(new URL('raw-encoder-process.js', import.meta.url));
  const children = Array.from({ length: processes }, () =>
    fork(entry, [modelDir, String(threads), JSON.stringify(texts.slice(0, 1000))], { execArgv: [] }),
  );
  const hear = async (child: (typeof children)[number]): Promise<RawAnswer> => {
    const [answer] = await once(child, 'message');
    return Number(answer);
  };
  const ask = (child: (typeof children)[number], request: RawRequest): Promise<RawAnswer> => {
    const answer = hear(child);
    child.send(request);
    return answer;
  };
  await Promise.all(children.map(hear));
  return {
    rate: async (batchSize, seconds) => {
      const rates = await Promise.all(children.map((child) => ask(child, { kind: 'rate', batchSize, seconds })));
      return rates.reduce((sum, rate) => sum + rate, 0);
    },
    time: async (text) => {
      const [first] = children;
      return first === undefined ? Number.NaN : ask(first, { kind: 'time', text });
    },
    stop: () => {
      for (const child of children) child.disconnect();
    },
  };
}
