// Weekly posts, the digest and the quiz: turned on and off, by whom, and posted once a week however many processes there are.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Target } from '../../src/document/target.js';
import type { CommandInput, Origin } from '../../src/ports.js';
import type { Poster } from '../../src/tips/ports.js';
import { buttonOf, run, wordsOf } from '../adapters/discord/running.js';
import { elementOf } from '../adapters/slack/bot.js';
import { press as pressOn, snowflake, stranger, subcommand } from '../fakes/discord/people.js';
import { createFakePoster } from '../fakes/poster.js';
import { blockAction, slashCommand } from '../fakes/slack/payloads.js';
import { choicesIn, freshFolder, gpu, manager, member, openProcess, plain, runOnSlack, targetOf } from './teaching.js';

const sub = (name: string, channel?: string): CommandInput => ({
  type: 'options',
  subcommand: name,
  options: new Map(channel === undefined ? [] : [['channel', channel]]),
});
const dayMs = 86_400_000;
// A Monday.
const monday = Date.UTC(2026, 5, 1);

type Process = ReturnType<typeof openProcess>;

/** Processes on one database, with a shared platform and a clock driven by the test. */
function open(processes = 1) {
  const folder = freshFolder();
  const clock = { time: monday };
  const wide = { perSecond: 1_000, per: 'platform' } as const;
  const fake = createFakePoster({ now: () => clock.time }, wide, 120_000);
  const posters = () => new Map<string, Poster>([['discord', fake.poster]]);
  const url = `sqlite:${join(folder, 'bot.db')}`;
  const begin = () => openProcess(url, clock, undefined, posters());
  const all = Array.from({ length: processes }, begin);
  const [first] = all;
  if (first === undefined) throw new Error('no process');
  /** Lets days pass, stopping at the hours that matter, in all processes at once. */
  const pass = async (days: number, running = all) => {
    const begin = clock.time;
    for (let day = 0; day < days; day += 1)
      for (const hour of [0, 1, 9, 10, 11]) {
        clock.time = Math.max(clock.time, begin + day * dayMs + hour * 3_600_000);
        await Promise.all(running.map(({ tips }) => tips.delivery.tick()));
      }
    clock.time = Math.max(clock.time, begin + days * dayMs);
  };
  return { ...first, ...fake, all, begin, pass, clock };
}

const guest: Origin = { ...member, user: '55' };
const nobody: readonly (readonly [string, Origin])[] = [
  ['a member', member],
  ['a guest', guest],
  ['somebody in a private message', { platform: 'discord', user: '300300', manages: true }],
];

