// What /ai-tip says and does, with options (as on Discord) and with one text (as on Slack).
import { describe, expect, onTestFinished, test } from 'vitest';
import { document, paragraph } from '../../src/document/build.js';
import type { Document } from '../../src/document/nodes.js';
import { renderPlain } from '../../src/document/plain.js';
import type { Origin } from '../../src/ports.js';
import { createStore } from '../../src/store/store.js';
import { createCatalog } from '../../src/tips/catalog.js';
import { createTipCommands } from '../../src/tips/command.js';
import { maxOfWorkspace } from '../../src/tips/scheduling.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createFakePoster } from '../fakes/poster.js';
import { scheduleOf } from './schedules.js';

const entry = { kind: 'definition', aliases: [], related: [] };
const catalog = createCatalog(
  [
    { id: 'one', entry: 'rag' },
    { id: 'two', entry: 'gan' },
    { id: 'three', entry: 'gan' },
  ],
  [
    { ...entry, id: 'rag', title: 'RAG', label: 'RAG' },
    { ...entry, id: 'gan', title: 'GAN', label: 'GAN' },
  ],
);

const onDiscord: Origin = { platform: 'discord', workspace: 'G1', channel: 'C1', user: 'U1' };
const onSlack: Origin = { platform: 'slack', workspace: 'T1', channel: 'C1', user: 'U1' };
const thursday = Date.parse('2026-11-26T12:00:00Z');
const wordsOf = (given: Document) => renderPlain(given, { width: 1_000 });

function createCommands(adminUsers: readonly string[] = [], zone?: string) {
  const clock = { time: thursday, now: () => clock.time };
  const store = createStore({ options: { url: 'sqlite::memory:' }, logger: createFakeLogger(), clock });
  onTestFinished(() => store.close());
  const discord = createFakePoster(clock, { perSecond: 40, per: 'platform' });
  const slack = createFakePoster(clock, { perSecond: 4, per: 'workspace' });
  let woken = 0;
  const commands = createTipCommands({
    store: store.tips,
    posters: new Map([
      ['discord', discord.poster],
      ['slack', slack.poster],
    ]),
    catalog,
    show: (tip) => document([paragraph(`tip ${tip}`)]),
    clock,
    random: Math.random,
    adminUsers,
    zoneOf: async () => zone,
    wake: () => {
      woken += 1;
    },
  });
  const discordSays = async (subcommand: string, options: Record<string, string> = {}, more: object = {}) => {
    const input = { type: 'options', subcommand, options: new Map(Object.entries(options)) } as const;
    const from = { ...onDiscord, manages: true, ...more };
    return wordsOf((await commands.run({ from, input })).document);
  };
  const slackSays = async (text: string, from: Partial<Origin> = {}) =>
    wordsOf((await commands.run({ input: { type: 'text', text }, from: { ...onSlack, ...from } })).document);
  const list = (from: Origin = onSlack) =>
    store.tips.list({ platform: from.platform, workspace: from.workspace ?? '' });
  return { commands, clock, store: store.tips, discord, slack, discordSays, slackSays, list, woken: () => woken };
}

const nine = { time: '09:00', timezone: 'Europe/Berlin', days: 'weekdays' };
const noManager = { manages: false };

describe('a tip now', () => {
  test('is there for everybody, and another one each time until all were seen', async () => {
    const { slackSays, discordSays } = createCommands();
    const seen = [await slackSays(''), await slackSays('now'), await slackSays('now')];
    expect(seen.sort()).toEqual(['tip one', 'tip three', 'tip two']);
    expect(await discordSays('now', {}, noManager)).toMatch(/^tip /);
  });
});

