import { answerParent } from './child.js';
import { type Latencies, summarise } from './latencies.js';
import { openSession, type Session, type Target } from './session.js';
import { TEXTS } from './texts.js';

export type ClosedLoop = { perSecond: number; cpuShare: number; latency: Latencies };
/** `late`: how much later than due the generator itself sent, p99. */
export type OpenLoop = { latency: Latencies; late: number; cpuShare: number; refused: number };

export type LoadCommands = {
  /** Connects everyone; their conversations, in the order of the speakers. */
  connect(target: Target): Promise<string[]>;
  /** Keeps `inFlight` messages under way, each from the next speaker in turn. */
  closedLoop(options: { inFlight: number; seconds: number }): Promise<ClosedLoop>;
  /** Sends by the clock, answered or not, each from the next speaker in turn. */
  openLoop(options: { perSecond: number; seconds: number }): Promise<OpenLoop>;
  leave(options: null): Promise<void>;
};

/** A generator of load: one process, thousands of connections. */
const CONNECTING_AT_ONCE = 100;
const TICK_MS = 1;

let sessions: Session[] = [];
let next = 0;

const commands: LoadCommands = {
  connect: async (target) => {
    const opened: Session[] = [];
    const waiting = target.speakers.entries();
    const arrive = async () => {
      for (const [index, speaker] of waiting) opened[index] = await openSession(target, speaker);
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, arrive));
    sessions = opened;
    return sessions.map(({ conversationId }) => conversationId);
  },
  closedLoop: async ({ inFlight, seconds }) => {
    const taken: number[] = [];
    const cpuShare = startCpu();
    const started = performance.now();
    const ends = started + seconds * 1000;
    const worker = async () => {
      for (let now = performance.now(); now < ends; ) {
        await sayNext();
        const then = performance.now();
        taken.push(then - now);
        now = then;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    const perSecond = (taken.length * 1000) / (performance.now() - started);
    return { perSecond, cpuShare: cpuShare(), latency: summarise(taken) };
  },
  openLoop: async ({ perSecond, seconds }) => {
    const taken: number[] = [];
    const late: number[] = [];
    let refused = 0;
    const pending: Promise<void>[] = [];
    const cpuShare = startCpu();
    const started = performance.now();
    while (pending.length < perSecond * seconds) {
      const now = performance.now();
      const due = started + (pending.length * 1000) / perSecond;
      if (due > now) {
        await pause(TICK_MS);
        continue;
      }
      late.push(now - due);
      pending.push(
        sayNext().then(
          () => void taken.push(performance.now() - due),
          () => void refused++,
        ),
      );
    }
    await Promise.all(pending);
    return { latency: summarise(taken), late: summarise(late).p99, cpuShare: cpuShare(), refused };
  },
  leave: async () => {
    for (const { client } of sessions) client.cut();
    sessions = [];
  },
};

function sayNext(): Promise<void> {
  const at = next++;
  return sessions[at % sessions.length]?.say(TEXTS[at % TEXTS.length] ?? '') ?? Promise.reject(new Error('nobody'));
}

/** Share of one core this process uses from now on. */
function startCpu(): () => number {
  const before = process.cpuUsage();
  const started = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / (performance.now() - started);
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

answerParent(commands);
