import { defineConfig } from 'vitest/config';

/** Two suites: rules, services and rooms beside their code, and the started system in `deploy/e2e`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,server,client,deploy,assets}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**'],
          pool: 'forks',
          maxWorkers: 2,
          // PGlite takes some seconds to start where both cores are busy.
          testTimeout: 30_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['deploy/e2e/**/*.e2e.ts'],
          fileParallelism: false,
          // The processor draws the scenes: where it is busy with other things, a second of frames takes many.
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
