/** A flow as it is drawn: boxes in the order they are come to, what leads out of them, and where the way parts. */
export type Chart = {
  /** The flow's name. */
  name: string;
  title: string;
  language: ChartLanguage;
  begin: Box;
  steps: ChartStep[];
};

export type ChartLanguage = 'en' | 'zh';

export type Box = {
  kind: 'begin' | 'ask' | 'confirm' | 'do' | 'say' | 'branch' | 'hand-over' | 'over';
  /** What kind of step it is, in a few words. */
  head: string;
  /** What is said, or what it is about. */
  text: string;
  /** The same in other words. */
  others: readonly string[];
  /** What is to be known of it: levels, checks. */
  notes: readonly string[];
};

export type ChartStep = { kind: 'box'; box: Box; exits: Exit[]; isLast: boolean } | ChartBranch;

/** Both ways come together behind it, but for those that end. */
export type ChartBranch = { kind: 'branch'; box: Box; met: Way; otherwise: Way };

/** A way that leaves the job, or goes back in it. */
export type Exit = { when: string; box: Box };

export type Way = { when: string; steps: ChartStep[] };
