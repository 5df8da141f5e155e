// How the tests run: everything under test/, each test bounded in time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those of npm run test:slow, and those that say at their top why they are not run yet.
    exclude: ['test/slow/**', 'test/unproven/**', '**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/summary-reporter.ts'],
  },
});
