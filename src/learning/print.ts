/** A share as a command prints it: 91.40 %. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Results go to stdout; progress does not. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
