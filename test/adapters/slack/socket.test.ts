// The real SDK over Socket Mode against the fake Slack: mentions, direct messages and the App Home.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkMessage } from '../../../src/adapters/slack/out/limits.js';
import { directMessage, eventBody, homeAction, mention } from '../../fakes/slack/payloads.js';
import { botUser, type Call, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot, elementOf } from './bot.js';

let slack: FakeSlack;
let running: ReturnType<typeof createBot>;

beforeEach(async () => {
  slack = await startFakeSlack();
  running = createBot(slack);
  await running.bot.start();
});

afterEach(async () => {
  await running.bot.stop();
  await slack.stop();
});

const event = (payload: object, extra?: object) => slack.push('events_api', eventBody(payload), extra);

// Every message, however it was sent, has complete text and valid blocks.
const expectFit = ({ args }: Call) =>
  expect(checkMessage({ text: String(args.text), blocks: (args.blocks ?? []) as never })).toEqual([]);

describe('a mention', () => {
  test('is answered in its thread, without previews, with text that says it all', async () => {
    const asked = mention('LLM vs generative AI');
    await event(asked);
    const call = await slack.next('chat.postMessage');
    expect(call.args).toMatchObject({ channel: 'C1', thread_ts: asked.ts, unfurl_links: false, unfurl_media: false });
    expect(call.args.text).toContain('Every LLM is generative AI');
    expect(call.args.text).toContain('Output - LLM: text and code; Generative AI: text, code, images');
    expect((call.args.blocks as { type: string }[]).filter(({ type }) => type === 'table')).toHaveLength(1);
    expectFit(call);
    expect(running.asked).toEqual([
      {
        type: 'question',
        text: 'LLM vs generative AI',
        from: { platform: 'slack', workspace: 'T1', channel: 'C1', user: 'U1' },
        seenBy: 'everybody',
      },
    ]);
  });

  test('from the other side of a channel that two workspaces share continues from the same answer', async () => {
    const asked = mention('what is RAG?');
    await slack.push('events_api', eventBody(asked));
    await slack.next('chat.postMessage');
    const reply = mention('and what are its limits?', { thread_ts: asked.ts, user: 'U9', user_team: 'T9' });
    const { authorizations } = eventBody({}, 'T1');
    await slack.push('events_api', eventBody(reply, 'T9', { authorizations }));
    await slack.next('chat.postMessage');
    expect(running.asked[1]).toMatchObject({ from: { workspace: 'T1' }, context: { type: 'entry', id: 'rag' } });
  });

  test('inside a thread is answered in that thread, with the context of the answer before', async () => {
    await event(mention('what is RAG?', { ts: '1600000100.000100' }));
    await slack.next('chat.postMessage');
    await event(mention('and its sources?', { thread_ts: '1600000100.000100' }));
    expect((await slack.next('chat.postMessage')).args.thread_ts).toBe('1600000100.000100');
    expect(running.asked[1]).toMatchObject({ context: { type: 'entry', id: 'rag' } });
  });

  test('without a question gets help', async () => {
    await event(mention(''));
    expect((await slack.next('chat.postMessage')).args.text).toContain('Ask in your own words');
  });

  test('of somebody else in the question stays, entities are read back', async () => {
    await event(mention('does <@U2> mean RAG &amp; <https://x.example|fine-tuning>?'));
    await slack.next('chat.postMessage');
    expect(running.asked[0]).toMatchObject({ text: 'does @U2 mean RAG & fine-tuning?' });
  });

  test('is answered once, whether it comes again as a retry, as a message, or from a connected workspace', async () => {
    const asked = mention('what is RAG?');
    await event(asked);
    await event(asked, { retry_attempt: 1, retry_reason: 'timeout' });
    await event({ ...asked, type: 'message', channel_type: 'channel' });
    await slack.push('events_api', eventBody(asked, 'T7'));
    await event(mention('what is a GAN?'));
    await slack.next('chat.postMessage');
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
    expect(slack.countOf('chat.postMessage')).toBe(2);
  });

  test('that comes as a retry only is answered', async () => {
    await event(mention('what is RAG?'), { retry_attempt: 2, retry_reason: 'timeout' });
    await slack.next('chat.postMessage');
  });

  test('by a bot, by itself, or with an edit is not answered', async () => {
    await event(mention('what is RAG?', { bot_id: 'B9' }));
    await event(mention('what is RAG?', { user: botUser }));
    await event(mention('what is RAG?', { subtype: 'bot_message' }));
    await event(mention('what is a GAN?'));
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
    expect(running.asked).toHaveLength(1);
  });
});

