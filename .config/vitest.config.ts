import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed-properties.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only fight the encoder processes for them.
    maxWorkers: 2,
    // Read from their browser sources, as the build does: the builds for Node leave out gradients.
    server: { deps: { inline: [/@tensorflow\/tfjs-core/] } },
  },
});
