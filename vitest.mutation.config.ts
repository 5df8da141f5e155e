// What mutants have to get past: the quick tests of the engine and those of the tips' due times. The question sets, which would catch
// more, take too long to ask for each mutant.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/engine/answer.test.ts',
      'test/engine/rank.test.ts',
      'test/engine/spelling.test.ts',
      'test/tips/timing.test.ts',
    ],
    testTimeout: 60_000,
  },
});
