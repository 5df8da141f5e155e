import { describe, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { createEngine } from '../src/engine/engine.js';
import { createLimits } from '../src/limits.js';
import { readSmall } from './fixtures/shipped.js';

const from = { platform: 'discord', workspace: 'g1', channel: 'c1', user: 'u1' };
const ask = async (allow: ReturnType<typeof createLimits>, times: number, origin = from) => {
  const allowed: boolean[] = [];
  for (let time = 0; time < times; time += 1) allowed.push(await allow(origin));
  return allowed;
};

describe('the limits', () => {
  test('stop one person after the questions of a minute, and nobody else', async () => {
    const allow = createLimits({ user: 2, channel: 0, workspace: 0 });
    expect(await ask(allow, 3)).toEqual([true, true, false]);
    expect(await ask(allow, 1, { ...from, user: 'u2' })).toEqual([true]);
    expect(await ask(allow, 1, { ...from, workspace: 'g2' })).toEqual([true]);
  });

  test('stop one channel, whoever asks there', async () => {
    const allow = createLimits({ user: 0, channel: 2, workspace: 0 });
    expect(await ask(allow, 2)).toEqual([true, true]);
    expect(await ask(allow, 1, { ...from, user: 'u2' })).toEqual([false]);
    expect(await ask(allow, 1, { ...from, channel: 'c2' })).toEqual([true]);
  });

  test('stop one workspace, whoever asks wherever in it, and no other', async () => {
    const allow = createLimits({ user: 0, channel: 0, workspace: 2 });
    expect(await ask(allow, 2)).toEqual([true, true]);
    expect(await ask(allow, 1, { ...from, user: 'u2', channel: 'c2' })).toEqual([false]);
    expect(await ask(allow, 1, { ...from, workspace: 'g2' })).toEqual([true]);
  });

  test('take nothing from a channel for what a person may not ask any more, and nothing from a workspace for a full channel', async () => {
    const allow = createLimits({ user: 2, channel: 3, workspace: 4 });
    expect(await ask(allow, 9)).toEqual([true, true, ...Array(7).fill(false)]);
    // The channel has one left, then the workspace another.
    expect(await ask(allow, 2, { ...from, user: 'u2' })).toEqual([true, false]);
    expect(await ask(allow, 9, { ...from, user: 'u3' })).not.toContain(true);
    expect(await ask(allow, 2, { ...from, channel: 'c2', user: 'u4' })).toEqual([true, false]);
  });

  test('count what everybody sees, however it came about, and nothing that the asker alone sees', async () => {
    const engine = createEngine(readSmall());
    const { handle } = createApp({
      current: () => ({ engine }),
      allow: createLimits({ user: 1, channel: 0, workspace: 0 }),
      notices: createLimits({ user: 1, channel: 0, workspace: 0 }),
    });
    const asking = { from, type: 'define', term: 'levain' } as const;
    for (let time = 0; time < 3; time += 1)
      expect((await handle({ ...asking, seenBy: 'asker' })).outcome).toBe('answered');
    expect((await handle({ from, type: 'help', seenBy: 'everybody' })).outcome).toBe('help');
    expect(await handle({ from, type: 'press', target: { type: 'help' }, seenBy: 'everybody' })).toMatchObject({
      outcome: 'limited',
      told: false,
    });
    // The notice has a limit too, unless somebody is waiting: a press always gets one, which isn't counted.
    expect(await handle(asking)).toMatchObject({ outcome: 'limited', told: false });
    expect(await handle(asking)).toMatchObject({ outcome: 'limited', told: true });
    for (const more of [{ seenBy: 'asker' }, { seenBy: 'everybody', isHurried: true }] as const)
      for (let time = 0; time < 2; time += 1) expect((await handle({ ...asking, ...more })).told ?? false).toBe(false);
  });

  test('of zero do not apply', async () => {
    expect(await ask(createLimits({ user: 0, channel: 0, workspace: 0 }), 200)).not.toContain(false);
  });

  test('are answered with a friendly notice; presses and help do not count', async () => {
    const engine = createEngine(readSmall());
    const allow = createLimits({ user: 1, channel: 0, workspace: 0 });
    const { handle } = createApp({ current: () => ({ engine }), allow });
    expect((await handle({ from, type: 'help' })).outcome).toBe('help');
    expect((await handle({ from, type: 'define', term: 'levain' })).outcome).toBe('answered');
    const limited = await handle({ from, type: 'define', term: 'levain' });
    expect(limited.outcome).toBe('limited');
    expect(limited.document.children[0]).toMatchObject({ type: 'heading' });
    expect((await handle({ from, type: 'press', target: { type: 'help' } })).outcome).toBe('help');
  });
});
