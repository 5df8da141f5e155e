// The desk on a real store: what is recorded, who sees it, and what is forgotten.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.js';
import type { Document } from '../../src/document/nodes.js';
import { renderPlain } from '../../src/document/plain.js';
import type { Target } from '../../src/document/target.js';
import { createDesk, type DeskParts } from '../../src/gaps/desk.js';
import { createRetention } from '../../src/gaps/retention.js';
import type { Incoming, Origin } from '../../src/ports.js';
import { createStore } from '../../src/store/store.js';
import { watchGaps } from '../fakes/gaps.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createShippedEngine, readShipped } from '../fixtures/shipped.js';

const knowledge = readShipped();
const engine = createShippedEngine();
const admin: Origin = { platform: 'discord', user: '99' };
const ada: Origin = { platform: 'discord', workspace: 'W1', user: '1' };
const ben: Origin = { platform: 'discord', workspace: 'W2', user: '2' };
const manager: Origin = { platform: 'discord', workspace: 'W1', user: '3', manages: true };
const rag = { type: 'entry', id: 'rag' } as const;
const dayMs = 24 * 60 * 60_000;

function open(parts: Partial<DeskParts> = {}, url = 'sqlite::memory:') {
  const clock = { time: Date.UTC(2026, 5, 1) };
  const logger = createFakeLogger();
  const store = createStore({ options: { url }, logger, clock: { now: () => clock.time }, lockWaitsMs: [] });
  onTestFinished(() => store.close());
  const { kept, settle } = watchGaps(store);
  const desk = createDesk({
    current: () => ({ engine, knowledge }),
    store: kept,
    adminUsers: ['99'],
    retentionDays: 90,
    logger,
    ...parts,
  });
  const app = createApp({ current: () => ({ engine }), allow: async () => true, desk });
  /** Asks, and waits for the work done after the answer. */
  const ask = async (incoming: Incoming) => {
    clock.time += 1;
    const reply = await app.handle(incoming);
    await settle();
    return reply;
  };
  const question = (from: Origin, text: string) => ask({ from, type: 'question', text });
  const press = async (from: Origin, target: Target) => (await app.handle({ from, type: 'press', target })).document;
  const gaps = async (from: Origin) => renderPlain(await desk.showGaps(from), { width: 200 });
  return { clock, logger, store, desk, app, ask, question, press, gaps };
}

/** What the button with a label leads to. */
function targetOf(document: Document, label: string): Target {
  const choices = document.children.flatMap((block) => (block.type === 'choices' ? block.children : []));
  const found = choices.find((choice) => choice.label === label);
  if (found === undefined) throw new Error(`no ${label} among ${choices.map((choice) => choice.label)}`);
  return found.target;
}

