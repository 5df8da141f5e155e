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

test('who would wait for more than five seconds is told at once, and so are those who have', async () => {
  const { ask, pass, round, order } = byHand();
  void ask('discord 1');
  void ask('discord 2');
  pass(5_001);
  expect(await ask('discord 3')).toBe(false);
  // Another queue moves.
  void ask('slack 1');
  await round();
  await round();
  expect(order).toEqual(['discord 3 refused', 'discord 1 refused', 'discord 2 refused', 'slack 1']);
});

test('where nobody waits there is no wait, and nothing runs on', async () => {
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
