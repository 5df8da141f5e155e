// Tips on Slack: the command as people write it, the App Home, and unprompted posts.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../../src/app.js';
import { createStore } from '../../../src/store/store.js';
import { createTips } from '../../../src/tips/tips.js';
import { createFakeLogger } from '../../fakes/logger.js';
import { blockAction, eventBody, slashCommand, viewSubmission } from '../../fakes/slack/payloads.js';
import { startFakeSlack } from '../../fakes/slack/server.js';
import { readShipped } from '../../fixtures/shipped.js';
import { createBot, elementOf, engine } from './bot.js';

const place = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const knowledge = readShipped();
const show = (id: string) => engine.show({ type: 'tip', id }).document;
const tip = show('add-the-medium');

// Used when nothing hangs: a busy machine is slow.
const calmMs = 10_000;
// Used when Slack never answers.
const hungMs = 300;

async function runWithTips(adminUsers: readonly string[] = [], timeoutMs = calmMs) {
  const slack = await startFakeSlack();
  const clock = { now: () => Date.parse('2026-11-26T12:00:00Z') };
  const logger = createFakeLogger();
  const store = createStore({ options: { url: 'sqlite::memory:' }, logger, clock });
  const tips = createTips({
    store: store.tips,
    knowledge: () => knowledge,
    show,
    adminUsers,
    clock,
    logger,
    random: Math.random,
    wait: async () => undefined,
  });
  const { bot, log, events } = createBot(slack, {
    ...createApp({
      current: () => ({ engine }),
      allow: async () => true,
      commands: { 'ai-tip': tips.commands },
      actions: tips.commands.actions,
    }),
    homeSections: tips.commands.sections,
    timeoutMs,
  });
  tips.connect('slack', bot.poster);
  onTestFinished(async () => {
    await bot.stop();
    await slack.stop();
    await store.close();
  });
  await bot.start();
  const say = async (text: string, more: object = {}) => {
    await slack.push('slash_commands', slashCommand('/ai-tip', text, slack.responseUrl('1'), more));
    return (await slack.next('response_url')).args;
  };
  return { slack, bot, log, events, say, store: store.tips };
}

describe('/ai-tip', () => {
  test('schedule opens a form; what is filled in is set, and can be stopped at a press', async () => {
    const { slack, say, store } = await runWithTips();
    await slack.push('slash_commands', slashCommand('/ai-tip', 'schedule', slack.responseUrl('1')));
    const { view } = (await slack.next('views.open')).args;
    const said = slack.push(
      'interactive',
      viewSubmission(view, {
        time: { type: 'plain_text_input', value: '8:30' },
        timezone: { type: 'plain_text_input', value: 'São Paulo' },
        days: { type: 'multi_static_select', selected_options: [{ value: 'mon' }, { value: 'wed' }] },
        channel: { type: 'conversations_select', selected_conversation: 'C2' },
        topics: { type: 'plain_text_input', value: null },
      }),
    );
    expect((await slack.next('chat.postMessage')).args).toMatchObject({ channel: 'C2' });
    await said;
    // Buttons are posted where the form was opened.
    expect((await slack.next('chat.postEphemeral')).args).toMatchObject({
      channel: 'C1',
      user: 'U1',
      text: expect.stringContaining('Tips are set'),
    });
    expect(await store.list({ platform: 'slack', workspace: 'T1' })).toMatchObject([
      { channel: 'C2', time: '08:30', timezone: 'America/Sao_Paulo', days: [1, 3], owner: 'U1' },
    ]);
    const list = await say('list');
    const [{ id } = { id: '' }] = await store.list({ platform: 'slack', workspace: 'T1' });
    await slack.push(
      'interactive',
      blockAction(elementOf(list.blocks, `Stop: ${id}`), slack.responseUrl('2'), { ephemeral: true }),
    );
    expect((await slack.next('response_url')).args.text).toContain('No more tips');
    expect(await store.list({ platform: 'slack', workspace: 'T1' })).toEqual([]);
  });

  test('shows a tip to whoever asks, with more on it and votes', async () => {
    const { slack, say } = await runWithTips();
    const shown = await say('');
    expect(shown.text).toMatch(/^Tip: /);
    expect(shown.response_type).toBe('ephemeral');
    expect(JSON.stringify(shown.blocks)).toContain('feedback_buttons');
    const more = elementOf(shown.blocks, 'Tell me more');
    await slack.push('interactive', blockAction(more, slack.responseUrl('2'), { ephemeral: true }));
    expect(String((await slack.next('response_url')).args.text).length).toBeGreaterThan(100);
  });

  test('schedules as people write it; the times are everybody’s own, and the channel sees who did it', async () => {
    const { slack, say, store } = await runWithTips();
    const said = await say('schedule 9am berlin, weekdays about rag');
    const seconds = ['2026-11-27T08:00Z', '2026-11-30T08:00Z', '2026-12-01T08:00Z'].map((at) => Date.parse(at) / 1_000);
    for (const at of seconds) expect(JSON.stringify(said.blocks)).toContain(`<!date^${at}^{date_long_pretty}, {time}|`);
    expect(String(said.text)).toContain('Fri, 27 Nov 2026, 09:00 (Europe/Berlin)');
    expect((await slack.next('chat.postMessage')).args).toMatchObject({
      channel: 'C1',
      text: '<@U1> set tips here: every weekday at 09:00 Europe/Berlin.',
    });
    expect(await store.list(place)).toMatchObject([{ topics: ['rag'], lane: 'slack:T1', owner: 'U1' }]);
    expect((await say('list')).text).toContain('every weekday at 09:00 Europe/Berlin');
    expect((await say('skip')).text).toContain('left out');
    expect((await say('stop')).text).toContain('No more tips');
    expect(slack.countOf('chat.postMessage')).toBe(3);
  });

  test('in a channel that the bot is not in sets nothing and says what to do', async () => {
    const { slack, say, store } = await runWithTips();
    slack.absent.set('C1', 'not_in_channel');
    expect((await say('schedule 09:00 utc')).text).toContain('invite me first');
    slack.absent.set('C1', 'channel_not_found');
    expect((await say('schedule 09:00 utc')).text).toContain('invited first');
    expect(await store.list(place)).toEqual([]);
  });

  test('is for admins alone if there are any', async () => {
    const { slack, say } = await runWithTips(['U7']);
    expect((await say('schedule 09:00 utc')).text).toContain('Only the admins');
    expect(slack.countOf('chat.postMessage')).toBe(0);
    expect((await say('schedule 09:00 utc', { user_id: 'U7' })).text).toContain('Tips are set');
  });
});

