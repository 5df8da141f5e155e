// A workspace's settings, and who may change them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Modal } from '../../src/adapters/discord/out/payload.js';
import { inspectWorkspaces } from '../../src/bin/inspect-workspaces.js';
import type { Origin } from '../../src/ports.js';
import type { Poster } from '../../src/tips/ports.js';
import { buttonOf, run, wordsOf } from '../adapters/discord/running.js';
import { elementOf } from '../adapters/slack/bot.js';
import {
  channelId,
  fill,
  guildId,
  messageOf,
  press,
  serverOf,
  slash,
  snowflake,
  subcommand,
} from '../fakes/discord/people.js';
import { createFakePoster } from '../fakes/poster.js';
import {
  blockAction,
  directMessage,
  eventBody,
  mention,
  slashCommand,
  viewSubmission,
} from '../fakes/slack/payloads.js';
import { choicesIn, freshFolder, manager, member, openProcess, plain, runOnSlack, targetOf } from './teaching.js';

const open = { type: 'text', text: '' } as const;
const place = { platform: 'discord', workspace: 'W1' };

test('people and roles that are trusted may teach, in that server alone, and set nothing', async () => {
  const { command, fill: set, press, type } = openProcess();
  const trusted: Origin = { ...member, user: '77' };
  const withRole: Origin = { ...member, user: '78', roles: ['900'] };
  for (const from of [trusted, withRole]) expect((await type(from, 'new')).form).toBeUndefined();
  const said = await set(manager, 'ai-settings:teach', { teachers: '77', roles: '900,901', second: 'off' });
  expect(plain(said)).toContain('1 person and 2 roles may teach');
  for (const from of [trusted, withRole]) {
    expect((await type(from, 'new')).form).toBeDefined();
    expect((await type({ ...from, workspace: 'W2' }, 'new')).form).toBeUndefined();
    expect(plain(await command(from, open, 'ai-settings'))).toContain('Not for you');
    expect(plain(await set(from, 'ai-settings:teach', { second: 'off' }))).toContain('Not for you');
  }
  const page = await command(manager, open, 'ai-settings');
  const { form } = await press(manager, targetOf(page.document, 'Who may teach me'));
  expect(form?.fields).toMatchObject([{ value: ['77'] }, { value: ['900', '901'] }, { value: 'off' }]);
  await set(manager, 'ai-settings:teach', { second: 'on' });
  expect((await type(trusted, 'new')).form).toBeUndefined();
});

test('settings are refused to members, in private messages and to whoever is unknown', async () => {
  const { command, fill: set, store } = openProcess();
  const nobody: readonly Origin[] = [member, { platform: 'discord', user: '300300', manages: true }, place];
  for (const from of nobody) {
    for (const reply of [
      await command(from, open, 'ai-settings'),
      await set(from, 'ai-settings:teach', { teachers: '1' }),
    ])
      expect([plain(reply), reply.form]).toEqual([expect.stringContaining('Not for you'), undefined]);
  }
  expect(await store.taught.version(place)).toBe(0);
});

const page = { type: 'press', target: { type: 'action', action: 'settings' } } as const;

test('buttons of the settings do nothing for those who may not, nor does the form that somebody else opened', async () => {
  const { app, fill: set, store } = openProcess();
  const guest: Origin = { ...member, user: '55', roles: ['900'] };
  for (const from of [member, guest, { ...manager, workspace: undefined } as unknown as Origin]) {
    for (const of of [undefined, 'speak', 'teach', 'help', 'digest']) {
      const target = { ...page.target, ...(of === undefined ? {} : { of }) };
      const reply = await app.handle({ type: 'press', from, target });
      expect([plain(reply), reply.form]).toEqual([expect.stringContaining('Not for you'), undefined]);
    }
    await set(from, 'ai-settings:speak', { speak: 'only', channels: 'C9', timezone: 'Berlin' });
  }
  expect(await store.taught.version(place)).toBe(0);
  // Managers of another server change only that one's.
  await set({ ...manager, workspace: 'W2' }, 'ai-settings:teach', { second: 'on' });
  expect(await store.taught.version(place)).toBe(0);
});

