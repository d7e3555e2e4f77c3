// `npm run bench -- NAME`: progress on stderr, one JSON object as the last line of stdout. `list` names them all.
import { readdirSync } from 'node:fs';
import { install } from './install.mjs';

install();
const { buildAll } = await import('./build.mjs');
await buildAll({ withTests: true });

const names = readdirSync('test/bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const [name = 'list', ...rest] = process.argv.slice(2);

if (name === 'list') {
  process.stdout.write(`${names.join('\n')}\n`);
} else if (names.includes(name)) {
  const { run } = await import(`../dist/test/bench/${name}.bench.js`);
  const result = await run((line) => process.stderr.write(`${line}\n`), rest);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
} else {
  process.stderr.write(`There is no bench ${name}. Known: ${names.join(', ')}\n`);
  process.exit(1);
}
