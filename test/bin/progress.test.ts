// The progress bar: only in a terminal, and only for long work.
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { startProgress } from '../../src/bin/progress.js';

function watch(isTTY: boolean, work: { steps: number; bytes: number }): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 });
  const progress = startProgress({ name: 'Importing', ...work }, stream as unknown as NodeJS.WriteStream);
  for (let step = 0; step < work.steps; step += 1) progress.step();
  progress.stop();
  return String(stream.read() ?? '');
}

describe('a progress bar', () => {
  test.each([
    ['of many steps', { steps: 50, bytes: 10 }],
    ['of a few large ones', { steps: 2, bytes: 5_000_000 }],
  ])('is drawn in a terminal for work %s', (_, work) => {
    expect(watch(true, work)).toMatch(new RegExp(`Importing .*0/${work.steps}`));
  });

  test.each([
    ['in a pipe', false, { steps: 50, bytes: 5_000_000 }],
    ['for what is done at once', true, { steps: 3, bytes: 1000 }],
  ])('is not drawn %s', (_, isTTY, work) => {
    expect(watch(isTTY, work)).toBe('');
  });
});
