// Weekly posts and counts, the same on both databases: in two processes, across restarts, and until they are deleted.
import { expect, test } from 'vitest';
import type { CommandInput } from '../../src/ports.js';
import type { Poster } from '../../src/tips/ports.js';
import { createFakePoster } from '../fakes/poster.js';
import { manager, member, openProcess, plain } from '../taught/teaching.js';
import { describeDatabases } from './databases.js';

const place = { platform: 'discord', workspace: 'W1' };
const dayMs = 86_400_000;
// A Monday, two hours before the digest.
const monday = Date.UTC(2026, 5, 1, 7);
const on: CommandInput = { type: 'options', subcommand: 'on', options: new Map() };
const toChannel: CommandInput = { ...on, options: new Map([['channel', 'C7']]) };

describeDatabases('what comes every week', ({ createUrl }) => {
  const open = async (count: number) => {
    const [url, clock] = [await createUrl(), { time: monday }];
    const fake = createFakePoster({ now: () => clock.time }, { perSecond: 100, per: 'platform' }, 120_000);
    const begin = () => openProcess(url, clock, undefined, new Map<string, Poster>([['discord', fake.poster]]));
    const all = Array.from({ length: count }, begin);
    const [first] = all;
    if (first === undefined) throw new Error('no process');
    const tickAt = async (time: number, running = all) => {
      clock.time = time;
      await Promise.all(running.map(({ tips }) => tips.delivery.tick()));
    };
    return { ...first, ...fake, all, begin, clock, tickAt };
  };

  test('is posted once by two processes, and counts what both answered', async () => {
    const { all, command, posts, begin, tickAt } = await open(2);
    await command(manager, toChannel, 'ai-digest');
    for (const { ask, digest } of all) {
      await ask(member, 'What is RAG?');
      await digest.settle();
    }
    await tickAt(monday + 2 * 3_600_000);
    expect(posts.map(({ channel, words }) => [channel, /This week: 2 questions/.test(words)])).toEqual([['C7', true]]);
    for (const { store } of all) await store.close();
    const again = begin();
    await tickAt(monday + 7 * dayMs + 2 * 3_600_000, [again]);
    expect(posts.map(({ words }) => /This week: 0 questions/.test(words))).toEqual([false, true]);
  });

  test('is not set twice by two people at once, and each change of the settings is kept', async () => {
    const { all, store, tickAt, posts } = await open(2);
    await Promise.all([
      all[0]?.command(manager, toChannel, 'ai-digest'),
      all[1]?.command({ ...manager, user: '400' }, toChannel, 'ai-digest'),
      all[0]?.fill(manager, 'ai-settings:teach', { teachers: '77', second: 'on' }),
      all[1]?.fill(manager, 'ai-settings:help', { help: 'H1', certainty: 'eager' }),
    ]);
    const settings = JSON.parse((await store.taught.read(place)).settings ?? '{}');
    expect(settings).toMatchObject({ teachers: ['77'], second: true, help: ['H1'], certainty: 'eager' });
    expect(await store.tips.list(place, 'digest')).toHaveLength(1);
    await tickAt(monday + 2 * 3_600_000);
    expect(posts).toHaveLength(1);
  });

  test('no longer goes to people who asked to be forgotten, and settings don’t mention them', async () => {
    const { command, store, tickAt, told } = await open(1);
    await command(manager, on, 'ai-digest');
    expect((await store.taught.read(place)).settings).not.toContain(manager.user);
    await store.people.forget(manager);
    await tickAt(monday + 2 * 3_600_000);
    expect(told).toEqual([]);
  });

  test('is counted for 60 days, and goes with the workspace', async () => {
    const { ask, digest, store, clock, fill } = await open(1);
    await fill(manager, 'ai-settings:teach', { second: 'off' });
    for (const from of [member, { ...member, workspace: 'W2' }]) await ask(from, 'What is RAG?');
    await digest.settle();
    const kept = (workspace: string) => store.counts.between({ ...place, workspace }, '2026-01-01', '2027-01-01');
    await store.taught.left(place, true);
    clock.time += 31 * dayMs;
    await store.people.purge(0, clock.time);
    expect([(await kept('W1')).length, (await kept('W2')).length]).toEqual([0, 2]);
    clock.time += 30 * dayMs;
    await store.people.purge(0, clock.time);
    expect(await kept('W2')).toEqual([]);
  });

  test('cannot be read by whoever has the database: no words and no people are among the counts', async () => {
    const { ask, digest, store, command } = await open(1);
    await ask(member, 'who hands out the blue badges');
    await digest.settle();
    const counts = JSON.stringify(await store.counts.between(place, '2026-01-01', '2027-01-01'));
    expect(counts).not.toMatch(/badges|100100/);
    expect(plain(await command(manager, { ...on, subcommand: 'now' }, 'ai-digest'))).toContain('This week: 1 question');
  });
});
