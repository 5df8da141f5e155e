// What workspaces taught, the same on both databases: across restarts, in two processes, and after the bot was removed.
import { expect, test } from 'vitest';
import { elsewhere, gpu, manager, member, openProcess, plain, targetOf } from '../taught/teaching.js';
import { describeDatabases } from './databases.js';

const place = { platform: 'discord', workspace: 'W1' };
const dayMs = 24 * 60 * 60_000;
const asked = 'How do I request a GPU?';

describeDatabases('what is taught', ({ createUrl }) => {
  test('is known to another process a second later, as is its removal, and outlives both', async () => {
    const [url, clock] = [await createUrl(), { time: Date.UTC(2026, 5, 1) }];
    const [one, other] = [openProcess(url, clock), openProcess(url, clock)];
    // Both have read the workspace by now.
    for (const { ask } of [one, other]) expect((await ask(member, asked)).entries).toEqual([]);
    await one.teach(manager, gpu);
    expect(plain(await one.ask(member, asked))).toContain('platform team');
    clock.time += 1_000;
    const answer = await other.ask(member, asked);
    expect(plain(answer)).toContain('platform team');
    await other.type(manager, `remove ${answer.entries[0]}`);
    clock.time += 1_000;
    expect((await one.ask(member, asked)).entries).toEqual([]);
    const { document } = await one.type(manager, 'history');
    await one.press(manager, targetOf(document, 'Restore: 2'));
    await Promise.all([one.store.close(), other.store.close()]);
    expect(plain(await openProcess(url, clock).ask(member, asked))).toContain('platform team');
  });

  test('is saved once, however many press at once in however many processes', async () => {
    const url = await createUrl();
    const [one, other] = [openProcess(url), openProcess(url)];
    const preview = await one.fill(manager, 'ai-teach:new', gpu);
    const save = targetOf(preview.document, 'Save');
    const said = await Promise.all([one, other, one, other].map(({ press }) => press(manager, save)));
    const saved = said.filter((reply) => plain(reply).includes('is answered here'));
    expect([saved.length, said.length - saved.length]).toEqual([1, 3]);
    expect((await one.store.taught.read(place)).answers).toHaveLength(1);
    expect(await one.store.taught.history(place, 9)).toHaveLength(1);
  });

  test('stays for 30 days after the bot was removed, and then goes, with all that belongs to it', async () => {
    const { clock, store, teach } = openProcess(await createUrl());
    await teach(manager, gpu);
    await teach(elsewhere, gpu);
    await store.taught.left(place, true);
    clock.time += 30 * dayMs;
    await store.people.purge(0, clock.time);
    expect((await store.taught.read(place)).answers).toHaveLength(1);
    clock.time += 1;
    await store.people.purge(0, clock.time);
    const { version, answers } = await store.taught.read(place);
    expect([version, answers, await store.taught.history(place, 9)]).toEqual([0, [], []]);
    expect((await store.taught.read({ ...place, workspace: 'W2' })).answers).toHaveLength(1);
  });

  test('stays if the bot came back in time', async () => {
    const { clock, store, teach } = openProcess(await createUrl());
    await teach(manager, gpu);
    await store.taught.left(place, true);
    clock.time += 29 * dayMs;
    await store.taught.left(place, false);
    clock.time += 29 * dayMs;
    await store.people.purge(0, clock.time);
    expect((await store.taught.read(place)).answers).toHaveLength(1);
  });

  test('takes words that no database likes', async () => {
    const { store, teach } = openProcess(await createUrl());
    await teach(manager, { ...gpu, answer: 'Ask \0 "them"; drop table taught_answers; -- \\u0000 🎉' });
    const [answer] = (await store.taught.read(place)).answers;
    expect(answer?.answer).toBe('Ask  "them"; drop table taught_answers; -- \\u0000 🎉');
  });

  test('is answered as if nothing was taught while the database is gone', async () => {
    const { ask, store } = openProcess(await createUrl());
    await store.close();
    expect((await ask(member, 'What is RAG?')).entries).toEqual(['rag']);
  });
});
