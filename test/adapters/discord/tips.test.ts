// Tips on Discord: registering and answering the command, and unprompted posts.
import { describe, expect, onTestFinished, test } from 'vitest';
import { commands } from '../../../src/adapters/discord/in/command-list.js';
import { mayPost, readChannel } from '../../../src/adapters/discord/in/rights.js';
import { tipCommand } from '../../../src/adapters/discord/in/tip-command.js';
import { createApp } from '../../../src/app.js';
import { createStore } from '../../../src/store/store.js';
import { createCatalog } from '../../../src/tips/catalog.js';
import { createTipCommands } from '../../../src/tips/command.js';
import { checkCommands } from '../../fakes/discord/commands.js';
import {
  applicationId,
  asker,
  botRole,
  channelId,
  directChannelId,
  guildId,
  press,
  snowflake,
  subcommand,
  typingIn,
} from '../../fakes/discord/people.js';
import { createSpecificationCheck } from '../../fakes/discord/specification.js';
import { createFakeLogger } from '../../fakes/logger.js';
import { buttonOf, engine, knowledge, prepare, wordsOf } from './running.js';

const callback = /\/callback$/;
const post = /^\/channels\/\d+\/messages$/;
const nine = { time: '09:00', timezone: 'Europe/Berlin', days: 'weekdays' };
const noRights = { permissions: '1024' };
const place = { platform: 'discord', workspace: guildId, channel: channelId };
const tip = engine.show({ type: 'tip', id: 'add-the-medium' }).document;
const dataOf = ({ body }: { readonly body: unknown }) =>
  (body as { data: { flags: number; choices?: unknown; components?: unknown; content?: unknown } }).data;

async function runWithTips(adminUsers: readonly string[] = []) {
  const clock = { now: () => Date.parse('2026-11-26T12:00:00Z') };
  const store = createStore({ options: { url: 'sqlite::memory:' }, logger: createFakeLogger(), clock });
  onTestFinished(() => store.close());
  const posters = new Map();
  const tips = createTipCommands({
    store: store.tips,
    posters,
    catalog: createCatalog(knowledge.tips, knowledge.entries),
    show: (id) => engine.show({ type: 'tip', id }).document,
    clock,
    random: Math.random,
    adminUsers,
    wake: () => undefined,
  });
  const votes: unknown[] = [];
  const running = await prepare({
    ...createApp({ current: () => ({ engine }), allow: async () => true, commands: { 'ai-tip': tips } }),
    feedback: async (vote) => {
      votes.push(vote);
    },
  });
  posters.set('discord', running.discord.poster);
  await running.discord.start();
  await running.fake.request('PUT', /commands$/);
  let answers = 0;
  const say = async (...given: Parameters<typeof subcommand>) => {
    running.fake.interact(subcommand(...given));
    answers += 1;
    return dataOf(await running.fake.request('POST', callback, answers));
  };
  return { ...running, say, store: store.tips, votes };
}

describe('the command', () => {
  const all = [...commands, tipCommand];

  test('keeps Discord’s rules and its specification, in every language', () => {
    expect(checkCommands(all)).toEqual([]);
    expect(createSpecificationCheck()('PUT', `/applications/${applicationId}/commands`, all)).toEqual([]);
    for (const locale of ['de', 'fr', 'es-ES', 'pt-BR', 'ja'] as const) {
      for (const { options = [] } of [tipCommand, ...(tipCommand.options ?? [])])
        expect(new Set(options.map((option) => option.name_localizations?.[locale])).size).toBe(options.length);
    }
  });

  test('has the subcommands and options of the contract', () => {
    expect(tipCommand.options?.map(({ name, options = [] }) => [name, ...options.map((each) => each.name)])).toEqual([
      ['now'],
      ['schedule', 'time', 'timezone', 'days', 'channel', 'topics'],
      ['list'],
      ['stop', 'schedule'],
      ['skip', 'schedule'],
    ]);
  });

  test('is registered with the others', async () => {
    const { fake } = await runWithTips();
    expect(JSON.stringify(fake.commands.list)).toContain('"ai-tip"');
    expect(fake.problems).toEqual([]);
  });
});

