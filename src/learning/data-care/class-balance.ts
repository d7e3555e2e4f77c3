/** How rows are spread over labels; shares are of all rows. */
export type ClassBalance = {
  rows: number;
  /** Largest first, equal ones by name. */
  classes: { label: string; count: number; share: number }[];
  /** How many times as large the largest class is as the smallest; 1 when there are none. */
  skew: number;
  /** Of the label, in bits: log2 of the number of labels when all are alike. */
  entropy: number;
  /** Entropy as a share of the most it could be: 1 when all classes are alike. */
  evenness: number;
};

const BAR = 30;

export function classBalance(rows: readonly { label: string }[]): ClassBalance {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  const classes = [...counts]
    .map(([label, count]) => ({ label, count, share: count / rows.length }))
    .sort((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1));
  const entropy = classes.reduce((sum, { share }) => sum - share * Math.log2(share), 0);
  return {
    rows: rows.length,
    classes,
    skew: (classes[0]?.count ?? 1) / (classes.at(-1)?.count ?? 1),
    entropy,
    evenness: classes.length < 2 ? 1 : entropy / Math.log2(classes.length),
  };
}

/** The balance as lines of text with a bar for each class. */
export function formatBalance({ rows, classes, skew, evenness }: ClassBalance): string {
  const width = Math.max(0, ...classes.map(({ label }) => label.length));
  const most = classes[0]?.count ?? 1;
  return [
    ...classes.map(({ label, count, share }) => {
      const bar = '█'.repeat(Math.max(1, Math.round((BAR * count) / most)));
      return `${label.padEnd(width)} ${String(count).padStart(6)} ${(100 * share).toFixed(1).padStart(5)} % ${bar}`;
    }),
    `${rows} rows, ${classes.length} labels; largest to smallest ${skew.toFixed(1)} to 1; evenness ${evenness.toFixed(3)}`,
  ].join('\n');
}
