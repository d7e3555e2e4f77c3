const { readdirSync } = require('node:fs');

// The rows of the design, highest first: a folder imports only from rows below its own, never from its own row.
const ROWS = [
  ['gateway', 'connectors', 'console', 'ingest', 'jobs'],
  ['learning'],
  ['conversation'],
  ['promotion', 'advice', 'risk'],
  ['recommendation', 'knowledge'],
  ['experiment'],
  ['profile'],
  ['shop'],
  ['ranking'],
  ['understanding'],
  ['privacy', 'access'],
  ['http', 'protocol', 'texts'],
];
const ADAPTERS = 'storage|commerce|remote';
/** Files beside the folders that any folder may use; the others put the folders together, and no folder knows them. */
const FOR_ALL = ['clock', 'config', 'errors', 'log', 'metrics'];
const ROOT = readdirSync('src')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => !FOR_ALL.includes(name));

const rowRules = ROWS.flatMap((row, index) =>
  row.map((folder) => ({
    name: `${folder}-imports-downwards`,
    comment: 'A folder imports only from rows below its own, never from its own row.',
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: {
      path: `^src/(${[...ROWS.slice(0, index + 1).flat(), ...ROOT, 'storage', 'commerce', 'remote'].filter((name) => name !== folder).join('|')})(/|\\.ts$)`,
    },
  })),
);

module.exports = {
  forbidden: [
    ...rowRules,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-app-imports-adapters',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `^src/((app|worker|wire|mount-routes|open-parts|open-stores|open-metrics|open-exchange|tune|store)\\.ts$|(${ADAPTERS})/)`,
      },
      to: { path: `^src/(${ADAPTERS})/` },
    },
    {
      name: 'adapters-import-ports',
      comment: 'An adapter imports port files, what these name, http/ and the last row.',
      severity: 'error',
      from: { path: `^src/(${ADAPTERS})/` },
      to: {
        path: `^src/((gateway|connectors|console|ingest|learning|promotion|advice|risk|recommendation|knowledge|experiment|ranking)/|(${ROOT.join('|')})\\.ts$)`,
        // The one port that learning declares.
        pathNot: '^src/learning/fine-tune/parallel/exchange\\.ts$',
      },
    },
    {
      name: 'only-the-process-reads-config',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/run-process\\.ts$' },
      to: { path: '^src/config\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'widget-takes-protocol-only',
      severity: 'error',
      from: { path: '^widget/' },
      to: { path: '^src/', pathNot: '^src/(protocol/|errors\\.ts$)' },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^(src|widget)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
