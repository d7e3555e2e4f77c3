import { randomUUID } from 'node:crypto';
import { answerParent } from './child.js';
import { type Latencies, summarise } from './latencies.js';
import { LeanClient } from './lean-client.js';

/** Where the messages go, and who says them. */
export type Target = { port: number; namespace: string; speakers: Speaker[] };
export type Speaker = { auth?: object; headers?: Record<string, string> };

export type ClosedLoop = { acked: number; perSecond: number; cpuShare: number; latency: Latencies };

export type LoadCommands = {
  /** Connects everyone; seconds it took. */
  connect(target: Target): Promise<number>;
  /** Keeps `inFlight` messages under way, each from the next speaker in turn. */
  closedLoop(options: { inFlight: number; seconds: number }): Promise<ClosedLoop>;
  leave(options: null): Promise<void>;
};

/** A generator of load: one process, thousands of connections. */
const TEXTS = [
  'Hi, my parcel was due on Tuesday and there is still no sign of it, can you look into that please?',
  'Do you still have the wool jumper in medium, the dark green one from the winter page?',
  'The lamp arrived with a crack in its shade. I would rather have a new one than my money back.',
  'Thanks, that helps. Could you also tell me how long a refund takes to reach my account?',
];
const CONNECTING_AT_ONCE = 100;

type Session = { client: LeanClient; say(text: string): Promise<unknown> };
let sessions: Session[] = [];

const commands: LoadCommands = {
  connect: async (target) => {
    const started = performance.now();
    const speakers = [...target.speakers];
    const opened: Session[] = [];
    const arrive = async () => {
      for (let next = speakers.pop(); next !== undefined; next = speakers.pop()) opened.push(await open(target, next));
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, arrive));
    sessions = opened;
    return (performance.now() - started) / 1000;
  },
  closedLoop: async ({ inFlight, seconds }) => {
    const taken: number[] = [];
    const cpu = process.cpuUsage();
    const started = performance.now();
    const ends = started + seconds * 1000;
    let next = 0;
    const worker = async () => {
      for (let now = performance.now(); now < ends; ) {
        const at = next++;
        await sessions[at % sessions.length]?.say(TEXTS[at % TEXTS.length] ?? '');
        const then = performance.now();
        taken.push(then - now);
        now = then;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    const elapsed = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    return {
      acked: taken.length,
      perSecond: (taken.length * 1000) / elapsed,
      cpuShare: (user + system) / 1000 / elapsed,
      latency: summarise(taken),
    };
  },
  leave: async () => {
    for (const { client } of sessions) client.cut();
    sessions = [];
  },
};

async function open({ port, namespace }: Target, speaker: Speaker): Promise<Session> {
  const client = await LeanClient.connect({ port, namespace, ...speaker });
  return { client, say: (text) => client.ask('say', { clientMessageId: randomUUID(), text }) };
}

answerParent(commands);