describe('a question without an answer', () => {
  test('is recorded, grouped with those that ask the same, and counted', async () => {
    const { question, gaps } = open();
    await question(ada, 'what is the capital of Peru?');
    await question(ben, 'Peru’s capital');
    await question(ben, 'capital of PERU');
    await question(ada, 'best pizza in rome');
    expect(await gaps(admin)).toMatch(
      /1\. capital of PERU unanswered 3 times[\s\S]*2\. best pizza in rome unanswered once/,
    );
  });

  test('is noted as what it was, by command too, but no press, no help and nobody else’s message', async () => {
    const { ask, gaps } = open();
    await ask({ from: ada, type: 'define', term: 'blargh' });
    await ask({ from: ada, type: 'choose', task: 'repairing tractors in Peru' });
    await ask({ from: ada, type: 'explain', text: 'a secret plan for lunch' });
    await ask({ from: ada, type: 'press', target: { type: 'entry', id: 'gone' } });
    await ask({ from: ada, type: 'help' });
    await ask({ from: ada, type: 'question', text: '???' });
    const list = await gaps(admin);
    expect(list).toContain('What is blargh?');
    expect(list).not.toMatch(/secret|gone|\?\?\?/);
  });

  test('is not recorded again if the same answer is only shown in another way', async () => {
    const { question, ask, gaps } = open();
    await question(ada, 'capital of Peru');
    await ask({ from: ada, type: 'question', text: 'capital of Peru', again: true });
    expect(await gaps(admin)).toContain('unanswered once');
  });

  test('is answered before it is noted', async () => {
    const order: string[] = [];
    const { store, logger } = open();
    const slow = { ...store, gaps: { ...store.gaps, add: async () => void order.push('noted') } };
    const desk = createDesk({
      current: () => ({ engine, knowledge }),
      store: slow,
      adminUsers: [],
      retentionDays: 90,
      logger,
    });
    const app = createApp({ current: () => ({ engine }), allow: async () => true, desk });
    await app.handle({ from: ada, type: 'question', text: 'capital of Peru' }).then(() => order.push('answered'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['answered', 'noted']);
  });

  test('is answered if the database cannot be used, which is logged without its words', async () => {
    const { question, press, desk, logger } = open({}, 'sqlite:/proc/nowhere/bot.db');
    expect((await question(ada, 'capital of Peru')).outcome).toBe('unanswered');
    expect((await question(ada, 'what is RAG?')).outcome).toBe('answered');
    expect(logger.events()).toEqual(expect.arrayContaining(['store_failed', 'gap_not_kept']));
    expect(JSON.stringify(logger.lines)).not.toContain('Peru');
    expect(renderPlain(await press(ada, { type: 'action', action: 'forget-all' }))).toContain('Nothing was changed');
    expect(renderPlain(await desk.showGaps(admin))).toContain('Nothing was changed');
    await expect(desk.vote({ from: ada, about: rag, helpful: true })).rejects.toMatchObject({ code: 'store' });
  });
});

describe('an answer that did not help', () => {
  test('is noted with what its voter had asked, and with the reason', async () => {
    const { question, desk, gaps } = open();
    const { document } = await question(ada, 'what is RAG, for a cook?');
    const about = document.about;
    if (about === undefined) throw new Error('it is not answered');
    await desk.vote({ from: ada, about, helpful: false });
    await desk.vote({ from: ada, about, helpful: false, reason: 'no pasta' });
    expect(await gaps(admin)).toMatch(/1\. what is RAG, for a cook\? not helpful for 1 \(no pasta\)/);
    await desk.vote({ from: ada, about, helpful: true });
    expect(await gaps(admin)).toContain('waiting for an answer');
  });

  test('is noted by its title where its voter did not ask', async () => {
    const { desk, gaps } = open();
    await desk.vote({ from: ben, about: rag, helpful: false });
    expect(await gaps(admin)).toContain('1. Retrieval-augmented generation (RAG) not helpful for 1');
  });

  test('of the help or a tip is a vote, and no gap', async () => {
    const { desk, store, gaps } = open();
    const tip = { type: 'tip', id: 'add-the-medium' } as const;
    await desk.vote({ from: ben, about: tip, helpful: false });
    await desk.vote({ from: ben, about: { type: 'help' }, helpful: false });
    expect(await store.feedback.tally(tip)).toEqual({ helpful: 0, notHelpful: 1 });
    expect(await gaps(admin)).toContain('waiting for an answer');
  });
});

describe('the gaps', () => {
  test('are shown to ADMIN_USERS, to those who manage a server theirs, and to nobody else', async () => {
    const { question, gaps, press } = open();
    await question(ada, 'capital of Peru');
    await question(ben, 'best pizza in rome');
    expect(await gaps(admin)).toMatch(/Peru[\s\S]*rome|rome[\s\S]*Peru/);
    expect(await gaps(manager)).toContain('Peru');
    expect(await gaps(manager)).not.toContain('rome');
    for (const other of [ada, { ...manager, manages: false }, { platform: 'discord', user: '3', manages: true }]) {
      expect(await gaps(other)).toContain('for the people who run this bot');
      expect(await gaps(other)).not.toMatch(/Peru|rome/);
    }
    const list = await press(admin, { type: 'action', action: 'gaps' });
    for (const label of ['Done: 1', 'Draft: 1']) {
      expect(renderPlain(await press(ada, targetOf(list, label)))).toContain('for the people who run this bot');
    }
    expect(await gaps(admin)).toMatch(/Peru[\s\S]*rome|rome[\s\S]*Peru/);
  });

  test('are done by a button, which shows the rest', async () => {
    const { question, press } = open();
    await question(ada, 'capital of Peru');
    await question(ada, 'capital of Peru');
    await question(ada, 'best pizza in rome');
    const list = await press(admin, { type: 'action', action: 'gaps' });
    const rest = await press(admin, targetOf(list, 'Done: 1'));
    expect(renderPlain(rest)).toContain('1. best pizza in rome');
    expect(renderPlain(rest)).not.toContain('Peru');
    expect(renderPlain(await press(admin, targetOf(rest, 'Done: 1')))).toContain('waiting for an answer');
  });

  test('come in pages', async () => {
    const { question, press } = open();
    const places = ['Peru', 'Chile', 'Kenya', 'Norway', 'Japan', 'Cuba', 'Spain'];
    for (const place of places) await question(ada, `capital of ${place}`);
    const first = await press(admin, { type: 'action', action: 'gaps' });
    const second = await press(admin, targetOf(first, 'Next'));
    for (const place of places)
      expect(renderPlain(first).includes(place) !== renderPlain(second).includes(place)).toBe(true);
    expect(renderPlain(second)).toMatch(/6\.[\s\S]*7\./);
    expect(await press(admin, targetOf(second, 'Back'))).toEqual(first);
    expect(await press(admin, { type: 'action', action: 'gaps', of: '9' })).toEqual(second);
  });

  test('become a draft', async () => {
    const { question, press } = open();
    await question(ada, 'how does RAG cook pasta in Peru?');
    await question(ben, 'Peru: tractors and pizza');
    const list = await press(admin, { type: 'action', action: 'gaps' });
    const draft = await press(admin, targetOf(list, 'Draft: 1'));
    const code = draft.children.find((block) => block.type === 'code');
    expect(renderPlain(draft)).toContain('knowledge/faq/peru-tractors-and-pizza.md');
    expect(code?.type === 'code' ? code.value : '').toMatch(/^---\nid: peru-tractors-and-pizza\nkind: faq\n/);
    await press(admin, targetOf(list, 'Done: 1'));
    expect(renderPlain(await press(admin, targetOf(list, 'Draft: 1')))).toContain('waiting for an answer');
  });
});

describe('what is kept of a person', () => {
  test('is said behind a button of the help, and removed from there after a question', async () => {
    const { question, desk, press, store, gaps } = open({ retentionDays: 30 });
    await question(ada, 'capital of Peru');
    await question(ben, 'capital of Peru');
    await desk.vote({ from: ada, about: rag, helpful: true });
    const help = await press(ada, { type: 'help' });
    expect(renderPlain(help)).not.toMatch(/30 days/);
    const kept = await press(ada, targetOf(help, 'What is kept'));
    expect(renderPlain(kept)).toMatch(/for 30 days at most/);
    const sure = await press(ada, targetOf(kept, 'Forget me'));
    expect(renderPlain(sure)).toContain('cannot be undone');
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    expect(renderPlain(await press(ada, targetOf(sure, 'Yes, forget me')))).toContain('Nothing about you is kept');
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 0 });
    expect(await gaps(admin)).toContain('unanswered once');
  });

  test('is forgotten in memory too', async () => {
    const { question, desk, press, gaps } = open();
    const { document } = await question(ada, 'what is RAG, for a cook?');
    await press(ada, { type: 'action', action: 'forget-all' });
    await desk.vote({ from: ada, about: document.about ?? rag, helpful: false });
    expect(await gaps(admin)).not.toContain('cook');
  });

  test('is gone after RETENTION_DAYS at the latest, seen every hour', async () => {
    const { question, clock, store, logger, gaps } = open();
    const retention = createRetention({ people: store.people, days: 90, clock: { now: () => clock.time }, logger });
    const askedAt = clock.time;
    await question(ada, 'capital of Peru');
    const kept: number[] = [];
    for (let hour = 0; hour <= 91 * 24; hour += 1) {
      clock.time = askedAt + hour * 60 * 60_000;
      await retention.purge();
      // Only the last days matter, so earlier hours are skipped to save time.
      if (hour % 24 > 0 && hour < 88 * 24) continue;
      if ((await gaps(admin)).includes('Peru')) kept.push(clock.time - askedAt);
    }
    expect(Math.max(...kept)).toBeGreaterThan(89 * dayMs);
    expect(Math.max(...kept) + 60 * 60_000).toBeLessThanOrEqual(90 * dayMs);
  });

  test('outlives a clock that is a year ahead for a while, and goes in time although it was written by it', async () => {
    const { question, clock, store, logger, gaps } = open();
    const retention = createRetention({ people: store.people, days: 90, clock: { now: () => clock.time }, logger });
    const run = async (from: number, hours: number) => {
      for (let hour = 0; hour <= hours; hour += 1) {
        clock.time = from + hour * 60 * 60_000;
        await retention.purge();
      }
    };
    const begun = clock.time;
    await question(ada, 'capital of Peru');
    await run(begun, 48);
    await run(begun + 365 * dayMs, 5);
    await question(ada, 'capital of Chile');
    await run(begun + 3 * dayMs, 48);
    expect(await gaps(admin)).toMatch(/Peru[\s\S]*Chile|Chile[\s\S]*Peru/);
    await run(begun + 5 * dayMs, 88 * 24);
    expect(await gaps(admin)).not.toMatch(/Peru/);
    await run(begun + 93 * dayMs, 4 * 24);
    expect(await gaps(admin)).not.toMatch(/Peru|Chile/);
  });

  test('is deleted even if the bot is off every night and all weekend', async () => {
    const { question, clock, store, logger, gaps } = open();
    const retention = createRetention({ people: store.people, days: 30, clock: { now: () => clock.time }, logger });
    const begun = clock.time;
    await question(ada, 'capital of Peru');
    for (let day = 0; day < 35; day += 1) {
      if (day % 7 > 4) continue;
      for (let hour = 0; hour < 8; hour += 1) {
        clock.time = begun + day * dayMs + hour * 60 * 60_000;
        await retention.purge();
      }
    }
    expect(await gaps(admin)).not.toContain('Peru');
  });

  test('are no words at all where RETENTION_DAYS is 0', async () => {
    const { question, desk, store } = open({ retentionDays: 0 });
    await question(ada, 'capital of Peru');
    await desk.vote({ from: ada, about: rag, helpful: false, reason: 'no' });
    expect(await store.gaps.top('everywhere', 5)).toEqual([]);
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 1 });
  });
});

test('a purge that fails is logged, and tried again the next time', async () => {
  const logger = createFakeLogger();
  const gone = () => Promise.reject(new Error('gone'));
  const people = { purge: gone, noteClock: gone };
  await createRetention({ people, days: 1, clock: { now: () => 0 }, logger }).purge();
  expect(logger.events()).toEqual(['words_not_removed']);
});
