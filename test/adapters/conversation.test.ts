// How people talk: small talk, remarks on an answer, edits and deletions, on both platforms and across restarts.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDiscord } from '../../src/adapters/discord/wire/adapter.js';
import { readRemark, withRemarks } from '../../src/adapters/shared/remarks.js';
import { createApp } from '../../src/app.js';
import { document, paragraph } from '../../src/document/build.js';
import type { Handle, Reply } from '../../src/ports.js';
import { createStore } from '../../src/store/store.js';
import { applicationId, messageOf } from '../fakes/discord/people.js';
import { token } from '../fakes/discord/server.js';
import { createFakeLogger } from '../fakes/logger.js';
import { directMessage, eventBody, mention } from '../fakes/slack/payloads.js';
import { startFakeSlack } from '../fakes/slack/server.js';
import { createTestLogger, engine, run, wordsOf } from './discord/running.js';
import { createBot } from './slack/bot.js';

const app = createApp({ current: () => ({ engine }), allow: async () => true });
const at = `<@${applicationId}>`;
const post = /^\/channels\/\d+\/messages$/;
const edit = /^\/channels\/\d+\/messages\/\d+$/;
const reaction = /\/reactions\//;

const say = (outcome: Reply['outcome'], words: string): Reply => {
  const said = document([paragraph(words)]);
  return { document: said, why: said, outcome, entries: [], score: 1 };
};
const chatty: Handle = async (incoming) =>
  incoming.type === 'question' && /^thanks/.test(incoming.text)
    ? say('talk', 'You are welcome.')
    : app.handle(incoming);

function openStore() {
  const store = createStore({
    options: { url: 'sqlite::memory:' },
    logger: createFakeLogger(),
    clock: { now: Date.now },
  });
  onTestFinished(() => store.close());
  return store;
}

async function runSlack(
  parts: Parameters<typeof createBot>[1] = {},
  slackOrNone?: Awaited<ReturnType<typeof startFakeSlack>>,
) {
  const slack = slackOrNone ?? (await startFakeSlack());
  const running = createBot(slack, parts);
  onTestFinished(async () => {
    await running.bot.stop();
    await slack.stop();
  });
  await running.bot.start();
  return { slack, ...running, event: (payload: object) => slack.push('events_api', eventBody(payload)) };
}