test('the page says all that is set, and a form of each section is filled with it', async () => {
  const { poster } = createFakePoster({ now: () => 0 }, { perSecond: 1, per: 'platform' });
  const { app, command, fill: set } = openProcess(undefined, undefined, undefined, new Map([['discord', poster]]));
  const said = await set(manager, 'ai-settings:speak', {
    speak: 'only',
    channels: 'C1,C2',
    private: 'on',
    short: 'on',
    timezone: 'berlin',
  });
  expect(plain(said)).toMatch(/Only in .*C1, .*C2[\s\S]*Short answers, for the asker alone[\s\S]*Europe\/Berlin/);
  await set(manager, 'ai-settings:help', { help: 'F1', certainty: 'careful' });
  await set(manager, 'ai-settings:digest', { to: 'channel', channel: 'C3', day: '5', time: '8:30' });
  const all = plain(await command(manager, open, 'ai-settings'));
  expect(all).toMatch(
    /Only in .*C1[\s\S]*answered in .*F1.*very sure[\s\S]*C3 on Fridays at 08:30, Europe\/Berlin time/,
  );
  const filled = async (of: string) => {
    const { form } = await app.handle({ type: 'press', from: manager, target: { ...page.target, of } });
    return form?.fields.map((field) => field.value);
  };
  expect(await filled('speak')).toEqual(['only', ['C1', 'C2'], 'on', 'on', 'Europe/Berlin']);
  expect(await filled('help')).toEqual([['F1'], 'careful']);
  expect(await filled('digest')).toEqual(['channel', 'C3', '5', '08:30']);
});

test.each([
  ['a time zone that nobody knows', 'speak', { speak: 'all', timezone: 'Atlantis' }, 'time zone'],
  ['channels that are not named', 'speak', { speak: 'only', timezone: 'UTC' }, 'Name the channels'],
  ['no time of day', 'digest', { to: 'person', day: '1', time: '25:00' }, 'time of day'],
  ['no channel', 'digest', { to: 'channel', day: '1', time: '09:00' }, 'Name the channel'],
])('with %s nothing is changed, and the form is a press away', async (_, section, values, problem) => {
  const { fill: set, press, command } = openProcess();
  const before = plain(await command(manager, open, 'ai-settings'));
  const said = await set(manager, `ai-settings:${section}`, values);
  expect(plain(said)).toContain(problem);
  expect((await press(manager, targetOf(said.document, 'Change it'))).form?.id).toBe(`ai-settings:${section}`);
  expect(plain(await command(manager, open, 'ai-settings'))).toBe(before);
});

test('settings apply at once where they were set, in another process within a second, and after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const clock = { time: Date.UTC(2026, 5, 1) };
  const url = `sqlite:${join(folder, 'bot.db')}`;
  const [here, there] = [openProcess(url, clock), openProcess(url, clock)];
  const full = await there.ask(member, 'What is RAG?');
  await here.fill(manager, 'ai-settings:speak', { speak: 'all', short: 'on', timezone: 'UTC' });
  const short = await here.ask(member, 'What is RAG?');
  expect(short.document.children.length).toBeLessThan(full.document.children.length);
  expect(plain(await here.press(member, targetOf(short.document, 'Full answer')))).toBe(plain(full));
  clock.time += 1_000;
  expect(plain(await there.ask(member, 'What is RAG?'))).toBe(plain(short));
  await here.store.close();
  expect(plain(await openProcess(url, clock).ask(member, 'What is RAG?'))).toBe(plain(short));
});

test('whoever installs the bot on Slack is greeted once, with a way to the settings', async () => {
  const told: unknown[] = [];
  const { room, store, press } = openProcess(undefined, undefined, async (workspace, person, document) => {
    told.push([workspace.workspace, person]);
    expect(choicesIn(document).map(({ label }) => label)).toEqual(['Settings', 'Teach an answer', 'What can I ask?']);
    const from: Origin = { platform: 'slack', workspace: 'T1', user: person };
    expect(plain(await press(from, targetOf(document, 'Settings')))).toContain('Settings of the bot here');
    expect((await press(from, targetOf(document, 'Teach an answer'))).form?.id).toBe('ai-teach:new');
    // Somebody else presses the button.
    expect(plain(await press({ ...from, user: 'U2' }, targetOf(document, 'Settings')))).toContain('Not for you');
  });
  const installations = room.watch(store.installations);
  const data = JSON.stringify({ user: { id: 'U1' } });
  await installations.put('slack', 'T1', data);
  await installations.put('slack', 'T1', data);
  expect(told).toEqual([['T1', 'U1']]);
  await installations.remove('slack', 'T1');
  await installations.put('slack', 'T1', data);
  expect(told).toHaveLength(2);
});

