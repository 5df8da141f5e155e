// "Explain this" on Slack, messages that nobody wrote, names in notifications, and what Slack is slow to take away; with the real SDK.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeButton } from '../../../src/adapters/slack/buttons.js';
import { renderText } from '../../../src/adapters/slack/out/notification.js';
import { document, paragraph, text } from '../../../src/document/build.js';
import { blockAction, directMessage, eventBody, mention } from '../../fakes/slack/payloads.js';
import { allScopes, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot } from './bot.js';

let slack: FakeSlack;
let running: ReturnType<typeof createBot>;

const begin = async (scopes = allScopes): Promise<void> => {
  slack = await startFakeSlack({ scopes });
  running = createBot(slack);
  await running.bot.start();
};
afterEach(async () => {
  await running.bot.stop();
  await slack.stop();
});
const event = (payload: object) => slack.push('events_api', eventBody(payload));
const explained = () => running.asked.flatMap((asked) => (asked.type === 'explain' ? [asked.text] : []));

describe('"explain this"', () => {
  const root = { ts: '1600000000.000100', user: 'U2', text: 'We put RAG on top of our LLM' };

  test('in a thread of direct messages explains what the thread began with', async () => {
    await begin();
    slack.written.push({ ...root, channel: 'D1' });
    await event(directMessage('explain this', { thread_ts: root.ts }));
    const { args } = await slack.next('chat.postMessage');
    expect(args).toMatchObject({ thread_ts: root.ts, text: expect.stringContaining('RAG fetches') });
    expect(explained()).toEqual([root.text]);
  });

  test('in a thread of a channel explains it if the bot may read the channel', async () => {
    await begin(`${allScopes},channels:history`);
    slack.written.push({ ...root, channel: 'C1' }, { ...root, channel: 'C1', ts: '1600000000.000200', text: 'a GAN' });
    await event(mention('what does this mean?', { thread_ts: root.ts }));
    await slack.next('chat.postMessage');
    expect(explained()).toEqual([root.text]);
  });

  test('that the bot may not read says what to do, to the asker alone, and posts nothing', async () => {
    await begin();
    slack.written.push({ ...root, channel: 'C1' });
    await event(mention('explain this please', { thread_ts: root.ts }));
    const { args } = await slack.next('chat.postEphemeral');
    expect(args).toMatchObject({ user: 'U1', thread_ts: root.ts, text: expect.stringContaining('Explain AI terms') });
    expect(slack.countOf('chat.postMessage')).toBe(0);
  });

  test('with a forwarded message explains that one', async () => {
    await begin();
    const attachments = [{ is_share: true, text: 'Our GAN makes logos', author_name: 'Ada' }];
    await event(mention('can you explain this?', { attachments }));
    await slack.next('chat.postMessage');
    expect(explained()).toEqual(['Our GAN makes logos']);
  });

  test('in the agent view explains the message that the asker has open', async () => {
    await begin(`${allScopes},channels:history`);
    slack.written.push({ ...root, channel: 'C7' });
    const viewed = { channel_id: 'C7', message_ts: root.ts };
    const entities = [
      { type: 'slack#/types/channel_id', value: 'C7' },
      { type: 'slack#/types/message_context', value: viewed },
    ];
    await event(directMessage('explain this', { app_context: { entities } }));
    await slack.next('chat.postMessage');
    expect(explained()).toEqual([root.text]);
  });

  test.each([
    undefined,
    null,
    { entities: 'x' },
    { entities: [{ type: 'slack#/types/message_context', value: 'x' }, null] },
    { entities: [{ type: 'slack#/types/canvas_id', value: 'F1' }] },
  ])('with the context %j is a question like any other', async (context) => {
    await begin();
    await event(directMessage('explain this', { app_context: context }));
    await slack.next('chat.postMessage');
    expect(running.asked.map(({ type }) => type)).toEqual(['question']);
  });
});

test.each(['USLACK', 'USLACKBOT'])('a message of %s is nobody’s question', async (user) => {
  await begin();
  await event(directMessage('Reminder: what is RAG?', { user }));
  await event(mention('archived the channel', { user }));
  await event(directMessage('what is a GAN?'));
  expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
  expect(running.asked).toHaveLength(1);
});

