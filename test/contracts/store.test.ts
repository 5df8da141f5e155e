// What every store does, on both databases.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Origin } from '../../src/ports.js';
import type { Store } from '../../src/store/ports.js';
import { createStore } from '../../src/store/store.js';
import { createFakeLogger } from '../fakes/logger.js';
import { describeDatabases } from './databases.js';

const ada: Origin = { platform: 'discord', workspace: '1', channel: '2', user: '100000000000000001' };
const ben: Origin = { platform: 'slack', workspace: 'T1', channel: 'C1', user: 'U1' };
const rag = { type: 'entry', id: 'rag' } as const;
const day = 24 * 60 * 60_000;

describeDatabases('the store', ({ createUrl }) => {
  /** A store on a database of its own, or on the given one. */
  async function open(url?: string): Promise<{ store: Store; clock: { time: number }; url: string }> {
    const clock = { time: Date.UTC(2026, 0, 1) };
    const at = url ?? (await createUrl());
    const logger = createFakeLogger();
    const store = createStore({ options: { url: at }, logger, clock: { now: () => clock.time } });
    onTestFinished(() => store.close());
    return { store, clock, url: at };
  }

  describe('installations', () => {
    test('are kept by platform and workspace, replaced and removed', async () => {
      const { store, url } = await open();
      await store.installations.put('slack', 'T1', '{"token":"one"}');
      await store.installations.put('slack', 'T2', '{"token":"two"}');
      await store.installations.put('slack', 'T1', '{"token":"three"}');
      expect(await store.installations.get('slack', 'T1')).toBe('{"token":"three"}');
      expect(await store.installations.get('other', 'T1')).toBeUndefined();
      await store.installations.remove('slack', 'T1');
      await store.installations.remove('slack', 'T1');
      await store.close();
      const again = await open(url);
      expect(await again.store.installations.get('slack', 'T1')).toBeUndefined();
      expect(await again.store.installations.get('slack', 'T2')).toBe('{"token":"two"}');
    });
  });

  describe('installations with a key', () => {
    test('are encrypted, also those from before there was one', async () => {
      const { store, url } = await open();
      await store.installations.put('slack', 'T1', '{"token":"xoxb-old"}');
      await store.close();
      const key = Buffer.alloc(32, 7);
      const parts = { options: { url }, logger: createFakeLogger(), clock: { now: () => 1 } };
      const withKey = createStore({ ...parts, key });
      onTestFinished(() => withKey.close());
      await withKey.installations.put('slack', 'T2', '{"token":"xoxb-new"}');
      expect(await withKey.installations.get('slack', 'T1')).toBe('{"token":"xoxb-old"}');
      expect(await withKey.installations.get('slack', 'T2')).toBe('{"token":"xoxb-new"}');

      const without = createStore(parts);
      onTestFinished(() => without.close());
      for (const workspace of ['T1', 'T2'])
        await expect(without.installations.get('slack', workspace)).rejects.toThrow('set DATABASE_KEY');
      // The database itself is fine.
      expect(await without.health()).toEqual({ ok: true });
    });
  });

  describe('feedback', () => {
    test('is one vote per person and answer; changing one’s mind replaces it', async () => {
      const { store } = await open();
      await store.feedback.put({ from: ada, about: rag, helpful: true });
      await store.feedback.put({ from: ada, about: rag, helpful: true });
      await store.feedback.put({ from: ben, about: rag, helpful: true });
      expect(await store.feedback.tally(rag)).toEqual({ helpful: 2, notHelpful: 0 });
      await store.feedback.put({ from: ada, about: rag, helpful: false });
      expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 1 });
      expect(await store.feedback.tally({ type: 'entry', id: 'gan' })).toEqual({ helpful: 0, notHelpful: 0 });
    });

    test('returns the vote it replaces, in the same workspace', async () => {
      const { store, clock } = await open();
      const here = { ...ada, platform: 'slack', workspace: 'T1' };
      const first = clock.time;
      expect(await store.feedback.put({ from: here, about: rag, helpful: true })).toBeUndefined();
      clock.time += 5;
      expect(await store.feedback.put({ from: here, about: rag, helpful: false })).toEqual({
        helpful: true,
        at: first,
      });
      expect(await store.feedback.put({ from: here, about: rag, helpful: false, reason: 'no' })).toEqual({
        helpful: false,
        at: first + 5,
      });
      expect(
        await store.feedback.put({ from: { ...here, workspace: 'T2' }, about: rag, helpful: true }),
      ).toBeUndefined();
    });

    test('on an answer to words is told from one on an entry', async () => {
      const { store } = await open();
      const about = { type: 'question', question: 'what is RAG?' } as const;
      await store.feedback.put({ from: ada, about, helpful: false });
      expect(await store.feedback.tally(about)).toEqual({ helpful: 0, notHelpful: 1 });
      expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 0 });
    });

    test('keeps the reason that follows a vote, and drops it with the vote', async () => {
      const { store } = await open();
      const asked = { key: 'rag', words: 'what is RAG?' };
      await store.feedback.put({ from: ada, about: rag, helpful: false, reason: 'too short' }, asked);
      await store.feedback.put({ from: ada, about: rag, helpful: false }, asked);
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([
        { words: 'what is RAG?', notHelpful: 1, reasons: ['too short'] },
      ]);
      await store.feedback.put({ from: ada, about: rag, helpful: true });
      expect(await store.gaps.top('everywhere', 5)).toEqual([]);
      await store.feedback.put({ from: ada, about: rag, helpful: false }, asked);
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([{ notHelpful: 1, reasons: [] }]);
    });
  });

  describe('gaps', () => {
    test('are grouped by what they ask, with the latest words, most asked first', async () => {
      const { store, clock } = await open();
      await store.gaps.add(ada, { key: 'price', words: 'what does it cost' });
      clock.time += 1;
      await store.gaps.add(ben, { key: 'quantum', words: 'quantum LLMs?' });
      clock.time += 1;
      await store.gaps.add(ada, { key: 'quantum', words: 'what are quantum LLMs' });
      clock.time += 1;
      await store.gaps.add(ada, { key: 'quantum', words: 'QUANTUM llms!' });
      clock.time += 1;
      await store.feedback.put({ from: ben, about: rag, helpful: false }, { key: 'rag', words: 'RAG?' });
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([
        { words: 'QUANTUM llms!', unanswered: 3, notHelpful: 0 },
        { words: 'RAG?', unanswered: 0, notHelpful: 1 },
        { words: 'what does it cost', unanswered: 1, notHelpful: 0 },
      ]);
      expect(await store.gaps.top('everywhere', 2)).toHaveLength(2);
    });

    test('join votes and unanswered questions that ask the same', async () => {
      const { store } = await open();
      await store.gaps.add(ada, { key: 'rag', words: 'rag' });
      await store.feedback.put(
        { from: ben, about: rag, helpful: false, reason: 'wrong' },
        { key: 'rag', words: 'RAG?' },
      );
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([
        { unanswered: 1, notHelpful: 1, reasons: ['wrong'] },
      ]);
    });

    test('are found by an id that reveals nothing of the words', async () => {
      const { store } = await open();
      await store.gaps.add(ada, { key: 'quantum', words: 'quantum LLMs?' });
      const [gap] = await store.gaps.top('everywhere', 1);
      expect(gap?.id).toMatch(/^[\w-]{22}$/);
      expect(await store.gaps.find('everywhere', gap?.id ?? '')).toEqual(gap);
      expect(await store.gaps.find('everywhere', 'nothing')).toBeUndefined();
    });

    test('of one workspace are those that were asked there, and are finished there alone', async () => {
      const { store, clock } = await open();
      const here = { platform: 'discord', workspace: '1' };
      const there = { platform: 'slack', workspace: 'T1' };
      const quantum = { key: 'quantum', words: 'quantum?' };
      await store.gaps.add(ada, quantum);
      await store.gaps.add({ ...ada, workspace: '9' }, quantum);
      await store.gaps.add({ platform: 'discord', user: ada.user ?? '' }, { key: 'quantum', words: 'asked directly' });
      await store.feedback.put(
        { from: ben, about: rag, helpful: false, reason: 'wrong' },
        { key: 'rag', words: 'rag?' },
      );
      const [gap] = await store.gaps.top(here, 5);
      expect(await store.gaps.top(here, 5)).toMatchObject([{ words: 'quantum?', unanswered: 1 }]);
      expect(await store.gaps.top(there, 5)).toMatchObject([{ words: 'rag?', reasons: ['wrong'] }]);
      expect(await store.gaps.find(there, gap?.id ?? '')).toBeUndefined();
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([{ unanswered: 3 }, { words: 'rag?' }]);
      expect(await store.gaps.top('everywhere', 5, 1)).toMatchObject([{ words: 'rag?' }]);

      await store.gaps.finish(here, gap?.id ?? '');
      expect(await store.gaps.top(here, 5)).toEqual([]);
      expect(await store.gaps.find('everywhere', gap?.id ?? '')).toMatchObject({
        unanswered: 2,
        wordings: expect.arrayContaining(['asked directly', 'quantum?']),
      });
      await store.gaps.finish('everywhere', gap?.id ?? '');
      expect(await store.gaps.find('everywhere', gap?.id ?? '')).toBeUndefined();
      clock.time += 1;
      await store.gaps.add(ada, quantum);
      expect(await store.gaps.top(here, 5)).toMatchObject([{ unanswered: 1 }]);
    });

    test('that are finished are gone until they are asked again', async () => {
      const { store, clock } = await open();
      await store.gaps.add(ada, { key: 'quantum', words: 'quantum?' });
      await store.gaps.add(ben, { key: 'price', words: 'price?' });
      const [gap] = (await store.gaps.top('everywhere', 5)).filter(({ words }) => words === 'quantum?');
      await store.gaps.finish('everywhere', gap?.id ?? '');
      await store.gaps.finish('everywhere', gap?.id ?? '');
      expect((await store.gaps.top('everywhere', 5)).map(({ words }) => words)).toEqual(['price?']);
      clock.time += 1;
      await store.gaps.add(ben, { key: 'quantum', words: 'quantum again' });
      expect((await store.gaps.top('everywhere', 5)).map(({ words }) => words)).toContain('quantum again');
    });
  });

  describe('people', () => {
    test('are forgotten with their votes and words, and nobody else is', async () => {
      const { store } = await open();
      const asked = { key: 'quantum', words: 'quantum?' };
      await store.gaps.add(ada, asked);
      await store.gaps.add(ben, asked);
      await store.feedback.put({ from: ada, about: rag, helpful: false }, { key: 'rag', words: 'rag?' });
      // The request may come from another place than the data.
      expect(await store.people.forget({ ...ada, workspace: '9', channel: '8' })).toBe(2);
      expect(await store.people.forget(ada)).toBe(0);
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([{ words: 'quantum?', unanswered: 1 }]);
      expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 0 });
    });

    test('are forgotten with their pending writes', async () => {
      const { store } = await open();
      const added = ['a', 'b', 'c'].map((key) => store.gaps.add(ada, { key, words: key }));
      await store.people.forget(ada);
      await Promise.all(added);
      expect(await store.gaps.top('everywhere', 5)).toEqual([]);
    });

    test('that are unknown lose nothing of others', async () => {
      const { store } = await open();
      await store.gaps.add({ platform: 'playground' }, { key: 'quantum', words: 'quantum?' });
      expect(await store.people.forget({ platform: 'playground' })).toBe(0);
      expect(await store.gaps.top('everywhere', 5)).toHaveLength(1);
    });

    test('and their words are gone after the retention period', async () => {
      const { store, clock } = await open();
      await store.gaps.add(ada, { key: 'quantum', words: 'quantum?' });
      await store.gaps.add(ben, { key: 'price', words: 'price?' });
      await store.feedback.put({ from: ada, about: rag, helpful: true });
      clock.time += 90 * day;
      await store.gaps.add(ben, { key: 'price', words: 'price now?' });
      expect(await store.people.purge(clock.time - 90 * day, clock.time)).toBe(0);
      expect(await store.people.purge(clock.time - 90 * day + 1, clock.time)).toBe(2);
      expect(await store.gaps.top('everywhere', 5)).toMatchObject([{ words: 'price now?', unanswered: 2 }]);
      expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 0 });
    });
  });

  test('keeps what it was told for the next process', async () => {
    const first = await open();
    await first.store.feedback.put({ from: ada, about: rag, helpful: true });
    await first.store.close();
    const second = await open(first.url);
    await second.store.feedback.put({ from: ada, about: rag, helpful: true });
    expect(await second.store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
  });

  test('works for several processes at once, from the first moment on', async () => {
    const url = await createUrl();
    const stores = await Promise.all(Array.from({ length: 8 }, () => open(url)));
    await Promise.all(
      stores.map(({ store }, at) =>
        store.feedback.put({ from: { platform: 'slack', user: `U${at}` }, about: rag, helpful: at % 2 === 0 }),
      ),
    );
    expect(await stores[0]?.store.feedback.tally(rag)).toEqual({ helpful: 4, notHelpful: 4 });
  });

  test('accepts any words', async () => {
    const { store } = await open();
    const words = "'; drop table feedback; -- \u{1f600} é \uffff";
    await store.gaps.add({ platform: 'discord', user: "' or 1=1" }, { key: words, words });
    await store.feedback.put({ from: ada, about: rag, helpful: false, reason: 'a\0b' }, { key: '\0', words: 'c\0d' });
    expect((await store.gaps.top('everywhere', 2)).map(({ words: kept, reasons }) => [kept, reasons])).toEqual(
      expect.arrayContaining([
        [words, []],
        ['cd', ['ab']],
      ]),
    );
  });

  test('reports good health, and none after it was closed', async () => {
    const { store } = await open();
    expect(await store.health()).toEqual({ ok: true });
    const under = store.gaps.add(ada, { key: 'a', words: 'a' });
    await store.close();
    await under;
    await expect(store.gaps.top('everywhere', 1)).rejects.toMatchObject({ code: 'store' });
  });
});
