/** What the doctor found about one thing; `remedy` says what to do. */
export type Check = { name: string } & (
  | { kind: 'ok'; detail: string }
  | { kind: 'missing'; detail: string; remedy: string }
  | { kind: 'not applicable'; detail: string }
);

export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ kind }) => kind !== 'missing');
}

/** One line a check, and what to do below it. */
export function tellCheck(check: Check): string[] {
  const line = `${MARKS[check.kind]} ${check.name}: ${check.detail}`;
  return check.kind === 'missing' ? [line, `          → ${check.remedy}`] : [line];
}

const MARKS = { ok: 'ok       ', missing: 'missing  ', 'not applicable': 'n/a      ' } as const;
