import { describe, expect, test } from 'vitest';
import { commands, type DiscordCommand, findDifferences } from '../../../src/adapters/discord/in/command-list.js';
import { checkMessage } from '../../../src/adapters/discord/out/limits.js';
import { noMentions, type Payload } from '../../../src/adapters/discord/out/payload.js';
import { createApi } from '../../../src/adapters/discord/wire/api.js';
import { registerCommands } from '../../../src/adapters/discord/wire/register.js';
import { checkCommands } from '../../fakes/discord/commands.js';
import { applicationId, messageOf } from '../../fakes/discord/people.js';
import { startFakeDiscord, token } from '../../fakes/discord/server.js';
import { createSpecificationCheck } from '../../fakes/discord/specification.js';
import { createTestLogger, prepare } from './running.js';

/** A command as Discord returns it. */
const stored = (command: DiscordCommand, changed: object = {}) => ({
  id: '1',
  application_id: applicationId,
  version: '2',
  default_member_permissions: null,
  nsfw: false,
  dm_permission: true,
  ...JSON.parse(JSON.stringify(command)),
  ...changed,
});

describe('the commands', () => {
  test('keep Discord’s rules and its specification', () => {
    expect(checkCommands(commands)).toEqual([]);
    expect(createSpecificationCheck()('PUT', `/applications/${applicationId}/commands`, commands)).toEqual([]);
  });

  test('are those of the contract, with its options, everywhere', () => {
    expect(
      commands.map(({ name, options = [] }) =>
        [name, ...options.map((option) => `${option.name}${option.autocomplete === true ? '*' : ''}`)].join(' '),
      ),
    ).toEqual([
      'ai-diff a* b* aspect private',
      'ai-ask question* private',
      'ai-define term* private',
      'ai-choose task private',
      'ai-help',
      'Explain AI terms',
    ]);
    for (const command of commands) expect(command).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
  });

  test('are named in German, French, Spanish, Portuguese and Japanese, each name once in a language', () => {
    for (const locale of ['de', 'fr', 'es-ES', 'pt-BR', 'ja'] as const) {
      const names = commands.map(({ name_localizations }) => name_localizations?.[locale]);
      expect(new Set(names).size).toBe(commands.length);
      for (const { options = [] } of commands)
        expect(new Set(options.map((option) => option.name_localizations?.[locale])).size).toBe(options.length);
    }
  });
});

describe('what differs from what Discord has', () => {
  const registered = commands.map((command) => stored(command));

  test('is nothing if all is the same, whatever Discord adds', () => {
    expect(findDifferences(commands, registered)).toEqual([]);
    expect(findDifferences(commands, [...registered].reverse())).toEqual([]);
    expect(
      findDifferences(
        commands,
        registered.map((each) => ({ ...each, contexts: [2, 1, 0], integration_types: [1, 0] })),
      ),
    ).toEqual([]);
  });

  test.each([
    ['a description', { description: 'other' }, ['ai-diff: description differs']],
    ['a name in another language', { name_localizations: { de: 'anders' } }, ['ai-diff: name_localizations differs']],
    ['names that were not asked for', { name_localizations: null }, ['ai-diff: name_localizations differs']],
    ['where it can be used', { contexts: [0] }, ['ai-diff: contexts differs']],
    ['an option', { options: [] }, ['ai-diff: options differs']],
    ['who may use it', { default_member_permissions: '8' }, ['ai-diff: default_member_permissions differs']],
    ['its name', { name: 'old' }, ['ai-diff: is new', 'old: is no longer wanted']],
  ])('names %s', (_, changed, differences) => {
    const [first, ...others] = commands;
    if (first === undefined) throw new Error('There are no commands');
    expect(findDifferences(commands, [stored(first, changed), ...others.map((each) => stored(each))])).toEqual(
      differences,
    );
  });

  test('may come as anything', () => {
    expect(findDifferences(commands, [null, 'x', []])).toHaveLength(commands.length);
  });
});

describe('registering', () => {
  test('writes the whole list once, then nothing', async () => {
    const fake = await startFakeDiscord();
    const { logger } = createTestLogger();
    const api = createApi({ config: { token, apiUrl: fake.apiUrl }, logger, clock: { now: Date.now } });
    expect((await registerCommands(api, applicationId, commands)).differences).toHaveLength(commands.length);
    expect((await registerCommands(api, applicationId, commands)).differences).toEqual([]);
    expect(fake.requests('PUT', /commands$/)).toHaveLength(1);
    expect(fake.recorded.some(({ path }) => path.includes('/guilds/'))).toBe(false);
    expect(fake.problems).toEqual([]);
    api.close();
    await fake.close();
  });

  test('that fails does no harm: questions are still answered', async () => {
    const { fake, discord, lines } = await prepare();
    fake.fault({
      type: 'answer',
      method: 'GET',
      path: /commands$/,
      status: 403,
      body: { message: 'Missing Access', code: 50_001 },
    });
    await discord.start();
    fake.message(messageOf({ content: 'what is RAG?', direct: true }));
    await fake.request('POST', /messages$/);
    await expect.poll(() => lines.map(({ event }) => event)).toContain('discord_commands_failed');
  });
});

describe('the rules for a message', () => {
  const text = (content: string) => ({ type: 10, content }) as const;
  const button = (custom_id: string, label = 'x') => ({ type: 2, style: 2, label, custom_id }) as const;
  const row = (...components: ReturnType<typeof button>[]) => ({ type: 1, components }) as const;
  const laidOut = (...components: NonNullable<Payload['components']>[number][]): Payload => ({
    flags: 32_768,
    components,
    allowed_mentions: noMentions,
  });
  const inside = (
    ...components: Extract<NonNullable<Payload['components']>[number], { type: 17 }>['components'][number][]
  ) => laidOut({ type: 17, components });

  test.each<[string, Payload, RegExp | undefined]>([
    ['a text', inside(text('x')), undefined],
    ['4000 characters', inside(text('x'.repeat(2000)), text('x'.repeat(2000))), undefined],
    ['4001 characters', inside(text('x'.repeat(2000)), text('x'.repeat(2001))), /4001 characters/],
    ['40 components', inside(...Array.from({ length: 39 }, () => text('x'))), undefined],
    ['41 components', inside(...Array.from({ length: 40 }, () => text('x'))), /41 components/],
    ['an empty text', inside(text(' \n')), /text of 0/],
    ['an empty container', inside(), /container is empty/],
    ['an id twice', inside(row(button('a'), button('a'))), /twice/],
    ['six buttons in a row', inside(row(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)))), /row of 6/],
    ['an id of 101', inside(row(button('x'.repeat(101)))), /custom_id of 101/],
    ['a label of 81', inside(row(button('a', 'x'.repeat(81)))), /label of 81/],
    ['content beside components', { ...inside(text('x')), content: 'x' }, /content is refused/],
    ['components without the flag', { components: [text('x')], allowed_mentions: noMentions }, /need their flag/],
    ['2001 characters of content', { content: 'x'.repeat(2001), allowed_mentions: noMentions }, /content of 2001/],
    ['nothing', { allowed_mentions: noMentions }, /content of 0/],
  ])('know %s', (_, payload, problem) => {
    const problems = checkMessage(payload);
    if (problem === undefined) expect(problems).toEqual([]);
    else expect(problems.join()).toMatch(problem);
  });
});
