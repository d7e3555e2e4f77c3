import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes an intent with as many phrases as one needs; none of them means anything. */
export function writeIntent(folder: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  const phrases = Array.from({ length: 8 }, (_, at) => `    - ${name} ${at}`);
  const head = [`intent: ${name}`, 'title: A wish', 'description: One.', 'reply: { say: { en: Yes. } }'];
  writeFileSync(join(folder, `${name}.yaml`), [...head, 'phrases:', '  en:', ...phrases, ''].join('\n'));
}