describe('scheduling', () => {
  test('by options confirms with the next three times, and wakes the delivery', async () => {
    const { discordSays, list, woken, discord } = createCommands();
    const said = await discordSays('schedule', { ...nine, channel: 'C9', topics: 'rag' });
    const [schedule] = await list(onDiscord);
    expect(said).toBe(
      [
        'Tips are set',
        'Every weekday at 09:00 Europe/Berlin in #C9, about RAG. The next three, in your own time:',
        '• Fri, 27 Nov 2026, 09:00 (Europe/Berlin)\n• Mon, 30 Nov 2026, 09:00 (Europe/Berlin)\n• Tue, 1 Dec 2026, 09:00 (Europe/Berlin)',
        '/ai-tip list shows them, to leave out the next one or to end them later on.',
        '→ Skip the next\n→ Stop',
      ].join('\n\n'),
    );
    expect(schedule).toMatchObject({
      platform: 'discord',
      workspace: 'G1',
      channel: 'C9',
      owner: 'U1',
      lane: 'discord',
      topics: ['rag'],
      next: { day: '2026-11-27', at: Date.parse('2026-11-27T08:00:00Z') },
    });
    expect(woken()).toBe(1);
    // For people who manage a server, no message in the channel is needed.
    expect(discord.posts).toEqual([]);
  });

  test('shows each time to each reader in their own time zone', async () => {
    const { commands } = createCommands();
    const { document: said } = await commands.run({
      from: { ...onDiscord, manages: true },
      input: { type: 'options', subcommand: 'schedule', options: new Map(Object.entries(nine)) },
    });
    expect(JSON.stringify(said).match(/"type":"moment","at":\d+/g)).toHaveLength(3);
  });

  test('by text takes it as people write it, and the channel sees who did it', async () => {
    const { slackSays, list, slack } = createCommands();
    expect(await slackSays('schedule 9am berlin, mon-fri about gan')).toContain('Tips are set');
    expect(await list()).toMatchObject([
      { time: '09:00', timezone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], topics: ['gan'], lane: 'slack:T1' },
    ]);
    expect(slack.posts).toMatchObject([
      { channel: 'C1', words: '@U1 set tips here: every weekday at 09:00 Europe/Berlin.' },
    ]);
    // Also without the word "schedule".
    expect(await slackSays('10:00 utc')).toContain('Every day at 10:00 UTC');
  });

  test.each([
    [{}, ['a time of day', 'a time zone']],
    [{ time: '25:00', timezone: 'Europe/Berlin' }, ['“25:00”', 'a time of day']],
    [{ time: '09:00', timezone: 'Europe/Atlantis' }, ['“Europe/Atlantis”', 'a time zone']],
    [{ ...nine, days: 'someday' }, ['“someday”']],
    [{ ...nine, topics: 'cats, rag' }, ['no tips on “cats”']],
  ])('with %o says what is wrong and shows an example, and sets nothing', async (options, words) => {
    const { discordSays, list } = createCommands();
    const said = await discordSays('schedule', options);
    for (const each of [...words, '/ai-tip schedule time:09:00']) expect(said).toContain(each);
    expect(await list(onDiscord)).toEqual([]);
  });

  test.each([
    'forbidden',
    'gone',
    'outside',
    'elsewhere',
  ] as const)('in a channel where the bot may not post (%s) says so, and sets nothing', async (problem) => {
    const { discordSays, discord, list } = createCommands();
    discord.problems.set('C1', problem);
    expect(await discordSays('schedule', nine)).toMatch(/right|cannot see that channel|invite|not of this server/);
    expect(await list(onDiscord)).toEqual([]);
  });

  test('without a time zone takes that of the settings, by options, in words and in the form', async () => {
    const { discordSays, slackSays, list } = createCommands([], 'Asia/Tokyo');
    expect(await discordSays('schedule', { time: '09:00' })).toContain('Every day at 09:00 Asia/Tokyo');
    expect(await discordSays('schedule', { time: '10:00', timezone: 'Berlin' })).toContain('at 10:00 Europe/Berlin');
    expect(await slackSays('schedule 9am weekdays')).toContain('Every weekday at 09:00 Asia/Tokyo');
    expect(await slackSays('11am')).toContain('Every day at 11:00 Asia/Tokyo');
    expect(await list(onDiscord)).toHaveLength(2);
  });

  test('takes the zone of the settings for none that it does not understand', async () => {
    const { discordSays, slackSays, list } = createCommands([], 'Asia/Tokyo');
    expect(await discordSays('schedule', { time: '09:00', timezone: 'Atlantis' })).toContain('“Atlantis”');
    expect(await discordSays('schedule', { time: '09:00', timezone: 'IST' })).toContain('IST may be Asia/Kolkata');
    expect(await slackSays('schedule 9:00 UTC-3:30')).toContain('name America/St_Johns');
    expect(await slackSays('schedule 9:00 gmt+5:15')).toContain('No place has the time UTC+05:15');
    expect([...(await list()), ...(await list(onDiscord))]).toEqual([]);
  });

  test('by the difference of a half hour sets the zone that has it', async () => {
    const { discordSays, slackSays } = createCommands();
    expect(await discordSays('schedule', { time: '09:00', timezone: 'GMT+5:30' })).toContain('at 09:00 Asia/Kolkata');
    expect(await slackSays('schedule 9:00 +0545 mon-fri')).toContain('at 09:00 Asia/Kathmandu');
  });

  test.each([
    ['one’s own before that of the settings', 'U1', 'Asia/Tokyo', 'Europe/Paris'],
    ['that of the settings before another’s', 'U2', 'Asia/Tokyo', 'Asia/Tokyo'],
    ['another’s where nothing is set', 'U2', undefined, 'Europe/Paris'],
  ])('the form has a zone filled in: %s', async (_, user, zone, expected) => {
    const { commands, store } = createCommands([], zone);
    await store.add(
      scheduleOf('a1', thursday, { platform: 'slack', workspace: 'T1', timezone: 'Europe/Paris', owner: 'U1' }),
    );
    const { form } = await commands.run({ from: { ...onSlack, user }, input: { type: 'text', text: 'schedule' } });
    expect(form?.fields.find(({ name }) => name === 'timezone')).toMatchObject({ value: expected });
  });

  test('the form leaves the zone open if nobody named one: a wrong one would not be noticed', async () => {
    const { commands } = createCommands();
    const { form } = await commands.run({ from: onSlack, input: { type: 'text', text: 'schedule' } });
    expect(form?.fields.find(({ name }) => name === 'timezone')).not.toHaveProperty('value');
  });

  test('where only a post can tell whether the bot may, posts first', async () => {
    const { slackSays, slack, list } = createCommands(['U1']);
    slack.problems.set('C1', 'untold');
    slack.fail({ type: 'refused', reason: 'outside' }, { type: 'failed' });
    expect(await slackSays('schedule 09:00 utc')).toContain('invite me');
    expect(await slackSays('schedule 09:00 utc')).toContain('Try again');
    expect(await list()).toEqual([]);
    expect(await slackSays('schedule 09:00 utc')).toContain('Tips are set');
    expect(slack.posts).toHaveLength(1);
  });

  test('is refused while the channel cannot be looked at: it may be somebody else’s', async () => {
    const { discordSays, discord, list } = createCommands();
    discord.problems.set('C9', 'unknown');
    expect(await discordSays('schedule', { ...nine, channel: 'C9' })).toContain('could not look at that channel');
    expect(await list(onDiscord)).toEqual([]);
    expect(discord.posts).toEqual([]);
  });

  test('for another channel by text says where to write it', async () => {
    const { slackSays, list } = createCommands();
    expect(await slackSays('schedule 09:00 utc in #general')).toContain('the channel that you write this in');
    expect(await list()).toEqual([]);
  });

  test('the same once more changes nothing, and resumes what was paused', async () => {
    const { slackSays, store, list } = createCommands();
    await slackSays('schedule 09:00 utc');
    expect(await slackSays('schedule 9:00 UTC daily')).toContain('set already');
    const [schedule] = await list();
    await store.pause(schedule?.id ?? '', 'outside');
    expect(await slackSays('list')).toContain('Paused. I am no member there');
    expect(await slackSays('schedule 09:00 utc')).toContain('The tips go on');
    expect(await list()).toMatchObject([{ id: schedule?.id, next: { day: '2026-11-27' } }]);
  });

  test('allows several in a workspace, but not endlessly many', async () => {
    const { slackSays, store, list } = createCommands();
    await slackSays('schedule 09:00 utc');
    await slackSays('schedule 10:00 utc');
    await slackSays('schedule 09:00 utc', { channel: 'C2' });
    expect(await list()).toHaveLength(3);
    for (let at = 3; at < maxOfWorkspace; at += 1)
      await store.add(scheduleOf(`s${at}`, thursday, { platform: 'slack', workspace: 'T1' }));
    expect(await slackSays('schedule 11:00 utc')).toContain('the most');
    expect(await list()).toHaveLength(maxOfWorkspace);
  });
});

