const DAY_MS = 86_400_000;

/** The evening, 18:00 UTC, of the day `days` working days (Monday to Friday) after `from`. */
export function addWorkingDays(from: number, days: number): number {
  let day = new Date(from).setUTCHours(18, 0, 0, 0);
  for (let left = days; left > 0; ) {
    day += DAY_MS;
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}

function isWeekend(at: number): boolean {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6;
}
