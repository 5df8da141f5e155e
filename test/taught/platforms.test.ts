// Teaching on both platforms, from the command to the answer that everybody gets.
import { expect, test } from 'vitest';
import type { Modal } from '../../src/adapters/discord/out/payload.js';
import { buttonOf, run, wordsOf } from '../adapters/discord/running.js';
import { elementOf } from '../adapters/slack/bot.js';
import { fill, guildId, messageOf, press, snowflake, stranger, subcommand } from '../fakes/discord/people.js';
import {
  blockAction,
  eventBody,
  mention,
  messageShortcut,
  slashCommand,
  viewSubmission,
} from '../fakes/slack/payloads.js';
import { gpu, openProcess, runOnSlack } from './teaching.js';

const manages = '32';
type Callback = { readonly type: number; readonly data: Modal & { readonly flags: number; readonly content?: string } };

test('on Discord an answer is taught in a form, looked at, saved, and given to whoever asks', async () => {
  const { app } = openProcess();
  // However slow the machine, replies come as the answer to the press.
  const { fake } = await run({ ...app, ackAfterMs: 60_000 });
  /** What was shown with these words in it. */
  const shown = async (words: string): Promise<Callback> => {
    const find = () =>
      fake
        .requests('POST', /callback$/)
        .map(({ body }) => body as Callback)
        .find((each) => JSON.stringify(each).includes(words));
    await expect.poll(find, { timeout: 20_000 }).toBeDefined();
    return find() as Callback;
  };

  fake.interact(subcommand('ai-teach', 'new', {}, { permissions: manages }));
  const opened = await shown('Teach an answer');
  expect(opened.type).toBe(9);
  fake.interact(fill(opened.data, gpu, { permissions: manages }));
  const { data } = await shown('Preview');
  expect(data.flags & 64).toBe(64);
  const preview = { id: snowflake(), flags: 64, components: data.components };
  // Somebody without permission presses the same button.
  fake.interact(press(preview, buttonOf(data, 'Save'), { user: stranger, permissions: '0' }));
  await shown('Not for you');
  fake.interact(press(preview, buttonOf(data, 'Save'), { permissions: manages }));
  await shown('is answered here from now on');

  fake.message(messageOf({ content: '<@866666666666666666> how do I request a GPU?', author: stranger }));
  const answer = (await fake.request('POST', /channels\/\d+\/messages$/)).body as { components: unknown };
  expect(wordsOf(answer)).toMatch(/platform team[\s\S]*Answer of this server/);
  expect(fake.problems).toEqual([]);
}, 60_000);

test('on Discord somebody who installed the bot for themselves has no say over it in servers that never let it in', async () => {
  const { app } = openProcess();
  const { fake } = await run({ handle: app.handle, complete: app.complete });
  fake.interact(subcommand('ai-teach', 'new', {}, { permissions: manages, scene: 'foreign server' }));
  const { type, data } = (await fake.request('POST', /callback$/)).body as Callback;
  expect([type, wordsOf(data)]).toEqual([4, expect.stringContaining('Not for you')]);
});

test('on Slack an answer is taught in a form, looked at, saved, and given to whoever asks', async () => {
  const { app, store } = openProcess();
  await store.installations.put('slack', 'T1', JSON.stringify({ user: { id: 'U1' } }));
  const { slack } = await runOnSlack(app);

  await slack.push('slash_commands', slashCommand('/ai-teach', 'new', slack.responseUrl('0'), { user_id: 'U2' }));
  expect((await slack.next('response_url')).args.text).toContain('Not for you');
  await slack.push('slash_commands', slashCommand('/ai-teach', 'new', slack.responseUrl('1')));
  const { view } = (await slack.next('views.open')).args;
  const values = Object.fromEntries(
    Object.entries(gpu).map(([name, value]) => [name, { type: 'plain_text_input', value }]),
  );
  expect(await slack.push('interactive', viewSubmission(view, values))).toMatchObject({ response_action: 'clear' });
  const preview = (await slack.next('chat.postEphemeral')).args;
  expect(preview).toMatchObject({ user: 'U1' });
  const save = elementOf(preview.blocks, 'Save');
  await slack.push('interactive', blockAction(save, slack.responseUrl('2'), { ephemeral: true, user: 'U2' }));
  expect(JSON.stringify((await slack.next('response_url')).args)).toContain('Not for you');
  await slack.push('interactive', blockAction(save, slack.responseUrl('3'), { ephemeral: true }));
  expect(JSON.stringify((await slack.next('response_url')).args)).toContain('Saved');

  await slack.push('events_api', eventBody(mention('how do I request a GPU?', { user: 'U2' })));
  const answer = (await slack.next('chat.postMessage')).args;
  expect(JSON.stringify(answer.blocks)).toMatch(/platform team[\s\S]*Answer of this server/);
});

test('the menu of a message begins an answer with its words, its lines and its link, and on Discord what it replied to', async () => {
  const values = (form: unknown) => JSON.stringify(form);
  const { app } = openProcess();
  const { fake } = await run({ ...app, ackAfterMs: 60_000 });
  const target = {
    ...messageOf({ content: 'Ask <@1> first.\n\nThen wait.', direct: true, author: stranger, channel: '84' }),
    referenced_message: { content: 'who hands out GPUs?' },
  };
  const marked = subcommand('x', 'y', {}, { permissions: manages });
  fake.interact(
    Object.assign(marked, {
      data: {
        id: snowflake(),
        name: 'Teach this answer',
        type: 3,
        target_id: target.id,
        resolved: { messages: { [target.id]: target } },
      },
    }),
  );
  const { data } = (await fake.request('POST', /callback$/)).body as Callback;
  expect(values(data)).toContain(`https://discord.com/channels/${guildId}/84/${target.id}`);
  expect(values(data)).toContain('who hands out GPUs?');
  expect(values(data)).toContain('Ask first.\\n\\nThen wait.');

  const { app: other, store } = openProcess();
  await store.installations.put('slack', 'T1', JSON.stringify({ user: { id: 'U1' } }));
  const { slack } = await runOnSlack(other);
  await slack.push(
    'interactive',
    messageShortcut('Ask first.\n\nThen wait.', slack.responseUrl('1'), {}, { callback_id: 'teach_this_answer' }),
  );
  const { view } = (await slack.next('views.open')).args;
  expect(values(view)).toContain('https://fake.slack.com/archives/C1/p1600000001000100');
  expect(values(view)).toContain('Ask first.\\n\\nThen wait.');
}, 60_000);

test('a server that removes the bot, and one that only cannot be reached, are told apart', async () => {
  const heard: string[] = [];
  const membership = async (server: string, isGone: boolean) => {
    heard.push(`${server} ${isGone}`);
  };
  const { fake } = await run({ membership });
  fake.gateway.dispatch('GUILD_DELETE', { id: '91', unavailable: true });
  fake.gateway.dispatch('GUILD_DELETE', { id: '92' });
  fake.gateway.dispatch('GUILD_CREATE', {
    id: '93',
    name: 'x',
    channels: [],
    roles: [],
    members: [],
    unavailable: false,
  });
  await expect.poll(() => heard.filter((each) => /^9/.test(each))).toEqual(['92 true', '93 false']);
});