describe('/ai-tip', () => {
  test('now shows one to whoever asks, with more on it and votes', async () => {
    const { fake, say, votes } = await runWithTips();
    const shown = await say('ai-tip', 'now', {}, noRights);
    expect(wordsOf(shown)).toMatch(/^\*\*Tip:\*\* /);
    expect(shown.flags & 64).toBe(64);
    const message = { ...shown, id: snowflake() };
    fake.interact(press(message, buttonOf(shown, 'Tell me more')));
    expect(wordsOf(dataOf(await fake.request('POST', callback, 2))).length).toBeGreaterThan(100);
    fake.interact(press(message, buttonOf(shown, 'Helpful')));
    await fake.request('POST', callback, 3);
    await expect.poll(() => votes).toMatchObject([{ helpful: true, about: { type: 'tip' } }]);
    expect(fake.problems).toEqual([]);
  });

  test('schedule confirms with times that each reader sees in their own zone', async () => {
    const { fake, say, store } = await runWithTips();
    const said = wordsOf(await say('ai-tip', 'schedule', { ...nine, topics: 'products' }));
    expect(said).toContain(`in <#${channelId}>, about products`);
    const seconds = ['2026-11-27T08:00Z', '2026-11-30T08:00Z', '2026-12-01T08:00Z'].map((at) => Date.parse(at) / 1_000);
    for (const at of seconds) expect(said).toContain(`<t:${at}:F>`);
    expect(await store.list({ platform: 'discord', workspace: guildId })).toMatchObject([
      { channel: channelId, owner: asker.id, time: '09:00', days: [1, 2, 3, 4, 5], topics: ['products'] },
    ]);
    const listed = wordsOf(await say('ai-tip', 'list', {}, noRights));
    expect(listed).toContain('every weekday at 09:00');
    expect(wordsOf(await say('ai-tip', 'skip'))).toContain('left out');
    expect(wordsOf(await say('ai-tip', 'stop'))).toContain('No more tips');
    expect(fake.problems).toEqual([]);
  });

  test('schedule is for people who manage the server, and for admins', async () => {
    const { say } = await runWithTips(['899999999999999999']);
    expect(wordsOf(await say('ai-tip', 'schedule', nine, noRights))).toContain('Only people who manage this server');
    const admin = { ...noRights, user: { ...asker, id: '899999999999999999' } };
    expect(wordsOf(await say('ai-tip', 'schedule', nine, admin))).toContain('Tips are set');
  });

  test.each([
    ['that is gone', { gone: true }, 'cannot see that channel'],
    ['that the bot does not see', { hidden: true }, 'may not post there'],
    ['of another server', { guild: '855555555555555555' }, 'not of this server'],
    [
      'where it may not write',
      { overwrites: [{ id: guildId, type: 0 as const, allow: '0', deny: String(1n << 11n) }] },
      'may not post there',
    ],
    ['whose thread it may not write to', { type: 11, parent: '899999999999999998' }, 'may not post there'],
  ])('schedule for a channel %s sets nothing and says why', async (_, state, words) => {
    const { fake, say, store } = await runWithTips();
    fake.channels.set('888888888888888888', state);
    fake.channels.set('899999999999999998', {
      overwrites: [{ id: botRole, type: 0, allow: '0', deny: String(1n << 38n) }],
    });
    expect(wordsOf(await say('ai-tip', 'schedule', { ...nine, channel: '888888888888888888' }))).toContain(words);
    expect(await store.list({ platform: 'discord', workspace: guildId })).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  test('schedule in a direct message is the person’s own', async () => {
    const { fake, say, store } = await runWithTips();
    fake.channels.set(directChannelId, { type: 1, guild: undefined });
    const direct = { scene: 'direct' as const };
    expect(wordsOf(await say('ai-tip', 'schedule', nine, direct))).toContain('Tips are set');
    expect(await store.list({ platform: 'discord', workspace: directChannelId })).toHaveLength(1);
  });

  test('offers time zones while they are typed', async () => {
    const { fake } = await runWithTips();
    fake.interact(typingIn('ai-tip', 'schedule', 'timezone', 'berl'));
    expect(dataOf(await fake.request('POST', callback, 1)).choices).toEqual([
      { name: 'Europe/Berlin', value: 'Europe/Berlin' },
    ]);
    fake.interact(typingIn('ai-tip', 'schedule', 'topics', 'products, ra'));
    expect(JSON.stringify(dataOf(await fake.request('POST', callback, 2)).choices)).toContain('products, rag');
    expect(fake.problems).toEqual([]);
  });
});

describe('a post', () => {
  const started = async () => {
    const running = await prepare({ feedback: async () => undefined });
    await running.discord.start();
    return running;
  };

  test('has its buttons and nobody is notified; the same key posts it once', async () => {
    const { fake, discord } = await started();
    const first = await discord.poster.post(place, tip, 'abcde:2026-11-27');
    expect(first).toMatchObject({ type: 'sent' });
    expect(await discord.poster.post(place, tip, 'abcde:2026-11-27')).toEqual(first);
    expect(fake.messages()).toHaveLength(1);
    const [message] = fake.messages();
    expect(message).toMatchObject({ channel_id: channelId, allowed_mentions: { parse: [] } });
    for (const label of ['Tell me more', 'Helpful', 'Not helpful'])
      expect(buttonOf(message ?? {}, label)).toMatch(/^v1:/);
    expect(fake.problems).toEqual([]);
  });

  test('that landed without an answer is found again by its key', async () => {
    const { fake, discord } = await started();
    fake.fault({ type: 'cut', method: 'POST', path: post, lands: true, times: 4 });
    expect(await discord.poster.post(place, tip, 'abcde:2026-11-27')).toEqual({ type: 'failed' });
    expect(await discord.poster.post(place, tip, 'abcde:2026-11-27')).toMatchObject({ type: 'sent' });
    expect(fake.messages()).toHaveLength(1);
  });

  test.each([
    [{ gone: true }, 'gone'],
    [{ hidden: true }, 'forbidden'],
    [{ silent: true }, 'forbidden'],
  ])('to a channel that is %o is refused', async (state, reason) => {
    const { fake, discord } = await started();
    fake.channels.set(channelId, state);
    expect(await discord.poster.post(place, tip, 'abcde:2026-11-27')).toEqual({ type: 'refused', reason });
  });

  test('with a token that is refused fails, and leaves Discord alone for a while', async () => {
    const { fake, discord } = await started();
    fake.fault({ type: 'answer', method: 'POST', path: post, status: 401, body: { message: '401', code: 0 } });
    expect(await discord.poster.post(place, tip, 'abcde:2026-11-27')).toEqual({
      type: 'failed',
      retryAfterMs: 600_000,
    });
  });

  test('to the owner goes to their own conversation', async () => {
    const { fake, discord } = await started();
    expect(await discord.poster.tell(guildId, asker.id, tip)).toMatchObject({ type: 'sent' });
    expect(fake.messages()[0]).toMatchObject({ channel_id: directChannelId });
    fake.fault({ type: 'answer', method: 'POST', path: /users\/@me\/channels$/, status: 403, body: { code: 50_007 } });
    expect(await discord.poster.tell(guildId, asker.id, tip)).toMatchObject({ type: 'refused' });
    expect(fake.problems).toEqual([]);
  });
});

describe('the rights of the bot', () => {
  const bit = (at: bigint) => String(1n << at);
  const viewAndSend = String((1n << 10n) | (1n << 11n));
  const overwrite = (id: string, allow: string, deny: string) => ({ id, type: 0, allow, deny });
  const may = (overwrites: readonly object[], base = viewAndSend, inThread = false) => {
    const rights = readChannel({ id: channelId, type: 0, guild_id: guildId, permission_overwrites: overwrites });
    if (rights === undefined) throw new Error('no channel');
    return mayPost(inThread, {
      guild: guildId,
      self: applicationId,
      rights,
      roles: [
        { id: guildId, permissions: base },
        { id: botRole, permissions: '0' },
        { id: '1', permissions: bit(3n) },
      ],
      member: { roles: [botRole] },
    });
  };

  test.each<[string, readonly object[], string, boolean]>([
    ['are those of its roles', [], viewAndSend, true],
    ['are missing where its roles have none', [], '0', false],
    ['need more than to see the channel', [], bit(10n), false],
    ['are all for an administrator', [overwrite(guildId, '0', viewAndSend)], bit(3n), true],
    ['are taken by the channel from everybody', [overwrite(guildId, '0', bit(11n))], viewAndSend, false],
    [
      'are given back to a role',
      [overwrite(guildId, '0', bit(11n)), overwrite(botRole, bit(11n), '0')],
      viewAndSend,
      true,
    ],
    [
      'are taken from the bot itself in the end',
      [overwrite(botRole, bit(11n), '0'), overwrite(applicationId, '0', bit(11n))],
      viewAndSend,
      false,
    ],
    ['are not those of roles that it has not', [overwrite('1', '0', viewAndSend)], viewAndSend, true],
  ])('%s', (_, overwrites, base, expected) => {
    expect(may(overwrites, base)).toBe(expected);
  });

  test('in a thread need another permission', () => {
    expect(may([], viewAndSend, true)).toBe(false);
    expect(may([], String((1n << 10n) | (1n << 38n)), true)).toBe(true);
  });

  test('are none if Discord’s answers make no sense', () => {
    expect(readChannel({ id: 1 })).toBeUndefined();
    const rights = readChannel({ id: channelId, type: 0 });
    if (rights === undefined) throw new Error('no channel');
    expect(mayPost(false, { guild: guildId, self: '1', rights, roles: {}, member: null })).toBe(false);
  });
});