describe('a server of Discord that adds the bot', () => {
  const post = /^\/channels\/(\d+)\/messages$/;
  const updates = snowflake();
  const begin = async (url = 'sqlite::memory:') => {
    const clock = { time: Date.UTC(2026, 5, 1) };
    const { app, room, store } = openProcess(url, clock);
    const { membership, welcome } = room;
    const running = await run({ ...app, membership, welcome, clock: { now: () => clock.time } });
    const { fake } = running;
    const posted = () => fake.requests('POST', post).map(({ path }) => post.exec(path)?.[1]);
    // Whatever follows an event is done after it.
    const settled = async () => {
      fake.message(messageOf({ content: '<@866666666666666666> what is RAG?', channel: snowflake() }));
      await expect
        .poll(() => fake.requests('POST', post).some(({ body }) => JSON.stringify(body).includes('Retrieval')))
        .toBe(true);
    };
    return { ...running, clock, store, posted, settled };
  };
  const joined = (more: Partial<Parameters<typeof serverOf>[0]> = {}) =>
    serverOf({ joinedAt: Date.UTC(2026, 5, 1), system: channelId, ...more });

  test('is greeted once, through connections and a restart, with a way to the settings for those who may', async () => {
    const folder = freshFolder();
    const url = `sqlite:${join(folder, 'bot.db')}`;
    const { fake, discord, store, posted } = await begin(url);
    for (let times = 0; times < 2; times += 1) fake.gateway.dispatch('GUILD_CREATE', joined());
    const { body } = await fake.request('POST', post);
    expect(wordsOf(body)).toContain('Hello, I am AI Diff');
    const message = { ...(body as object), id: snowflake() };
    const pressed = async (label: string, permissions: string, count: number) => {
      fake.interact(press(message, buttonOf(body, label), { permissions }));
      return ((await fake.request('POST', /callback$/, count)).body as { data: { flags: number; components: unknown } })
        .data;
    };
    const settings = await pressed('Settings', '32', 1);
    expect([settings.flags & 64, wordsOf(settings)]).toEqual([64, expect.stringContaining('Settings of the bot here')]);
    const refused = await pressed('Settings', '0', 2);
    expect([refused.flags & 64, wordsOf(refused)]).toEqual([64, expect.stringContaining('Not for you')]);
    expect(JSON.stringify(await pressed('Teach an answer', '32', 3))).toContain('ai-teach:new');
    expect(wordsOf(await pressed('What can I ask?', '0', 4))).toContain('/ai-diff');
    expect([posted(), fake.problems]).toEqual([[channelId], []]);
    await discord.stop();
    await store.close();

    const again = await begin(url);
    again.fake.gateway.dispatch('GUILD_CREATE', joined());
    await again.settled();
    expect(again.posted()).not.toContain(channelId);
  }, 60_000);

  test('is greeted where its moderators are written to, otherwise in the next channel where the bot may write', async () => {
    const { fake, posted } = await begin();
    fake.gateway.dispatch('GUILD_CREATE', joined({ updates }));
    await expect.poll(posted).toEqual([updates]);
    const [closed, other] = [snowflake(), snowflake()];
    fake.channels.set(closed, { silent: true, guild: other });
    fake.gateway.dispatch('GUILD_CREATE', joined({ id: other, updates: closed }));
    await expect.poll(posted).toEqual([updates, closed, channelId]);
    expect(fake.problems).toEqual([]);
  }, 60_000);

  test.each([
    ['has had it for long', { joinedAt: Date.UTC(2026, 4, 30) }, {}],
    ['has no such channel', { system: null }, {}],
    ['lets it write in none', { updates }, { silent: true }],
  ])(
    'is not greeted if it %s',
    async (_, server, state) => {
      const { fake, posted, settled, lines } = await begin();
      for (const channel of [channelId, updates]) fake.channels.set(channel, { guild: guildId, ...state });
      fake.gateway.dispatch('GUILD_CREATE', joined(server));
      if ('silent' in state) await expect.poll(() => lines.map(({ event }) => event)).toContain('greeting_unplaced');
      await settled();
      const refused = 'silent' in state ? [updates, channelId] : [];
      expect(posted().slice(0, -1)).toEqual(refused);
    },
    60_000,
  );
});

test('the doctor shows what each workspace set', async () => {
  const { fill: set, store } = openProcess();
  expect((await inspectWorkspaces(store.taught))[0]?.message).toContain('none has settings');
  await set(manager, 'ai-settings:speak', { speak: 'only', channels: 'C1', timezone: 'UTC' });
  await set({ ...manager, workspace: 'W2' }, 'ai-settings:teach', { second: 'on' });
  const [first, second] = await inspectWorkspaces(store.taught);
  expect(first?.message).toMatch(/^discord:W1: Only in .*C1/);
  expect(second?.message).toMatch(/^discord:W2: In every channel.*second person/);
});

