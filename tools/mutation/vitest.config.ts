// What mutants have to get past: the tests of the engine and the tips that take no more than a second or two. The question sets
// (accuracy.test.ts, sentences.test.ts) and learning (new-entry.test.ts) would catch more, but take too long to run for each
// mutant. MUTATION_TESTS names others or fewer, separated by commas.

import type { TestContext } from 'vitest';
import { configDefaults, defineConfig } from 'vitest/config';
import type { Reporter, Vitest } from 'vitest/node';

// Stryker counts failed tests. A file that can't even be loaded has none, and the mutant that broke it would count as a survivor.
let vitest: Vitest;
const failWhatCannotLoad: Reporter = {
  onInit: (started) => {
    vitest = started;
  },
  onTestRunEnd: () => {
    for (const file of vitest.state.getFiles()) {
      if (file.result?.state !== 'fail' || file.tasks.length > 0) continue;
      const { id, mode, meta, result } = file;
      const name = 'is loaded';
      const names = { name, fullName: name, fullTestName: name };
      const context = {} as TestContext;
      file.tasks.push({
        id,
        ...names,
        type: 'test',
        file,
        mode,
        meta,
        result,
        context,
        timeout: 0,
        annotations: [],
        artifacts: [],
      });
    }
  },
};

const { MUTATION_TESTS = 'test/engine/*.test.ts,test/tips/*.test.ts' } = process.env;

export default defineConfig({
  test: {
    include: MUTATION_TESTS.split(','),
    exclude: [
      ...configDefaults.exclude,
      'test/engine/accuracy.test.ts',
      'test/engine/new-entry.test.ts',
      'test/engine/sentences.test.ts',
    ],
    testTimeout: 60_000,
    // Each mutant has its own process; sharing loaded modules between files makes each run several times as fast.
    isolate: false,
    reporters: [failWhatCannotLoad],
  },
});
