import { defineConfig } from 'vitest/config';

const ASSISTANT = 'server/assistant/**/*.test.ts';
const ALONE = 'deploy/e2e/**/*.alone.e2e.ts';
/** Also of `expect.poll`, whose own second is short for a busy machine; what comes is seen soon. */
const LIMITS_FOR_WHAT_HANGS = {
  unit: { testTimeout: 60_000, hookTimeout: 90_000, expect: { poll: { timeout: 20_000, interval: 20 } } },
  browser: { testTimeout: 300_000, hookTimeout: 180_000, expect: { poll: { timeout: 30_000 } } },
};

/**
 * Five suites: rules of the client and what it shares with the server in one process; services and rooms beside their code, those of the
 * assistant in one process too; the started system in `deploy/e2e`, in pages two files at a time; and
 * there in `*.alone.e2e.ts` what draws scenes or measures sound, and needs the machine for itself.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['{shared,client,assets}/**/*.test.{ts,tsx}'],
          pool: 'forks',
          // They start nothing and keep nothing: a process for each of 127 files would take three times as long as the tests.
          isolate: false,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...LIMITS_FOR_WHAT_HANGS.unit,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['{server,deploy}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ASSISTANT],
          pool: 'forks',
          // More than two cores: many of them wait.
          maxWorkers: 3,
          globalSetup: 'server/lib/prepare-pglite.ts',
          ...LIMITS_FOR_WHAT_HANGS.unit,
        },
      },
      {
        test: {
          name: 'assistant',
          include: [ASSISTANT],
          pool: 'forks',
          // One process for all: what it has learned of a language, some seconds' work, is there for every file.
          isolate: false,
          fileParallelism: false,
          // Vitest lets those run together that have as many processes; `deploy/test.ts` runs the two beside each other.
          sequence: { groupOrder: 1 },
          globalSetup: 'server/lib/prepare-pglite.ts',
          ...LIMITS_FOR_WHAT_HANGS.unit,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['deploy/e2e/**/*.e2e.ts'],
          exclude: [ALONE],
          globalSetup: 'deploy/e2e/prepare-data.ts',
          maxWorkers: 2,
          ...LIMITS_FOR_WHAT_HANGS.browser,
        },
      },
      {
        test: {
          name: 'e2e-alone',
          include: [ALONE],
          globalSetup: 'deploy/e2e/prepare-data.ts',
          // The processor draws the scenes: where it is busy with other things, a second of frames takes many.
          fileParallelism: false,
          ...LIMITS_FOR_WHAT_HANGS.browser,
        },
      },
    ],
  },
});