describe('small talk', () => {
  test('gets a reaction on Discord, and no message', async () => {
    const { fake } = await run({ handle: chatty });
    fake.message(messageOf({ content: `${at} thanks!` }));
    expect((await fake.request('PUT', reaction)).path).toContain('👍');
    fake.message(messageOf({ content: `${at} what is RAG?` }));
    await fake.request('POST', post);
    expect(fake.requests('POST', post)).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  test('gets nothing on Slack, except behind a command', async () => {
    const { slack, event } = await runSlack({ handle: chatty });
    await event(mention('thanks!'));
    await event(mention('what is RAG?'));
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
    expect(slack.countOf('chat.postMessage')).toBe(1);
  });

  test('that is edited into a question is answered', async () => {
    const { fake } = await run({ handle: chatty });
    const message = messageOf({ content: `${at} thanks!` });
    fake.message(message);
    await fake.request('PUT', reaction);
    fake.gateway.dispatch(
      'MESSAGE_UPDATE',
      messageOf({ id: message.id, content: `${at} thanks! what is RAG?`.replace('thanks! ', ''), edited: true }),
    );
    expect(wordsOf((await fake.request('POST', post)).body)).toContain('RAG');
  });
});

describe('a remark on an answer', () => {
  test.each([
    ['wrong', 'wrong'],
    ["That's wrong!", 'wrong'],
    ['no, this is incorrect.', 'wrong'],
    ['bad bot', 'wrong'],
    ['source?', 'source'],
    ['Sources please', 'source'],
    ["what's your source?", 'source'],
    ['where is this from?', 'source'],
    ['what is wrong with LLMs?', undefined],
    ['which sources does RAG use?', undefined],
    ['open source?', undefined],
  ] as const)('"%s" is read as %s', (words, remark) => {
    expect(readRemark(words)).toBe(remark);
  });

  const about = { type: 'entry', id: 'rag' } as const;
  const from = { platform: 'test' };

  test('that asks for the source gets the sources of what it replies to', async () => {
    const reply = await withRemarks(app.handle)({ type: 'question', text: 'source?', context: about, from });
    expect(reply.document.children[0]).toMatchObject({ type: 'heading', children: [{ value: 'Sources' }] });
    expect(reply.document.children.some(({ type }) => type === 'list')).toBe(true);
  });

  test('that it is wrong can be made a vote on what it replies to', async () => {
    const reply = await withRemarks(app.handle)({ type: 'question', text: 'wrong', context: about, from });
    expect(reply).toMatchObject({ outcome: 'answered', document: { about } });
  });

  test('is an ordinary question if there is no answer before it', async () => {
    const reply = await withRemarks(app.handle)({ type: 'question', text: 'source?', from });
    expect(reply.outcome).toBe('help');
  });
});

describe('an edit', () => {
  test('on Discord reaches the answer after a restart, and so does a deletion', async () => {
    const { answers } = openStore();
    const { fake, discord } = await run({ answers });
    const question = messageOf({ content: `${at} what is RAG?` });
    fake.message(question);
    await fake.request('POST', post);
    const kept = async () => (await answers.find('discord', [question.id])).get(question.id);
    await expect.poll(async () => (await kept())?.answers.length).toBe(1);
    const answer = (await kept())?.answers[0];
    await discord.stop();
    const { logger } = createTestLogger();
    const clock = { now: Date.now };
    const second = createDiscord({ config: { token, apiUrl: fake.apiUrl }, ...app, answers, logger, clock });
    onTestFinished(() => second.stop());
    await second.start();
    fake.gateway.dispatch(
      'MESSAGE_UPDATE',
      messageOf({ id: question.id, content: `${at} what is an LLM?`, edited: true }),
    );
    const edited = await fake.request('PATCH', edit);
    expect(edited.path).toContain(answer);
    expect(wordsOf(edited.body)).toContain('LLM');
    fake.gateway.dispatch('MESSAGE_DELETE_BULK', { ids: [question.id, '1'], channel_id: question.channel_id });
    expect((await fake.request('DELETE', edit)).path).toContain(answer);
    expect(fake.requests('POST', post)).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  test('on Discord that adds a mention is answered once; a link’s preview is not an edit', async () => {
    const { fake } = await run();
    const message = messageOf({ content: 'what is RAG?' });
    fake.message(message);
    fake.gateway.dispatch('MESSAGE_UPDATE', messageOf({ id: message.id, content: `${at} what is RAG?` }));
    const edited = messageOf({ id: message.id, content: `${at} what is RAG?`, edited: true });
    fake.gateway.dispatch('MESSAGE_UPDATE', edited);
    fake.gateway.dispatch('MESSAGE_UPDATE', edited);
    await fake.request('POST', post);
    fake.message(messageOf({ content: `${at} what is an LLM?` }));
    await fake.request('POST', post, 2);
    expect(fake.repliesTo(message.id)).toBe(1);
    expect(fake.requests('POST', post)).toHaveLength(2);
  });

  test('on Slack of a mention edits its answer, in another process too, and never makes a second one', async () => {
    const { answers } = openStore();
    const one = await runSlack({ answers });
    const asked = mention('what is RAG?');
    await one.event(asked);
    await one.slack.next('chat.postMessage');
    const { ts, channel } = asked;
    await expect.poll(async () => (await answers.find('slack', [`${channel}:${ts}`])).size).toBe(1);
    await one.bot.stop();
    const two = await runSlack({ answers }, one.slack);
    const edited = {
      ...asked,
      text: asked.text.replace('RAG', 'an LLM'),
      edited: { user: 'U1', ts: '1600000300.000000' },
    };
    await two.event(edited);
    await two.event(edited);
    expect((await two.slack.next('chat.update')).args).toMatchObject({ channel });
    expect(two.slack.countOf('chat.postMessage')).toBe(1);
    expect(two.slack.countOf('chat.update')).toBe(1);
  });

  test('on Slack of a direct message reaches the answer in another process too, and so does a deletion', async () => {
    const { answers } = openStore();
    const one = await runSlack({ answers });
    const asked = directMessage('what is RAG?');
    await one.event(asked);
    await one.slack.next('chat.postMessage');
    const { ts, channel } = asked;
    await expect.poll(async () => (await answers.find('slack', [`${channel}:${ts}`])).size).toBe(1);
    await one.bot.stop();
    const two = await runSlack({ answers }, one.slack);
    const edited = { ...asked, text: 'what is an LLM?', edited: { user: 'U1', ts: '1600000300.000000' } };
    const happened = { type: 'message', channel, channel_type: 'im', ts: '9.9' };
    await two.event({ ...happened, subtype: 'message_changed', message: edited, previous_message: asked });
    expect((await two.slack.next('chat.update')).args.text).toContain('LLM');
    await two.event({ ...happened, subtype: 'message_deleted', deleted_ts: ts });
    await two.slack.next('chat.delete');
    expect([two.slack.messages.size, two.slack.countOf('chat.postMessage')]).toEqual([0, 1]);
  });

  test('on Slack that adds a mention is answered', async () => {
    const { slack, event } = await runSlack();
    const ts = `${Math.floor(Date.now() / 1_000)}.000100`;
    await event({ ...mention('what is RAG?', { ts }), edited: { user: 'U1', ts: '1600000300.000000' } });
    expect((await slack.next('chat.postMessage')).args).toMatchObject({ thread_ts: ts });
  });
});