describe('a direct message', () => {
  test('is answered in its thread; a reply there is a follow-up', async () => {
    const asked = directMessage('what is RAG?');
    await event(asked);
    expect((await slack.next('chat.postMessage')).args).toMatchObject({ channel: 'D1', thread_ts: asked.ts });
    await event(directMessage('and its limits?', { thread_ts: asked.ts }));
    await slack.next('chat.postMessage');
    expect(running.asked[1]).toMatchObject({ context: { type: 'entry', id: 'rag' } });
  });

  test('is a follow-up after a restart too: the answer in the thread holds the context', async () => {
    const asked = directMessage('what is RAG?');
    await event(asked);
    await slack.next('chat.postMessage');
    await running.bot.stop();
    running = createBot(slack);
    await running.bot.start();
    await event(directMessage('and its limits?', { thread_ts: asked.ts }));
    await slack.next('chat.postMessage');
    expect(running.asked[0]).toMatchObject({ context: { type: 'entry', id: 'rag' } });
  });

  test('that is edited gets its answer edited; one that only grew a preview does not', async () => {
    const asked = directMessage('what is RAG?');
    await event(asked);
    const { ts } =
      [...slack.messages.values()][0] ??
      (await slack.next('chat.postMessage').then(() => [...slack.messages.values()][0])) ??
      {};
    const changed = (message: object) =>
      event({ type: 'message', subtype: 'message_changed', channel: 'D1', channel_type: 'im', ts: '9.9', message });
    await changed({ ...asked, attachments: [{ text: 'preview' }] });
    await changed({ ...asked, text: 'what is a GAN?', edited: { user: 'U1', ts: '1600000200.000000' } });
    const call = await slack.next('chat.update');
    expect(call.args).toMatchObject({ channel: 'D1', ts });
    expect(call.args.text).toContain('GAN');
    expect(slack.countOf('chat.update')).toBe(1);
    expectFit(call);
  });

  test('that is deleted takes its answer with it, even if a tombstone stays in the thread', async () => {
    for (const gone of [
      (ts: string) => ({
        type: 'message',
        subtype: 'message_deleted',
        channel: 'D1',
        channel_type: 'im',
        ts: '9.9',
        deleted_ts: ts,
      }),
      (ts: string) => ({
        type: 'message',
        subtype: 'message_changed',
        channel: 'D1',
        channel_type: 'im',
        ts: '9.9',
        message: { type: 'message', subtype: 'tombstone', user: 'USLACKBOT', ts, text: 'This message was deleted.' },
      }),
    ]) {
      const asked = directMessage('what is RAG?');
      await event(asked);
      await slack.next('chat.postMessage');
      await event(gone(asked.ts));
      await slack.next('chat.delete');
      expect(slack.messages.size).toBe(0);
    }
  });

  test('with nothing but a pasted table is read from the attachment', async () => {
    const cell = (text: string) => ({ type: 'raw_text', text });
    const table = { type: 'table', rows: [[cell('GAN'), cell('VAE')]] };
    await event(directMessage('', { attachments: [{ fallback: '[no preview available]', blocks: [table] }] }));
    await slack.next('chat.postMessage');
    expect(running.asked[0]).toMatchObject({ text: 'GAN VAE' });
  });
});

describe('the app home', () => {
  test('shows what the bot can do, and what other parts add', async () => {
    await running.bot.stop();
    const schedules = {
      type: 'root',
      children: [{ type: 'paragraph', children: [{ type: 'text', value: 'Tips at 09:00' }] }],
    } as const;
    running = createBot(slack, { homeSections: async () => [schedules] });
    await running.bot.start();
    await event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.1' });
    const { args } = await slack.next('views.publish');
    const view = JSON.stringify(args.view);
    for (const part of [
      'Ask about LLMs',
      '/ai-diff',
      'What is RAG?',
      'Fiverr',
      'nothing leaves this bot',
      'Tips at 09:00',
    ]) {
      expect(view).toContain(part);
    }
  });

  test('answers a pressed example in direct messages', async () => {
    await event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.1' });
    const { args } = await slack.next('views.publish');
    await slack.push('interactive', homeAction(elementOf((args.view as { blocks: unknown }).blocks, 'What is RAG?')));
    const call = await slack.next('chat.postMessage');
    expect(call.args.channel).toBe('U1');
    expect(call.args.text).toContain('Retrieval-augmented generation');
  });

  test('offers prompts when the messages tab opens, and names no thread', async () => {
    await event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages', event_ts: '1.1' });
    const { args } = await slack.next('assistant.threads.setSuggestedPrompts');
    expect(args.channel_id).toBe('D1');
    expect(args.prompts).toHaveLength(4);
    expect(args.prompts).toContainEqual({ title: 'What is RAG?', message: 'What is RAG?' });
  });
});
