// What is counted by day: many workspaces are few writes, and what could not be written is written later.
import { expect, test } from 'vitest';
import { createDigest } from '../src/digest/digest.js';
import type { Count, Where } from '../src/digest/ports.js';
import type { Reply } from '../src/ports.js';
import { createFakeLogger } from './fakes/logger.js';

const answered: Reply = {
  document: { type: 'root', children: [] },
  why: { type: 'root', children: [] },
  outcome: 'answered',
  entries: ['rag'],
  score: 1,
};

/** A digest on a store that notes each write, and fails as often as it is told. */
function begin(failures = 0) {
  const writes: (readonly (Where & Count)[])[] = [];
  let left = failures;
  const logger = createFakeLogger();
  const digest = createDigest({
    store: {
      counts: {
        add: async (counts) => {
          left -= 1;
          if (left >= 0) throw new Error('locked');
          writes.push(counts);
        },
        between: async () => [],
      },
      gaps: { top: async () => [] },
    },
    titleOf: async () => undefined,
    clock: { now: () => Date.UTC(2026, 5, 1) },
    logger,
  });
  const ask = (workspace: string) =>
    digest.note({ type: 'question', text: 'what is RAG?', from: { platform: 'slack', workspace } }, answered);
  return { digest, ask, writes, logger };
}

test('what was asked in a thousand workspaces is four writes, each of which names a count once', async () => {
  const { digest, ask, writes } = begin();
  for (let at = 0; at < 3_000; at += 1) ask(`T${at % 1_000}`);
  await digest.settle();
  expect(writes.map(({ length }) => length)).toEqual([500, 500, 500, 500]);
  const keys = writes.flat().map(({ platform, workspace, day, what }) => [platform, workspace, day, what].join(' '));
  expect(new Set(keys).size).toBe(2_000);
  expect(writes.flat().every(({ count }) => count === 3)).toBe(true);
});

test('what could not be written is told, kept, and written with what comes next', async () => {
  const { digest, ask, writes, logger } = begin(1);
  ask('T1');
  await digest.settle();
  expect([writes, logger.events()]).toEqual([[], ['counts_not_kept']]);
  ask('T1');
  await digest.settle();
  expect(writes.flat()).toEqual([
    { platform: 'slack', workspace: 'T1', day: '2026-06-01', what: 'answered', count: 2 },
    { platform: 'slack', workspace: 'T1', day: '2026-06-01', what: 'entry:rag', count: 2 },
  ]);
});