test('the App Home lists the schedules of the workspace', async () => {
  const { slack, say } = await runWithTips();
  await say('schedule 09:00 utc weekdays');
  await slack.push('events_api', eventBody({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }));
  const view = JSON.stringify((await slack.next('views.publish')).args.view);
  expect(view).toContain('every weekday at 09:00 UTC');
  expect(view).toContain('/ai-tip');
});

describe('a post', () => {
  test('has its source, votes on the tip, and more on it in its thread', async () => {
    const { slack, bot } = await runWithTips();
    expect(await bot.poster.post(place, tip, 'k')).toEqual({ type: 'sent', message: expect.any(String) });
    const { args } = await slack.next('chat.postMessage');
    expect(args).toMatchObject({ channel: 'C1', unfurl_links: false, unfurl_media: false });
    expect(JSON.stringify(args.blocks)).toContain('t:add-the-medium');
    const [message] = [...slack.messages.values()];
    const more = elementOf(args.blocks, 'Tell me more');
    await slack.push('interactive', blockAction(more, slack.responseUrl('1'), { ts: message?.ts ?? '' }));
    expect((await slack.next('chat.postMessage')).args).toMatchObject({ thread_ts: message?.ts });
  });

  test.each([
    [{ type: 'limited', retryAfter: 7 } as const, { type: 'failed', retryAfterMs: 7_000 }],
    [{ type: 'error', error: 'not_in_channel' } as const, { type: 'refused', reason: 'outside' }],
    [{ type: 'error', error: 'channel_not_found' } as const, { type: 'refused', reason: 'gone' }],
    [{ type: 'error', error: 'is_archived' } as const, { type: 'refused', reason: 'gone' }],
    [{ type: 'error', error: 'restricted_action' } as const, { type: 'refused', reason: 'forbidden' }],
    [{ type: 'error', error: 'token_revoked' } as const, { type: 'failed', retryAfterMs: 600_000 }],
    [{ type: 'error', error: 'internal_error' } as const, { type: 'unknown' }],
    [{ type: 'status', status: 503 } as const, { type: 'failed', retryAfterMs: 1_000 }],
    [{ type: 'status', status: 500 } as const, { type: 'unknown' }],
    [{ type: 'cut' } as const, { type: 'unknown' }],
    [{ type: 'hang' } as const, { type: 'unknown' }],
  ])('that meets %o is %o, and is never sent twice', async (fault, posted) => {
    const { slack, bot } = await runWithTips([], fault.type === 'hang' ? hungMs : calmMs);
    slack.fail('chat.postMessage', fault);
    expect(await bot.poster.post(place, tip, 'k')).toEqual(posted);
    expect(slack.countOf('chat.postMessage')).toBeLessThanOrEqual(1);
  });

  test('whose blocks are refused goes out as text', async () => {
    const { slack, bot } = await runWithTips();
    slack.fail('chat.postMessage', { type: 'error', error: 'invalid_blocks' });
    expect(await bot.poster.post(place, tip, 'k')).toMatchObject({ type: 'sent' });
    expect((await slack.next('chat.postMessage')).args.blocks).toBeUndefined();
  });

  test('to the owner goes to their conversation with the bot', async () => {
    const { slack, bot } = await runWithTips();
    expect(await bot.poster.tell('T1', 'U9', tip)).toMatchObject({ type: 'sent' });
    expect((await slack.next('chat.postMessage')).args).toMatchObject({ channel: 'U9' });
  });
});
