// What a workspace sets for itself, and who may.
import { expect, onTestFinished, test } from 'vitest';
import type { Modal } from '../../src/adapters/discord/out/payload.js';
import type { Origin } from '../../src/ports.js';
import { run } from '../adapters/discord/running.js';
import { createBot } from '../adapters/slack/bot.js';
import { fill, subcommand } from '../fakes/discord/people.js';
import { slashCommand, viewSubmission } from '../fakes/slack/payloads.js';
import { startFakeSlack } from '../fakes/slack/server.js';
import { manager, member, openProcess, plain } from './teaching.js';

const open = { type: 'text', text: '' } as const;
const place = { platform: 'discord', workspace: 'W1' };

test('people and roles that are trusted may teach, in that server alone, and set nothing', async () => {
  const { command, fill: set, type } = openProcess();
  const trusted: Origin = { ...member, user: '77' };
  const withRole: Origin = { ...member, user: '78', roles: ['900'] };
  for (const from of [trusted, withRole]) expect((await type(from, 'new')).form).toBeUndefined();
  const said = await set(manager, 'ai-settings:all', { teachers: '77', roles: '900,901', second: 'off' });
  expect(plain(said)).toContain('1 person and 2 roles may teach');
  for (const from of [trusted, withRole]) {
    expect((await type(from, 'new')).form).toBeDefined();
    expect((await type({ ...from, workspace: 'W2' }, 'new')).form).toBeUndefined();
    expect(plain(await command(from, open, 'ai-settings'))).toContain('Not for you');
    expect(plain(await set(from, 'ai-settings:all', { second: 'off' }))).toContain('Not for you');
  }
  const { form } = await command(manager, open, 'ai-settings');
  expect(form?.fields).toMatchObject([{ value: ['77'] }, { value: ['900', '901'] }, { value: 'off' }]);
  await set(manager, 'ai-settings:all', { second: 'on' });
  expect((await type(trusted, 'new')).form).toBeUndefined();
});

test('settings are refused to members, in private messages and to whoever is unknown', async () => {
  const { command, fill: set, store } = openProcess();
  const nobody: readonly Origin[] = [member, { platform: 'discord', user: '300300', manages: true }, place];
  for (const from of nobody) {
    for (const reply of [
      await command(from, open, 'ai-settings'),
      await set(from, 'ai-settings:all', { teachers: '1' }),
    ])
      expect([plain(reply), reply.form]).toEqual([expect.stringContaining('Not for you'), undefined]);
  }
  expect(await store.taught.version(place)).toBe(0);
});

test('the form of settings has people and roles on Discord, and people on Slack', async () => {
  const { app } = openProcess();
  const { fake } = await run({ ...app, ackAfterMs: 60_000 });
  const settings = subcommand('ai-settings', 'x', {}, { permissions: '32' });
  fake.interact(Object.assign(settings, { data: { id: '1', name: 'ai-settings', type: 1 } }));
  const { data } = (await fake.request('POST', /callback$/)).body as { data: Modal };
  expect(data.components.map(({ component }) => component.type)).toEqual([5, 6, 3]);
  fake.interact(fill(data, { teachers: ['77'], roles: ['900'], second: ['on'] }, { permissions: '32' }));
  await expect
    .poll(() => JSON.stringify(fake.requests('POST', /callback$/).map(({ body }) => body)), { timeout: 20_000 })
    .toContain('1 person and 1 role may teach. A second person');
  expect(fake.problems).toEqual([]);

  const { app: other, store } = openProcess();
  await store.installations.put('slack', 'T1', JSON.stringify({ user: { id: 'U1' } }));
  const slack = await startFakeSlack();
  const { bot } = createBot(slack, other);
  onTestFinished(async () => {
    await bot.stop();
    await slack.stop();
  });
  await bot.start();
  await slack.push('slash_commands', slashCommand('/ai-settings', '', slack.responseUrl('1')));
  const { view } = (await slack.next('views.open')).args;
  expect(JSON.stringify(view)).toContain('multi_users_select');
  const shown = await slack.push(
    'interactive',
    viewSubmission(view, {
      teachers: { type: 'multi_users_select', selected_users: ['U2', 'U3'] },
      second: { type: 'static_select', selected_option: { value: 'off' } },
    }),
  );
  expect(JSON.stringify(shown)).toContain('2 people may teach');
}, 60_000);
