/**
 * Judges a run in the manner of Jepsen: clients journal what they asked for and how it ended, readers journal what they
 * were given, and afterwards one question is asked: can all of this be one log that keeps its promises?
 */
export type History = { calls: Call[]; readers: Reader[] };

/** One message a client asked for. Ticks order the journal: a lower one happened before. */
export type Call = {
  client: string;
  conversation: string;
  message: string;
  invokedAt: number;
  outcome:
    | { kind: 'ok'; seq: number; at: number }
    /** Turned away before anything was stored. */
    | { kind: 'refused' }
    /** No answer came: stored once or not at all. */
    | { kind: 'unknown' };
};

/** What one reader was given of one conversation, in the order it was shown. */
export type Reader = {
  name: string;
  conversation: string;
  /** Everything up to here was given, as far as this reader may see it. */
  upTo: number;
  entries: Entry[];
  /** From this seq on the reader sees every event, so that a missing number is a gap. */
  seesAllFrom?: number;
};

export type Entry = {
  seq: number;
  /** The client's id, where a client wrote it. */
  message?: string;
  /** What it says, as far as readers can compare it. */
  content: string;
  /** Seqs of the messages that this answers. */
  answers?: number[];
};

export type Fault = {
  kind: /** Acknowledged, and not where a reader looked. */
    | 'lost'
    /** Acknowledged under another number than it has. */
    | 'moved'
    | 'doubled'
    /** In the log, but refused or never asked for. */
    | 'invented'
    | 'gap'
    /** Shown after a later one. */
    | 'misordered'
    /** Two readers were given different things under one number. */
    | 'disagreement'
    /** A client's later message has the lower number. */
    | 'overtaken'
    /** Nobody read the conversation, so nothing is known of it. */
    | 'unread'
    | 'unanswered'
    | 'answered-twice';
  conversation: string;
  detail: string;
};

/** Every promise that this history breaks; empty when it keeps them all. */
export function checkHistory({ calls, readers }: History): Fault[] {
  const callsBy = groupBy(calls, ({ conversation }) => conversation);
  const readersBy = groupBy(readers, ({ conversation }) => conversation);
  return [...new Set([...callsBy.keys(), ...readersBy.keys()])].flatMap((conversation) => {
    const asked = callsBy.get(conversation) ?? [];
    const given = readersBy.get(conversation) ?? [];
    const found = [
      ...given.flatMap(readerFaults),
      ...disagreements(given),
      ...given.flatMap((reader) => callFaults(asked, reader)),
      ...overtaken(asked),
      ...(given.length === 0 && asked.length > 0 ? [{ kind: 'unread' as const, detail: 'no reader' }] : []),
    ];
    return found.map((fault) => ({ ...fault, conversation }));
  });
}

/** For a conversation that the bot answers, once it has come to rest: each message is answered exactly once. */
export function checkAnswers({ conversation, entries }: Pick<Reader, 'conversation' | 'entries'>): Fault[] {
  const answered = countBy(entries.flatMap(({ answers = [] }) => answers));
  return entries
    .filter(({ message, answers }) => message !== undefined && answers === undefined)
    .flatMap(({ seq }): Fault[] => {
      const times = answered.get(seq) ?? 0;
      if (times === 1) return [];
      return [{ kind: times === 0 ? 'unanswered' : 'answered-twice', conversation, detail: `message ${seq}` }];
    });
}

type Found = Omit<Fault, 'conversation'>;

function readerFaults({ name, entries, upTo, seesAllFrom }: Reader): Found[] {
  const found: Found[] = [];
  let last = 0;
  for (const { seq } of entries) {
    if (seq === last) found.push({ kind: 'doubled', detail: `${name} was shown ${seq} twice` });
    if (seq < last) found.push({ kind: 'misordered', detail: `${name} was shown ${seq} after ${last}` });
    if (seq > upTo) found.push({ kind: 'gap', detail: `${name} was shown ${seq}, beyond its end at ${upTo}` });
    last = seq;
  }
  for (const [message, times] of countBy(entries.flatMap(({ message }) => message ?? []))) {
    if (times > 1) found.push({ kind: 'doubled', detail: `${name} was given ${message} ${times} times` });
  }
  if (seesAllFrom === undefined) return found;
  const seqs = new Set(entries.map(({ seq }) => seq));
  for (let seq = seesAllFrom; seq <= upTo; seq++) {
    if (!seqs.has(seq)) found.push({ kind: 'gap', detail: `${name} was not given ${seq}` });
  }
  return found;
}

/** Under one number, all who have read that far were given the same. */
function disagreements(readers: Reader[]): Found[] {
  const [longest, ...others] = [...readers].sort((one, other) => other.upTo - one.upTo);
  if (longest === undefined) return [];
  const truth = contentBySeq(longest);
  return others.flatMap((other) => {
    const given = contentBySeq(other);
    const seqs = new Set([...given.keys(), ...[...truth.keys()].filter((seq) => seq <= other.upTo)]);
    return [...seqs]
      .filter((seq) => given.get(seq) !== truth.get(seq))
      .map((seq): Found => ({ kind: 'disagreement', detail: `${longest.name} and ${other.name} differ at ${seq}` }));
  });
}

function contentBySeq({ entries }: Reader): Map<number, string> {
  return new Map(entries.map(({ seq, message, content }) => [seq, `${message ?? ''}\u0000${content}`]));
}

function callFaults(calls: Call[], { name, entries }: Reader): Found[] {
  const seqOf = new Map(
    entries.flatMap(({ seq, message }) => (message === undefined ? [] : [[message, seq] as const])),
  );
  const expected = new Set<string>();
  const found: Found[] = [];
  for (const { message, outcome } of calls) {
    if (outcome.kind !== 'refused') expected.add(message);
    if (outcome.kind !== 'ok') continue;
    const seq = seqOf.get(message);
    if (seq === undefined) found.push({ kind: 'lost', detail: `${message}, acked as ${outcome.seq}, for ${name}` });
    else if (seq !== outcome.seq) {
      found.push({ kind: 'moved', detail: `${message}, acked as ${outcome.seq}, is ${seq} for ${name}` });
    }
  }
  for (const message of seqOf.keys()) {
    if (!expected.has(message)) found.push({ kind: 'invented', detail: `${message}, for ${name}` });
  }
  return found;
}

/** What was acknowledged before the next was asked for has the lower number, client by client. */
function overtaken(calls: Call[]): Found[] {
  return [...groupBy(calls, ({ client }) => client).values()].flatMap((mine) => {
    const acked = mine
      .flatMap(({ invokedAt, outcome, message }) =>
        outcome.kind === 'ok' ? [{ invokedAt, at: outcome.at, seq: outcome.seq, message }] : [],
      )
      .sort((one, other) => one.invokedAt - other.invokedAt);
    return acked.flatMap((call, index): Found[] => {
      const earlier = acked.slice(0, index).find(({ at, seq }) => at < call.invokedAt && seq >= call.seq);
      return earlier === undefined ? [] : [{ kind: 'overtaken', detail: `${earlier.message} by ${call.message}` }];
    });
  });
}

function groupBy<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function countBy<T>(values: T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