test('a list shows those of the channel first, and not more than a message holds; the App Home has them all', async () => {
  const { commands, slackSays, store } = createCommands();
  for (let at = 0; at < 30; at += 1)
    await store.add(scheduleOf(`s${at}`, thursday + at, { platform: 'slack', workspace: 'T1' }));
  await store.add(scheduleOf('here1', thursday + 99, { platform: 'slack', workspace: 'T1', channel: 'C1' }));
  const said = await slackSays('list');
  expect(said.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(20);
  expect(said.indexOf('here1')).toBeLessThan(said.indexOf('s0'));
  expect(said).toContain('And 11 more.');
  const [section] = await commands.sections({ platform: 'slack', workspace: 'T1', user: 'U1' });
  expect(
    section === undefined
      ? []
      : wordsOf(section)
          .split('\n')
          .filter((line) => line.startsWith('•')),
  ).toHaveLength(31);
});

describe('who may', () => {
  test('on a server: people who manage it, and admins; alone with the bot: everybody for themselves', async () => {
    const { discordSays, list } = createCommands(['ADMIN']);
    for (const subcommand of ['schedule', 'stop', 'skip'])
      expect(await discordSays(subcommand, nine, noManager)).not.toContain('set');
    expect(await list(onDiscord)).toEqual([]);
    const admin = { ...noManager, user: 'ADMIN' };
    expect(await discordSays('schedule', nine, admin)).toContain('Tips are set');
    expect(await discordSays('stop', {}, noManager)).toContain('Only people who manage this server');
    expect(await discordSays('skip', {}, noManager)).toContain('Only people who manage this server');
    expect(await discordSays('list', {}, noManager)).toContain('Scheduled tips');
    const alone = { ...noManager, workspace: undefined, channel: 'D1' };
    expect(await discordSays('schedule', nine, alone)).toContain('Tips are set');
    expect(await discordSays('list', {}, { ...alone, channel: 'D2' })).toContain('No tips');
  });

  test('on Slack with admins: these alone, and nobody else', async () => {
    const { slackSays, list } = createCommands(['ADMIN']);
    expect(await slackSays('schedule 09:00 utc')).toContain('Only the admins');
    expect(await slackSays('schedule 09:00 utc', { user: 'ADMIN' })).toContain('Tips are set');
    expect(await slackSays('stop')).toContain('Only the admins');
    expect(await slackSays('stop', { user: 'ADMIN', channel: 'C5' })).toContain('None in this channel');
    expect(await list()).toHaveLength(1);
  });

  test('on Slack without admins: whoever is in the channel, which sees it', async () => {
    const { slackSays, list, slack } = createCommands();
    await slackSays('schedule 09:00 utc');
    const [schedule] = await list();
    expect(await slackSays(`stop ${schedule?.id}`, { user: 'U2', channel: 'C2' })).toContain('in that channel');
    expect(await slackSays('skip', { user: 'U2' })).toContain('left out');
    expect(await slackSays('stop', { user: 'U2' })).toContain('No more tips');
    expect(slack.posts.map(({ words }) => words)).toEqual([
      '@U1 set tips here: every day at 09:00 UTC.',
      '@U2 left out the next of these tips: every day at 09:00 UTC.',
      '@U2 stopped these tips: every day at 09:00 UTC.',
    ]);
    expect(await list()).toEqual([]);
  });
});

describe('without syntax', () => {
  const pressed = ({ children }: Document) =>
    children.flatMap((block) => (block.type === 'choices' ? block.children : []));

  test('a list has buttons to skip and to stop, which do the same as the words', async () => {
    const { commands, slackSays, list } = createCommands();
    await slackSays('schedule 09:00 utc');
    const [schedule] = await list();
    const id = schedule?.id ?? '';
    const { document: said } = await commands.run({ from: onSlack, input: { type: 'text', text: 'list' } });
    expect(pressed(said)).toEqual([
      { type: 'choice', label: `Skip next: ${id}`, target: { type: 'action', action: 'tip-skip', of: id } },
      { type: 'choice', label: `Stop: ${id}`, target: { type: 'action', action: 'tip-stop', of: id } },
    ]);
    const elsewhere = { ...onSlack, user: 'U2', channel: 'C2' };
    expect(wordsOf((await commands.actions['tip-stop'](id, elsewhere)).document)).toContain('in that channel');
    expect(wordsOf((await commands.actions['tip-skip'](id, onSlack)).document)).toContain('left out');
    expect(wordsOf((await commands.actions['tip-stop'](id, onSlack)).document)).toContain('No more tips');
    expect(await list()).toEqual([]);
  });

  test('on Discord only who manages the server may press', async () => {
    const { commands, discordSays, list } = createCommands();
    await discordSays('schedule', nine);
    const [schedule] = await list(onDiscord);
    const stop = (more: object) =>
      commands.actions['tip-stop'](schedule?.id ?? '', { ...onDiscord, user: 'U2', ...more });
    expect(wordsOf((await stop({ manages: false })).document)).toContain('Only people who manage this server');
    expect(wordsOf((await stop({ manages: true })).document)).toContain('No more tips');
  });

  test('as many have buttons as every platform has room for', async () => {
    const { commands, slackSays, clock } = createCommands();
    for (const hour of ['06', '07', '08', '09', '10', '11', '12']) {
      clock.time += 1;
      await slackSays(`schedule ${hour}:00 utc`);
    }
    const { document: said } = await commands.run({ from: onSlack, input: { type: 'text', text: 'list' } });
    expect(pressed(said)).toHaveLength(10);
  });

  test('a schedule without words gets a form, whose zone is that of the person’s last one, and what is filled in sets it', async () => {
    const { commands, slackSays, list, slack } = createCommands();
    await slackSays('schedule 10:00 Tokyo', { channel: 'C2' });
    const { form } = await commands.run({ from: onSlack, input: { type: 'text', text: 'schedule' } });
    expect(form).toMatchObject({ id: 'ai-tip:schedule', submit: 'Set' });
    expect(form?.fields.map(({ name }) => name)).toEqual(['time', 'timezone', 'days', 'channel', 'topics']);
    expect(form?.fields[1]).toMatchObject({ value: 'Asia/Tokyo' });
    const values = { time: '9am', timezone: 'São Paulo', days: 'mon,tue', channel: 'C7' };
    const said = await commands.submit({ from: onSlack, id: 'ai-tip:schedule', values });
    expect(wordsOf(said.document)).toContain('Every Monday and Tuesday at 09:00 America/Sao_Paulo in #C7');
    expect(await list()).toContainEqual(expect.objectContaining({ channel: 'C7', days: [1, 2] }));
    expect(slack.posts.at(-1)?.words).toContain('@U1 set tips here');
    const wrong = await commands.submit({ from: onSlack, id: 'ai-tip:schedule', values: { ...values, time: 'soon' } });
    expect(wordsOf(wrong.document)).toContain('Name a time of day');
  });

  test('whoever may not set tips is told so, and gets no form', async () => {
    const { commands } = createCommands(['U9']);
    const said = await commands.run({ from: onSlack, input: { type: 'text', text: 'schedule' } });
    expect(said.form).toBeUndefined();
    expect(wordsOf(said.document)).toContain('Only the admins');
  });

  test('stop and skip on Discord offer the schedules that somebody may see', async () => {
    const { commands, discordSays, list } = createCommands();
    await discordSays('schedule', { ...nine, channel: 'C9' });
    await discordSays('schedule', { ...nine, time: '10:00' });
    const all = await list(onDiscord);
    const [elsewhere, here] = [
      all.find(({ channel }) => channel === 'C9'),
      all.find(({ channel }) => channel === 'C1'),
    ];
    const offer = (from: Origin, typed = '') =>
      commands.complete({ from, command: 'ai-tip', option: 'schedule', typed, limit: 25 });
    const manager = { ...onDiscord, manages: true };
    expect(await offer(manager)).toEqual([
      { id: here?.id, label: `${here?.id}: every weekday at 10:00 Europe/Berlin, in this channel` },
      { id: elsewhere?.id, label: `${elsewhere?.id}: every weekday at 09:00 Europe/Berlin` },
    ]);
    expect(await offer(manager, '10:00')).toHaveLength(1);
    expect(await offer({ ...onDiscord, user: 'U2' })).toHaveLength(1);
  });

  test('letters that stand for several zones are asked back', async () => {
    const { slackSays, discordSays, list } = createCommands();
    expect(await slackSays('schedule 9am IST')).toContain(
      'IST may be Asia/Kolkata, Europe/Dublin or Asia/Jerusalem: name one.',
    );
    expect(await discordSays('schedule', { ...nine, timezone: 'cst' })).toContain('CST may be America/Chicago');
    expect(await list()).toEqual([]);
    expect(await slackSays('schedule 9am Kyiv Mo-Fr')).toContain('Every weekday at 09:00 Europe/K');
  });
});

describe('stop and skip', () => {
  test('ask which one if there are several, and take its letters', async () => {
    const { slackSays, list, clock } = createCommands();
    await slackSays('schedule 09:00 utc');
    clock.time += 1;
    await slackSays('schedule 10:00 utc');
    const [first] = await list();
    expect(await slackSays('stop')).toContain('Say which one');
    expect(await slackSays('stop nosuch')).toContain('There is no schedule “nosuch”');
    expect(await slackSays(`stop ${first?.id.toUpperCase()}`)).toContain('No more tips');
    expect(await list()).toMatchObject([{ time: '10:00' }]);
  });

  test('of nothing say how to begin', async () => {
    const { slackSays, discordSays } = createCommands();
    expect(await slackSays('stop')).toContain('/ai-tip schedule 09:00 Europe/Berlin weekdays');
    expect(await discordSays('skip')).toContain('/ai-tip schedule time:09:00');
    expect(await slackSays('what is this')).toContain('now, schedule, list, stop or skip');
  });

  test('skip leaves out the next one, and the one after it at a second time', async () => {
    const { discordSays, list } = createCommands();
    await discordSays('schedule', nine);
    expect(await discordSays('skip')).toContain('• Mon, 30 Nov 2026');
    expect(await discordSays('skip')).toContain('• Tue, 1 Dec 2026');
    expect((await list(onDiscord))[0]?.next?.day).toBe('2026-12-01');
  });
});

test('while it is typed, time zones and topics are offered', async () => {
  const { commands } = createCommands();
  const offered = async (option: string, typed: string) =>
    (await commands.complete({ from: onDiscord, command: 'ai-tip', option, typed, limit: 25 })).map(({ id }) => id);
  expect(await offered('timezone', 'berl')).toEqual(['Europe/Berlin']);
  expect(await offered('topics', 'ra')).toEqual(['rag']);
  expect(await offered('time', '9')).toEqual([]);
});

test('the schedules of a workspace can be shown elsewhere', async () => {
  const { commands, slackSays } = createCommands();
  await slackSays('schedule 09:00 utc');
  // Schedules in other people's channels aren't for everybody.
  const [hidden] = await commands.sections({ platform: 'slack', workspace: 'T1', user: 'U7' });
  expect(hidden === undefined ? '' : wordsOf(hidden)).toContain('No tips are scheduled');
  const [section] = await commands.sections({ platform: 'slack', workspace: 'T1', user: 'U1' });
  expect(section === undefined ? '' : wordsOf(section)).toContain('every day at 09:00 UTC');
  const [none] = await commands.sections({ platform: 'slack', workspace: 'T2', user: 'U7' });
  expect(none === undefined ? '' : wordsOf(none)).toContain('No tips are scheduled');
});
