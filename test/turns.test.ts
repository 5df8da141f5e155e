// Who is answered when more is asked than can be answered: the order, step by step. A flood on the real process is in test/slow/flood.test.ts.
import { expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { createEngine } from '../src/engine/engine.js';
import { createTurns } from '../src/turns.js';
import { readSmall } from './fixtures/shipped.js';

/** Turns with a manual clock and manual rounds of the event loop. */
function byHand() {
  let now = 0;
  const rounds: (() => void)[] = [];
  const order: string[] = [];
  const { take } = createTurns({ now: () => now }, (work) => rounds.push(work));
  return {
    order,
    ask: (name: string, isHurried = false): Promise<boolean> =>
      take(name.split(' ')[0] ?? '', isHurried).then((isTurn) => {
        order.push(isTurn ? name : `${name} refused`);
        return isTurn;
      }),
    pass: (ms: number) => {
      now += ms;
    },
    /** One round; resolves once what it released has continued. */
    round: async () => {
      rounds.shift()?.();
      for (let at = 0; at < 5; at += 1) await Promise.resolve();
      return rounds.length;
    },
  };
}

test('platforms take turns, whatever waits on one of them', async () => {
  const { ask, round, order } = byHand();
  for (const name of ['discord 1', 'discord 2', 'discord 3', 'slack 1', 'slack 2']) void ask(name);
  for (let at = 0; at < 5; at += 1) await round();
  expect(order).toEqual(['discord 1', 'slack 1', 'discord 2', 'slack 2', 'discord 3']);
});

test('what a platform drops after seconds goes first, and one question is answered a round', async () => {
  const { ask, round, order } = byHand();
  void ask('discord mention');
  void ask('discord command', true);
  await round();
  expect(order).toEqual(['discord command']);
  await round();
  expect(order).toEqual(['discord command', 'discord mention']);
});

test('who has waited for more than a second and a half is told so, and whoever comes behind them at once', async () => {
  const { ask, pass, round, order } = byHand();
  void ask('discord 1');
  void ask('discord 2');
  pass(1_501);
  expect(await ask('discord 3')).toBe(false);
  // Another queue moves.
  void ask('slack 1');
  await round();
  await round();
  expect(order).toEqual(['discord 3 refused', 'discord 1 refused', 'discord 2 refused', 'slack 1']);
});

test('a mention is not kept waiting by commands that come half a second later', async () => {
  const { ask, pass, round, order } = byHand();
  void ask('discord mention');
  pass(400);
  void ask('discord command 1', true);
  pass(1);
  void ask('discord command 2', true);
  for (let at = 0; at < 3; at += 1) await round();
  expect(order).toEqual(['discord command 1', 'discord mention', 'discord command 2']);
});

test('a burst is taken as far as it can be worked off in a second and a half, at the two milliseconds that a turn is thought to take', async () => {
  const { ask, order } = byHand();
  for (let at = 0; at < 751; at += 1) void ask(`slack ${at}`);
  expect(await ask('slack of one too many')).toBe(false);
  expect(order).toEqual(['slack of one too many refused']);
});

test('a command does not count the mentions that wait behind it', async () => {
  const { ask, round, order } = byHand();
  for (let at = 0; at < 751; at += 1) void ask('discord mention');
  expect(await ask('discord mention of one too many')).toBe(false);
  void ask('discord command', true);
  await round();
  expect(order).toEqual(['discord mention of one too many refused', 'discord command']);
});

test('in a line that stands nobody waits for long: what a turn takes is learned from those before', async () => {
  const { ask, pass, round, order } = byHand();
  // A new question comes for each that is answered, and each turn takes a tenth of a second.
  for (let at = 0; at < 5; at += 1) void ask(`slack ${at}`);
  for (let at = 5; at < 60; at += 1) {
    pass(100);
    await round();
    void ask(`slack ${at}`);
  }
  const refused = order.filter((name) => name.endsWith('refused'));
  expect(refused).toEqual([]);
  // With nine waiting, the wait would exceed 800 ms; there are five.
  const more = await Promise.race([Promise.all([1, 2, 3, 4, 5, 6].map((at) => ask(`slack more ${at}`))), undefined]);
  expect(more).toBeUndefined();
  expect(order.filter((name) => name.endsWith('refused')).length).toBeGreaterThan(0);
});

test('if nobody waits there is no wait, and nothing runs on', async () => {
  const { ask, round } = byHand();
  void ask('discord 1');
  expect(await round()).toBe(1);
  expect(await round()).toBe(0);
  void ask('discord 2');
  expect(await round()).toBe(1);
});

test('a question that is not to be answered now is told so in words, privately', async () => {
  const engine = createEngine(readSmall());
  const { handle } = createApp({
    current: () => ({ engine }),
    allow: async () => true,
    turns: { take: async () => false },
  });
  const from = { platform: 'discord', user: 'u' };
  const reply = await handle({ type: 'question', text: 'what is sourdough', from });
  expect(reply).toMatchObject({ outcome: 'limited', told: false });
  expect(JSON.stringify(reply.document)).toContain('Ask again in a minute');
});
