// How the tests run: everything under test/, each test bounded in time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those of npm run test:slow.
    exclude: ['test/slow/**', '**/node_modules/**'],
    // By default one core is left idle, which of two is half.
    maxWorkers: '100%',
    // Files share what they load: to load the SDKs and the engine takes longer than most files. No test may change what others import.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/summary-reporter.ts'],
  },
});
