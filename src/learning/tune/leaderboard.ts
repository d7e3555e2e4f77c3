import type { EndedTrial, EndedTrials } from './trial.js';

type Done = Extract<EndedTrial, { kind: 'done' }>;

/**
 * Every candidate by its last finished trial, the best first: those that got further before those that fell out on the
 * way, then by accuracy, then the one that needed fewer epochs.
 */
export function rankTrials(ended: EndedTrials): Done[] {
  const last = new Map<number, Done>();
  for (const outcome of ended.values()) {
    if (outcome.kind !== 'done') continue;
    const before = last.get(outcome.trial.candidate);
    if (before === undefined || before.trial.rung < outcome.trial.rung) last.set(outcome.trial.candidate, outcome);
  }
  return [...last.values()].sort(
    (one, other) =>
      other.trial.rung - one.trial.rung ||
      other.devAccuracy - one.devAccuracy ||
      one.trial.epochs - other.trial.epochs ||
      one.trial.candidate - other.trial.candidate,
  );
}

/** The leaderboard as a Markdown page. @param names settings that the search chooses */
export function leaderboardPage(ended: EndedTrials, names: readonly string[]): string {
  const failed = [...ended.values()].filter((outcome) => outcome.kind === 'failed');
  const lines = ['# Leaderboard', '', ...leaderboardTable(ended, names)];
  if (failed.length > 0) lines.push('', '## Failed', '');
  for (const { trial, reason } of failed) lines.push(`- ${trial.id}: ${reason.replace(/\s+/g, ' ')}`);
  return `${lines.join('\n')}\n`;
}

/** @param limit rows at most */
export function leaderboardTable(ended: EndedTrials, names: readonly string[], limit = Infinity): string[] {
  const columns = names.filter((name) => name !== 'epochs');
  const header = ['place', 'trial', 'dev accuracy', 'epochs', 'seconds', ...columns];
  const rows = rankTrials(ended)
    .slice(0, limit)
    .map(({ trial, devAccuracy, seconds }, index) => {
      const values: Record<string, unknown> = { ...trial.settings, seed: trial.seed };
      const given = columns.map((name) => JSON.stringify(values[name]) ?? '');
      return [`${index + 1}`, trial.id, percent(devAccuracy), `${trial.epochs}`, seconds.toFixed(1), ...given];
    });
  return alignTable([header, header.map(() => '---'), ...rows]);
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function alignTable(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
}