describe('the digest', () => {
  test('says what was asked, how much of it was answered, what was shown most and what was asked in vain', async () => {
    const { ask, command, clock, press, teach, digest } = openProcess();
    await teach(manager, gpu);
    for (let at = 0; at < 3; at += 1) await ask(member, 'What is RAG?');
    await ask(member, 'How do I request a GPU?');
    for (const words of ['capital of Peru', 'capital of Peru']) await ask(member, words);
    digest.voted({ from: member, about: { type: 'entry', id: 'rag' }, helpful: true });
    const said = await command(manager, sub('now'), 'ai-digest');
    expect(said.outcome).toBe('private');
    expect(plain(said)).toMatch(
      /This week: 6 questions[\s\S]*67 % answered, 0 % offered, 33 % nothing\. 100 % of the votes/,
    );
    expect(plain(said)).toMatch(/ 6 █{16} asked\n +0 the week before\n +4 █{11} answered\n/);
    expect(plain(said)).toMatch(/Shown most[\s\S]*retrieval[^\n]*: 3 times[\s\S]*How do I request a GPU\?: once/i);
    expect(plain(said)).toMatch(/Asked in vain most[\s\S]*1\. capital of Peru \(2 times\)/);
    expect((await press(manager, targetOf(said.document, 'Answer: 1'))).form?.fields[0]).toMatchObject({
      value: 'capital of Peru',
    });
    // People who see it in a channel may still not be allowed to teach.
    expect((await press(member, targetOf(said.document, 'Answer: 1'))).form).toBeUndefined();
    clock.time += 7 * dayMs;
    expect(plain(await command(manager, sub('now'), 'ai-digest'))).toMatch(
      /This week: 0[\s\S]* 6 ░{16} the week before/,
    );
  });

  test('counts one vote for each person and answer, whatever is changed, through a restart', async () => {
    const { all, begin, clock } = open();
    const about: Target = { type: 'entry', id: 'rag' };
    const vote = async ({ digest, desk }: Process, helpful: boolean, more: object = {}) => {
      const given = { from: member, about, helpful, ...more };
      digest.voted(given, await desk.vote(given));
    };
    const said = async ({ command }: Process) => plain(await command(manager, sub('now'), 'ai-digest'));
    const votes = async ({ digest, store }: Process) => {
      await digest.settle();
      const counts = await store.counts.between({ platform: 'discord', workspace: 'W1' }, '2026-01-01', '2027-01-01');
      return counts
        .filter(({ what, count }) => /elpful/.test(what) && count !== 0)
        .map(({ day, what, count }) => `${day} ${what} ${count}`);
    };
    const [first] = all as [Process];
    await vote(first, true);
    await vote(first, true);
    expect(await votes(first)).toEqual(['2026-06-01 helpful 1']);
    await first.store.close();
    const second = begin();
    await second.ask(member, 'What is RAG?');
    await vote(second, false);
    await vote(second, false, { reason: 'too short' });
    expect(await votes(second)).toEqual(['2026-06-01 notHelpful 1']);
    expect(await said(second)).toContain('. 0 % of the votes say helpful');
    await vote(second, true, { from: { ...member, user: '200200' } });
    expect(await said(second)).toContain('. 50 % of the votes say helpful');
    // A vote counts in the week in which it was last cast.
    clock.time += 8 * dayMs;
    await second.ask(member, 'What is RAG?');
    await vote(second, true);
    expect(await votes(second)).toEqual(['2026-06-01 helpful 1', '2026-06-09 helpful 1']);
    expect(await said(second)).toContain('. 100 % of the votes say helpful');
  });

  test('counts nobody and no words, and what was asked elsewhere not at all', async () => {
    const { ask, digest, store, command } = openProcess();
    await ask(member, 'What is RAG?');
    await ask({ ...member, workspace: 'W2' }, 'What is RAG?');
    await digest.settle();
    const counts = await store.counts.between({ platform: 'discord', workspace: 'W1' }, '2026-01-01', '2027-01-01');
    expect(counts).toEqual([
      { day: '2026-06-01', what: 'answered', count: 1 },
      { day: '2026-06-01', what: 'entry:rag', count: 1 },
    ]);
    expect(plain(await command(manager, sub('now'), 'ai-digest'))).toContain('This week: 1 question');
  });

  test('comes once a week to its channel, whichever of two processes is there, and through a restart', async () => {
    const { command, posts, all, begin, pass, ask } = open(2);
    await ask(member, 'What is RAG?');
    expect(plain(await command(manager, sub('on', 'C7'), 'ai-digest'))).toContain('every Monday at 09:00, UTC time');
    await pass(8);
    for (const { tips, store } of all) {
      await tips.delivery.stop();
      await store.close();
    }
    await pass(7, [begin()]);
    expect(posts.map(({ channel, at }) => [channel, new Date(at).toISOString().slice(0, 10)])).toEqual([
      ['C7', '2026-06-01'],
      ['C7', '2026-06-08'],
      ['C7', '2026-06-15'],
    ]);
    expect(posts[0]?.words).toContain('This week: 1 question');
  });

  test('never comes twice in a week, whatever is set meanwhile', async () => {
    const { command, fill, posts, pass } = open();
    await command(manager, sub('on', 'C7'), 'ai-digest');
    await pass(1);
    expect(posts).toHaveLength(1);
    // Another day, another channel, off and on again.
    await fill(manager, 'ai-settings:digest', { to: 'channel', channel: 'C8', day: '4', time: '10:00' });
    await pass(3);
    expect(posts).toHaveLength(1);
    await command(manager, sub('off'), 'ai-digest');
    await command(manager, sub('on', 'C7'), 'ai-digest');
    await fill(manager, 'ai-settings:digest', { to: 'channel', channel: 'C8', day: '6', time: '10:00' });
    await pass(2);
    expect(posts).toHaveLength(1);
    await fill(manager, 'ai-settings:digest', { to: 'channel', channel: 'C7', day: '1', time: '09:00' });
    await pass(2);
    expect(posts.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-06-01', '2026-06-08']);
  });

  test('goes privately to whoever turned it on, follows the settings, and ends when it is turned off', async () => {
    const { command, fill, posts, told, pass } = open();
    await command(manager, sub('on'), 'ai-digest');
    await fill({ ...manager, user: '400' }, 'ai-settings:speak', { speak: 'all', timezone: 'Asia/Tokyo' });
    await pass(8);
    expect(told.map(({ user }) => user)).toEqual(['300300']);
    expect(plain(await command(manager, { type: 'text', text: '' }, 'ai-settings'))).toMatch(
      /private message to whoever turned it on, on Mondays at 09:00, Asia\/Tokyo time/,
    );
    await command(manager, sub('off'), 'ai-digest');
    await pass(8);
    expect([posts.length, told.length]).toEqual([0, 1]);
  });

  test('is off, and says why, if the bot may not post', async () => {
    const { command, problems } = open();
    problems.set('C9', 'forbidden');
    expect(plain(await command(manager, sub('on', 'C9'), 'ai-digest'))).toMatch(/not on[\s\S]*I may not post there/);
    expect(plain(await command(manager, { type: 'text', text: '' }, 'ai-settings'))).toContain('Off; /ai-digest now');
  });

  test.each(nobody)('is for nobody else: %s', async (_, from) => {
    const { command, store, pass, posts } = open();
    for (const name of ['now', 'on', 'off'])
      expect(plain(await command(from, sub(name, 'C7'), 'ai-digest'))).toContain('Not for you');
    await pass(8);
    expect([posts, await store.taught.version({ platform: 'discord', workspace: 'W1' })]).toEqual([[], 0]);
  });
});

describe('the quiz', () => {
  test('asks everybody, and tells each alone whether their answer was right, with what the articles say', async () => {
    const { command, press } = openProcess();
    const said = await command(member, sub('now'), 'ai-quiz');
    expect(said.outcome).toBe('answered');
    const offered = choicesIn(said.document);
    expect(offered).toHaveLength(4);
    const replies = await Promise.all(offered.map(({ target }) => press(guest, target)));
    expect(replies.filter((reply) => plain(reply).includes('Right: '))).toHaveLength(1);
    for (const reply of replies) {
      expect(reply.outcome).toBe('private');
      expect(reply.document.children.some(({ type }) => type === 'sources')).toBe(true);
      expect((await press(guest, targetOf(reply.document, 'More on this'))).outcome).toBe('answered');
      expect(choicesIn((await press(guest, targetOf(reply.document, 'Another question'))).document)).toHaveLength(4);
    }
  });

  test('takes a choice that nobody was offered for an old one', async () => {
    const { press } = openProcess();
    for (const of of ['x_y', 'x', '0123456789_0123456789'])
      expect(plain(await press(member, { type: 'action', action: 'quiz-answer', of }))).toContain('earlier version');
  });

  test('comes once a week to the channel where it was turned on, each time another question', async () => {
    const { command, posts, pass } = open(2);
    expect(plain(await command(manager, sub('on'), 'ai-quiz'))).toContain('every Wednesday at 10:00, UTC time');
    await pass(22);
    expect(posts.map(({ channel, at }) => [channel, new Date(at).toISOString().slice(0, 13)])).toEqual([
      ['C1', '2026-06-03T10'],
      ['C1', '2026-06-10T10'],
      ['C1', '2026-06-17T10'],
    ]);
    expect(new Set(posts.map(({ words }) => words)).size).toBe(3);
    expect(plain(await command(manager, sub('off'), 'ai-quiz'))).toContain('The quiz is off');
    await pass(8);
    expect(posts).toHaveLength(3);
  });

  test.each(nobody)('is turned on and off by nobody else: %s', async (_, from) => {
    const { command, pass, posts } = open();
    await command(manager, sub('on', 'C7'), 'ai-quiz');
    for (const name of ['on', 'off']) expect(plain(await command(from, sub(name), 'ai-quiz'))).toContain('Not for you');
    await pass(3);
    expect(posts.map(({ channel }) => channel)).toEqual(['C7']);
  });
});

test('schedules of tips know nothing of the others', async () => {
  const { command, store } = open();
  await command(manager, sub('on', 'C7'), 'ai-quiz');
  expect(await store.tips.list({ platform: 'discord', workspace: 'W1' })).toEqual([]);
});

test('on Discord a question is for everybody and what comes of it for one, and the digest is for those who manage', async () => {
  const { app } = openProcess();
  const { fake } = await run({ ...app, ackAfterMs: 60_000 });
  type Callback = { readonly type: number; readonly data: { readonly flags?: number; readonly components: unknown } };
  const next = async (count: number) => {
    // A duplicate sent because of a slow machine counts as one.
    const all = () => new Map(fake.requests('POST', /callback$/).map(({ path, body }) => [path, body as Callback]));
    await expect.poll(() => all().size, { timeout: 20_000 }).toBe(count);
    return [...all().values()].at(-1) as Callback;
  };
  fake.interact(subcommand('ai-quiz', 'now', {}, { permissions: '0' }));
  const { data } = await next(1);
  expect((data.flags ?? 0) & 64).toBe(0);
  const shown = { id: snowflake(), flags: 32_768, components: data.components };
  const [label = ''] = /“|What/.test(wordsOf(data)) ? choiceLabels(data) : [];
  // The asker and somebody else.
  for (const [at, more] of [{ permissions: '0' }, { user: stranger, permissions: '0' }].entries()) {
    fake.interact(pressOn(shown, buttonOf(data, label), more));
    const reply = await next(at + 2);
    expect([reply.type, (reply.data.flags ?? 0) & 64]).toEqual([4, 64]);
    expect(wordsOf(reply.data)).toMatch(/Right|Not quite/);
  }
  fake.interact(subcommand('ai-digest', 'now', {}, { permissions: '0' }));
  expect(wordsOf((await next(4)).data)).toContain('Not for you');
  fake.interact(subcommand('ai-digest', 'now', {}, { permissions: '32', scene: 'foreign server' }));
  expect(wordsOf((await next(5)).data)).toContain('Not for you');
  fake.interact(subcommand('ai-digest', 'now', {}, { permissions: '32' }));
  const digest = await next(6);
  expect([(digest.data.flags ?? 0) & 64, wordsOf(digest.data)]).toEqual([64, expect.stringContaining('This week')]);
  expect(fake.problems).toEqual([]);
}, 60_000);

function choiceLabels(message: { readonly components: unknown }): readonly string[] {
  return [...JSON.stringify(message.components).matchAll(/"label":"([^"]+)","custom_id":"v1:m:a:quiz-answer/g)].map(
    ([, label = '']) => label,
  );
}

