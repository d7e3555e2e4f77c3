import { setTimeout as pause } from 'node:timers/promises';
import { answerParent } from './child.js';
import { type Latencies, summarise } from './latencies.js';
import { openSession, Refused, type Session, type Target } from './session.js';
import { QUESTIONS, TEXTS } from './texts.js';

/** Whether a message is done when it is acknowledged, or when the bot has answered it. */
export type Until = 'acked' | 'answered';

/** `cpuShare`: of one core, by the generator itself. */
export type ClosedLoop = { perSecond: number; cpuShare: number; latency: Latencies };
/** `late`: ms that the generator itself sent later than due, p99. `inTime`: done before the last was due, per second. */
export type OpenLoop = { latency: Latencies; late: number; inTime: number; cpuShare: number; refused: Refusals };
/** `bad`: refusals that do not say when to come back. */
export type Refusals = { count: number; bad: number; longestMs: number };

export type LoadCommands = {
  /** Connects everyone; their conversations, in the order of the speakers. */
  connect(target: Target): Promise<string[]>;
  /** Keeps `inFlight` messages under way, each from the next speaker in turn. */
  closedLoop(options: { inFlight: number; seconds: number; until?: Until }): Promise<ClosedLoop>;
  /** Sends by the clock, answered or not, each from the next speaker in turn. */
  openLoop(options: { perSecond: number; seconds: number; until?: Until }): Promise<OpenLoop>;
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
  closedLoop: async ({ inFlight, seconds, until = 'acked' }) => {
    const taken: number[] = [];
    const cpuShare = startCpu();
    const started = performance.now();
    const ends = started + seconds * 1000;
    const worker = async () => {
      for (let now = performance.now(); now < ends; ) {
        await sendNext(until);
        const then = performance.now();
        taken.push(then - now);
        now = then;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    const perSecond = (taken.length * 1000) / (performance.now() - started);
    return { perSecond, cpuShare: cpuShare(), latency: summarise(taken) };
  },
  openLoop: async ({ perSecond, seconds, until = 'acked' }) => {
    const taken: number[] = [];
    const late: number[] = [];
    const refused: Refusals = { count: 0, bad: 0, longestMs: 0 };
    const pending: Promise<void>[] = [];
    const cpuShare = startCpu();
    const started = performance.now();
    const ends = started + seconds * 1000;
    let inTime = 0;
    const done = (due: number) => {
      const now = performance.now();
      taken.push(now - due);
      if (now < ends) inTime += 1;
    };
    for (let sent = 0; sent < perSecond * seconds; ) {
      const now = performance.now();
      const due = started + (sent * 1000) / perSecond;
      if (due > now) {
        await pause(TICK_MS);
        continue;
      }
      sent += 1;
      late.push(now - due);
      pending.push(sendNext(until).then(() => done(due), countRefusal(refused)));
    }
    await Promise.all(pending);
    const latency = summarise(taken);
    return { latency, late: summarise(late).p99, inTime: inTime / seconds, cpuShare: cpuShare(), refused };
  },
};

function sendNext(until: Until): Promise<void> {
  const at = next++;
  const session = sessions[at % sessions.length];
  if (session === undefined) return Promise.reject(new Error('nobody is connected'));
  return until === 'acked'
    ? session.say(TEXTS[at % TEXTS.length] ?? '')
    : session.ask(QUESTIONS[at % QUESTIONS.length] ?? '');
}

function countRefusal(refused: Refusals): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Refused)) throw error;
    refused.count += 1;
    if (error.retryAfterMs === undefined) refused.bad += 1;
    refused.longestMs = Math.max(refused.longestMs, error.retryAfterMs ?? 0);
  };
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

answerParent(commands);
