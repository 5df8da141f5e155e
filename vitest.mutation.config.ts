// What mutants have to survive: the tests of the engine and of the tips' due times, without those that start processes.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/engine/*.test.ts', 'test/tips/timing.test.ts'],
    testTimeout: 60_000,
  },
});