test('on Slack a question is for everybody and what comes of it for one, and the digest is for who installed the bot', async () => {
  const { app, store } = openProcess();
  await store.installations.put('slack', 'T1', JSON.stringify({ user: { id: 'U1' } }));
  const { slack } = await runOnSlack(app);
  await slack.push('slash_commands', slashCommand('/ai-quiz', 'now', slack.responseUrl('1'), { user_id: 'U2' }));
  const asked = (await slack.next('response_url')).args;
  expect(asked).toMatchObject({ response_type: 'in_channel' });
  const [, label = ''] =
    /"text":"([^"]+)","emoji":[^}]*\},"value":"[^"]*quiz-answer/.exec(JSON.stringify(asked.blocks)) ?? [];
  await slack.push('interactive', blockAction(elementOf(asked.blocks, label), slack.responseUrl('2'), { user: 'U3' }));
  const told = (await slack.next('chat.postEphemeral')).args;
  expect(told).toMatchObject({ user: 'U3' });
  expect(JSON.stringify(told.blocks)).toMatch(/Right|Not quite/);
  await slack.push('slash_commands', slashCommand('/ai-digest', '', slack.responseUrl('3'), { user_id: 'U2' }));
  expect((await slack.next('response_url')).args.text).toContain('Not for you');
  await slack.push('slash_commands', slashCommand('/ai-digest', 'now', slack.responseUrl('4')));
  const digest = (await slack.next('response_url')).args;
  expect([digest.response_type, JSON.stringify(digest)]).toEqual(['ephemeral', expect.stringContaining('This week')]);
}, 60_000);
