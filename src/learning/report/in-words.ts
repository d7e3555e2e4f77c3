/** A share with one digit: 91.4 %. */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)}\u00a0%`;
}

/** A share as people say it: 91 in 100. */
export function inHundred(share: number): string {
  return `${Math.round(100 * share)} in 100`;
}

/** A difference of shares in points, with its sign: +1.2. */
export function points(difference: number): string {
  const text = Math.abs(100 * difference).toFixed(1);
  if (text === '0.0') return '0.0';
  return difference > 0 ? `+${text}` : `−${text}`;
}

/** A count with thin groups: 1,234. */
export function count(number: number): string {
  return number.toLocaleString('en-GB');
}

/** "1 message", "2 messages". */
export function messages(number: number): string {
  return number === 1 ? '1 message' : `${count(number)} messages`;
}

/** An intent's name for reading: track_order → track order. */
export function intentName(label: string): string {
  return label.replaceAll('_', ' ');
}