describe('a notification', () => {
  const person = { type: 'mention', of: 'person', id: 'U0123ABCD' } as const;
  const channel = { type: 'mention', of: 'channel', id: 'C0123ABCD' } as const;

  test('has mentions, which Slack shows by name, and no bare ids', () => {
    expect(renderText(document([paragraph([person, text(' set tips in '), channel, text(' & more <b>')])]))).toBe(
      '<@U0123ABCD> set tips in <#C0123ABCD> &amp; more &lt;b&gt;',
    );
  });

  test('lets nobody’s words become a mention', () => {
    const words = '\uE000@U0123ABCD\uE001 <@U0123ABCD> <!channel>';
    const shown = renderText(document([paragraph(words)]));
    expect(shown).not.toMatch(/<[@!#]/);
  });
});

describe('what is taken away', () => {
  beforeEach(() => begin());
  const dismiss = {
    type: 'button',
    action_id: 'dismiss',
    value: encodeButton({ type: 'dismiss', by: 'U1' }) ?? '',
  };
  const ask = async () => {
    await event(mention('what is RAG?'));
    await slack.next('chat.postMessage');
    return [...slack.messages.keys()][0] ?? '';
  };

  test('waits if Slack limits it', async () => {
    const ts = await ask();
    slack.fail('chat.delete', { type: 'limited', retryAfter: 2 });
    await slack.push('interactive', blockAction(dismiss, slack.responseUrl('1'), { ts }));
    await slack.next('chat.delete');
    expect(slack.messages.size).toBe(0);
    expect(running.waits).toEqual([2_000]);
  });

  test('is reported if Slack limits it for too long', async () => {
    const ts = await ask();
    slack.fail('chat.delete', { type: 'limited', retryAfter: 60 });
    await slack.push('interactive', blockAction(dismiss, slack.responseUrl('1'), { ts }));
    expect((await slack.next('chat.postEphemeral')).args.text).toContain('Try again in a minute');
    expect(slack.messages.size).toBe(1);
  });

  test('is removed the way it was posted if the bot is not a member of the channel', async () => {
    slack.absent.set('C9', 'channel_not_found');
    await slack.push('interactive', blockAction(dismiss, slack.responseUrl('1'), { ts: '1.2', channel: 'C9' }));
    expect((await slack.next('response_url')).args.delete_original).toBe(true);
  });
});

test('the App Home waits if Slack limits it', async () => {
  await begin();
  slack.fail('views.publish', { type: 'limited', retryAfter: 3 });
  await event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' });
  await slack.next('views.publish');
  expect(running.waits).toEqual([3_000]);
});

test('an answer in a channel where too much is posted is announced to its asker alone', async () => {
  await begin();
  slack.fail('chat.postMessage', { type: 'limited', retryAfter: 60 });
  await event(mention('what is RAG?'));
  const { args } = await slack.next('chat.postEphemeral');
  expect(args).toMatchObject({ user: 'U1', channel: 'C1', text: expect.stringContaining('Ask again later') });
});

test('an answer outlives an outage of some seconds', async () => {
  await begin();
  const away = { type: 'status', status: 503 } as const;
  slack.fail('chat.postMessage', away, away, away, away);
  await event(mention('what is RAG?'));
  expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
  expect(running.waits).toEqual([1_000, 2_000, 4_000, 8_000]);
});

describe('the end of an installation', () => {
  beforeEach(() => begin());
  const leave = (team: string, seconds: number) =>
    slack.push(
      'events_api',
      eventBody({ type: 'app_uninstalled' }, team, { event_time: Math.floor(Date.now() / 1_000) + seconds }),
    );

  test('of another workspace, or from before the token was replaced, ends nothing here', async () => {
    await leave('T9', 0);
    await leave('T1', -600);
    await event(mention('what is RAG?'));
    await slack.next('chat.postMessage');
    expect(running.bot.health().connected).toBe(true);
    expect(running.events()).not.toContain('slack_uninstalled');
  });

  test('here shows in the health', async () => {
    await leave('T1', 0);
    await expect.poll(() => running.bot.health().connected).toBe(false);
  });
});
