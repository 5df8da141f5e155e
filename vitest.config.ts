// How the tests run: everything under test/, each test bounded in time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those of npm run test:slow.
    exclude: ['test/slow/**', '**/node_modules/**'],
    // By default one core is left idle, which of two is half.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/summary-reporter.ts'],
  },
});