describe('where the bot may not speak', () => {
  const asks = { type: 'question', text: 'What is RAG?', seenBy: 'everybody' } as const;

  test('a question that everybody sees gets a word that a mention is not given, and a private one its answer', async () => {
    const { app, fill: set } = openProcess();
    await set(manager, 'ai-settings:speak', { speak: 'only', channels: 'C2', timezone: 'UTC' });
    const unheard = await app.handle({ ...asks, from: member });
    expect([unheard.outcome, unheard.told]).toEqual(['limited', true]);
    expect(plain(unheard)).toContain('not allowed to speak');
    const heard: readonly Origin[] = [
      { ...member, channel: 'C2' },
      // A thread of the channel, and a direct message.
      { ...member, channel: 'T7', parent: 'C2' },
      { ...member, channel: 'D1', direct: true },
      { ...member, workspace: 'W2' },
    ];
    for (const from of heard) expect((await app.handle({ ...asks, from })).outcome).toBe('answered');
    expect((await app.handle({ ...asks, seenBy: 'asker', from: member })).outcome).toBe('answered');
    await set(manager, 'ai-settings:speak', { speak: 'not', channels: 'C2', timezone: 'UTC' });
    expect((await app.handle({ ...asks, from: member })).outcome).toBe('answered');
    expect((await app.handle({ ...asks, from: { ...member, channel: 'C2' } })).outcome).toBe('limited');
  });

  test('on Discord a mention gets nothing and a command a private word; a private answer by default is one', async () => {
    const { app } = openProcess();
    const { fake } = await run({ ...app, ackAfterMs: 60_000 });
    const manages = { permissions: '32' };
    type Said = {
      readonly type: number;
      readonly data: Modal & { readonly components: unknown; readonly flags: number };
    };
    const all = () => fake.requests('POST', /callback$/).map(({ body }) => body as Said);
    const callbacks = () => JSON.stringify(all());
    const last = () => all().at(-1) as Said;
    fake.interact(slash('ai-settings', {}, manages));
    await expect.poll(callbacks, { timeout: 20_000 }).toContain('Settings of the bot here');
    const { data } = last();
    expect(data.flags & 64).toBe(64);
    const shown = { id: snowflake(), flags: 64, components: data.components };
    fake.interact(press(shown, buttonOf(data, 'Where and how I speak'), manages));
    await expect.poll(callbacks, { timeout: 20_000 }).toContain('Where I may speak');
    const form = last();
    expect(form.type).toBe(9);
    expect(form.data.components.map(({ component }) => component.type)).toEqual([3, 8, 3, 3, 4]);
    const filled = { speak: ['not'], channels: [channelId], private: ['on'], short: ['off'], timezone: 'UTC' };
    fake.interact(fill(form.data, filled, manages));
    await expect.poll(callbacks, { timeout: 20_000 }).toContain('In every channel but');
    fake.message(messageOf({ content: '<@866666666666666666> what is RAG?' }));
    fake.interact(slash('ai-ask', { question: 'what is RAG?' }));
    await expect.poll(callbacks, { timeout: 20_000 }).toContain('not allowed to speak');
    fake.interact(fill(form.data, { ...filled, speak: ['all'], channels: [] }, manages));
    await expect.poll(callbacks, { timeout: 20_000 }).toContain('In every channel.');
    fake.interact(slash('ai-ask', { question: 'what is an embedding?' }));
    await expect.poll(callbacks, { timeout: 20_000 }).toContain('mbedding');
    expect(last().data.flags & 64).toBe(64);
    expect(fake.requests('POST', /channels\/\d+\/messages$/)).toEqual([]);
    expect(fake.problems).toEqual([]);
  }, 60_000);

  test('tips on Discord and the form on Slack take the time zone of the settings, through a restart', async () => {
    const folder = freshFolder();
    const url = `sqlite:${join(folder, 'bot.db')}`;
    const before = openProcess(url);
    const installer: Origin = { platform: 'slack', workspace: 'T1', user: 'U1', manages: true };
    for (const from of [{ ...manager, workspace: guildId }, installer])
      await before.fill(from, 'ai-settings:speak', { speak: 'all', timezone: 'Tokyo' });
    await before.store.close();

    const posters = new Map<string, Poster>();
    const { app, store } = openProcess(url, undefined, undefined, posters);
    const { fake, discord } = await run(app);
    posters.set('discord', discord.poster);
    fake.interact(subcommand('ai-tip', 'schedule', { time: '09:00' }, { permissions: '32' }));
    await fake.request('POST', /callback$/);
    await expect
      .poll(() => store.tips.list({ platform: 'discord', workspace: guildId }), { timeout: 20_000 })
      .toMatchObject([{ time: '09:00', timezone: 'Asia/Tokyo' }]);
    expect(fake.problems).toEqual([]);

    const { slack } = await runOnSlack(app);
    // If admins are configured, only they set tips.
    await slack.push('slash_commands', slashCommand('/ai-tip', 'schedule', slack.responseUrl('1'), { user_id: '99' }));
    expect(JSON.stringify((await slack.next('views.open')).args.view)).toContain('"initial_value":"Asia/Tokyo"');
  }, 60_000);

  test('on Discord the placeholder of a slow private answer is private too', async () => {
    const { app, room, fill: set } = openProcess();
    await set({ ...manager, workspace: guildId }, 'ai-settings:speak', {
      speak: 'all',
      private: 'on',
      timezone: 'UTC',
    });
    let release = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handle: typeof app.handle = async (incoming) => {
      await late;
      return app.handle(incoming);
    };
    const { fake } = await run({ ...app, handle, hides: room.hides, ackAfterMs: 0 });
    fake.interact(slash('ai-ask', { question: 'what is RAG?' }));
    const { type, data } = (await fake.request('POST', /callback$/)).body as { type: number; data: { flags: number } };
    expect([type, data.flags & 64]).toEqual([5, 64]);
    release();
    await fake.request('PATCH', /@original$/);
    expect(fake.problems).toEqual([]);
  }, 60_000);

  test('on Slack a mention gets nothing; a private answer by default is one, but in a conversation with the bot', async () => {
    const { app, fill: set } = openProcess();
    const { slack } = await runOnSlack(app);
    const installer: Origin = { platform: 'slack', workspace: 'T1', user: 'U1', manages: true };
    await set(installer, 'ai-settings:speak', { speak: 'not', channels: 'C2', private: 'on', timezone: 'UTC' });
    await slack.push('events_api', eventBody(mention('what is RAG?', { channel: 'C2' })));
    await slack.push('events_api', eventBody(mention('what is RAG?')));
    expect((await slack.next('chat.postEphemeral')).args).toMatchObject({ channel: 'C1', user: 'U1' });
    await slack.push('events_api', eventBody(directMessage('what is RAG?')));
    expect((await slack.next('chat.postMessage')).args).toMatchObject({ channel: 'D1' });
    expect(slack.calls.filter(({ args }) => args['channel'] === 'C2')).toEqual([]);
  }, 60_000);

  test('on Slack the page leads to a form for each section', async () => {
    const { app, store } = openProcess();
    await store.installations.put('slack', 'T1', JSON.stringify({ user: { id: 'U1' } }));
    const { slack } = await runOnSlack(app);
    await slack.push('slash_commands', slashCommand('/ai-settings', '', slack.responseUrl('1')));
    const shown = (await slack.next('response_url')).args;
    await slack.push(
      'interactive',
      blockAction(elementOf(shown.blocks, 'Who may teach me'), slack.responseUrl('2'), { ephemeral: true }),
    );
    const { view } = (await slack.next('views.open')).args;
    expect(JSON.stringify(view)).toContain('multi_users_select');
    const said = await slack.push(
      'interactive',
      viewSubmission(view, {
        teachers: { type: 'multi_users_select', selected_users: ['U2', 'U3'] },
        second: { type: 'static_select', selected_option: { value: 'off' } },
      }),
    );
    expect(JSON.stringify(said)).toContain('2 people may teach');
    await slack.push(
      'interactive',
      blockAction(elementOf(shown.blocks, 'Where and how I speak'), slack.responseUrl('3'), { ephemeral: true }),
    );
    const speak = (await slack.next('views.open')).args.view;
    const choice = (value: string) => ({ type: 'static_select', selected_option: { value } });
    const set = await slack.push(
      'interactive',
      viewSubmission(speak, {
        speak: choice('only'),
        channels: { type: 'multi_conversations_select', selected_conversations: ['C5'] },
        private: choice('off'),
        short: choice('on'),
        timezone: { type: 'plain_text_input', value: 'Berlin' },
      }),
    );
    expect(JSON.stringify(set)).toMatch(/Only in .*C5/);
  }, 60_000);
});
