import { describe, expect, test } from 'vitest';
import { renderDocument } from '../../../src/adapters/discord/out/render.js';
import { createApp } from '../../../src/app.js';
import { document, paragraph } from '../../../src/document/build.js';
import { createLimits } from '../../../src/limits.js';
import type { ExtraCommand } from '../../../src/ports.js';
import {
  applicationId,
  asker,
  channelId,
  explain,
  messageOf,
  press,
  slash,
  stranger,
  submit,
  typing,
} from '../../fakes/discord/people.js';
import { app, buttonOf, componentsOf, engine, run, wordsOf } from './running.js';

const callback = /\/callback$/;
const post = /^\/channels\/\d+\/messages$/;
const original = /messages\/@original$/;
const ephemeral = 64;

const at = `<@${applicationId}>`;

/** The data of the bot's first response to an interaction. */
const dataOf = (request: { readonly body: never }) =>
  (request.body as { readonly data: Readonly<Record<string, unknown>> }).data;

describe('commands', () => {
  test('are answered at once, laid out, for everybody', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    const answer = await fake.request('POST', callback);
    expect(answer).toMatchObject({ status: 204, type: 4 });
    expect(dataOf(answer)).toMatchObject({ flags: 32_768, allowed_mentions: { parse: [], replied_user: false } });
    expect(wordsOf(dataOf(answer))).toMatch(/^## Retrieval-augmented generation \(RAG\)\nRAG /);
    expect(fake.problems).toEqual([]);
  });

  test.each([
    ['ai-diff', {}, /LLM or generative AI\?/],
    ['ai-diff', { a: 'gan', b: 'diffusion-model' }, /GAN/],
    ['ai-diff', { aspect: 'cost' }, /cost/i],
    ['ai-define', { term: 'rag' }, /Retrieval-augmented/],
    ['ai-choose', { task: 'a logo' }, /Image generator/],
    ['ai-choose', {}, /\?/],
    ['ai-help', {}, /Ask about LLMs/],
    ['ai-ask', { question: 'zzzz qqqq xxxx' }, /Nothing on that|Did you mean/],
  ] as const)('/%s %o is answered', async (name, options, words) => {
    const { fake } = await run();
    fake.interact(slash(name, options));
    expect(wordsOf(dataOf(await fake.request('POST', callback)))).toMatch(words);
    expect(fake.problems).toEqual([]);
  });

  test('with "private" are answered to the one who asked only', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-define', { term: 'rag', private: true }));
    expect(dataOf(await fake.request('POST', callback))['flags']).toBe(32_768 + ephemeral);
  });

  test('work where the bot is not a member, and in direct messages', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-ask', { question: 'what is RAG' }, { scene: 'foreign server' }));
    await fake.request('POST', callback, 1);
    fake.interact(slash('ai-ask', { question: 'what is RAG' }, { scene: 'direct' }));
    expect((await fake.request('POST', callback, 2)).status).toBe(204);
    expect(fake.problems).toEqual([]);
  });

  test('complete what is typed: with ids if an entry is meant, with words if a question is', async () => {
    const { fake } = await run();
    fake.interact(typing('ai-define', 'term', 'rag'));
    const choices = dataOf(await fake.request('POST', callback, 1))['choices'];
    expect(choices).toContainEqual({ name: expect.stringContaining('RAG'), value: 'rag' });
    fake.interact(typing('ai-ask', 'question', ''));
    const useful = dataOf(await fake.request('POST', callback, 2))['choices'] as readonly {
      readonly name: string;
      readonly value: string;
    }[];
    expect(useful.length).toBeGreaterThan(5);
    expect(useful.every(({ name, value }) => name === value)).toBe(true);
    // Terms to compare, not whole questions.
    fake.interact(typing('ai-diff', 'a', ''));
    const first = dataOf(await fake.request('POST', callback, 3))['choices'] as typeof useful;
    expect(first).toHaveLength(25);
    expect(first.map(({ value }) => value)).toEqual(expect.arrayContaining(['llm', 'chatgpt', 'diffusion-model']));
    expect(first.filter(({ name }) => name.includes('?'))).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  test('explain the terms of a message privately', async () => {
    const { fake } = await run();
    fake.interact(explain('We add RAG to our LLM'));
    const answer = dataOf(await fake.request('POST', callback));
    expect(answer['flags']).toBe(32_768 + ephemeral);
    expect(wordsOf(answer)).toMatch(/\*\*RAG:\*\*[\s\S]*\*\*LLM:\*\*/);
    expect(componentsOf(answer).map(({ label }) => label)).toContain('RAG');
  });

  test('that are unknown are still answered', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-gone'));
    expect(dataOf(await fake.request('POST', callback))).toMatchObject({ flags: 32_768 + ephemeral });
  });

  test('of other parts of the bot are registered and run', async () => {
    const gaps: ExtraCommand = {
      run: async ({ from }) => ({ document: document([paragraph(`manages: ${from.manages}`)]), private: true }),
    };
    const { fake } = await run(
      createApp({ current: () => ({ engine }), allow: async () => true, commands: { 'ai-gaps': gaps } }),
    );
    fake.interact(slash('ai-gaps', {}, { permissions: '32' }));
    expect(wordsOf(dataOf(await fake.request('POST', callback)))).toBe('manages: true');
    expect(fake.commands.list).toContainEqual(expect.objectContaining({ name: 'ai-gaps' }));
  });
});

describe('messages', () => {
  test('that mention the bot are answered as replies, and once however often Discord sends them', async () => {
    const { fake } = await run();
    const question = messageOf({ content: `${at} what is RAG?` });
    fake.message(question);
    const answer = await fake.request('POST', post);
    expect(answer.body).toMatchObject({
      flags: 32_768,
      nonce: question.id,
      enforce_nonce: true,
      message_reference: { message_id: question.id, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
    });
    fake.message(question);
    fake.message(messageOf({ content: `${at} what is an LLM?` }));
    await fake.request('POST', post, 2);
    expect(fake.requests('POST', post)).toHaveLength(2);
    expect(fake.problems).toEqual([]);
  });

  test('without a question get help', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: at }));
    expect(wordsOf((await fake.request('POST', post)).body)).toMatch(/^## Ask about LLMs/);
  });

  test('in a direct conversation need no mention', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: 'what is a token?', direct: true }));
    expect(wordsOf((await fake.request('POST', post)).body)).toMatch(/token/i);
  });

  test('that reply to an answer continue from it', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: `${at} what is RAG?` }));
    await fake.request('POST', post, 1);
    const [answer] = fake.messages();
    if (answer === undefined) throw new Error('There is no answer');
    fake.message(
      messageOf({
        content: 'and what are the downsides of it?',
        replyTo: { ...answer, author: { id: applicationId } },
      }),
    );
    const followUp = wordsOf((await fake.request('POST', post, 2)).body);
    const alone = await app.handle({
      from: { platform: 'discord' },
      type: 'question',
      text: 'and what are the downsides of it?',
    });
    const whole = await app.handle({
      from: { platform: 'discord' },
      type: 'question',
      text: 'and what are the downsides of it?',
      context: { type: 'entry', id: 'rag' },
    });
    expect(whole.document).not.toEqual(alone.document);
    expect(followUp).toBe(wordsOf(renderDocument(whole.document).pages[0] ?? {}));
  });

  test.each([
    ['the bot itself', messageOf({ content: `${at} x`, author: { ...asker, id: applicationId } })],
    ['other bots', messageOf({ content: `${at} what is RAG`, author: { ...asker, bot: true } })],
    ['webhooks', messageOf({ content: `${at} what is RAG`, webhook: '877777777777777777' })],
    ['everyone', messageOf({ content: '@everyone what is RAG', everyone: true })],
    ['a role', messageOf({ content: '<@&899999999999999999> what is RAG', roles: ['899999999999999999'] })],
    ['other people', messageOf({ content: 'what is RAG' })],
    ['a notice of Discord', messageOf({ content: at, type: 6 })],
    [
      'a reply without a ping',
      messageOf({
        content: 'thanks',
        mentionsBot: false,
        replyTo: { id: '899999999999999998', author: { id: applicationId } },
      }),
    ],
  ])('of or for %s are left alone', async (_, message) => {
    const { fake } = await run();
    fake.message(message);
    fake.message(messageOf({ content: `${at} what is RAG` }));
    await fake.request('POST', post);
    expect(fake.requests('POST', post)).toHaveLength(1);
  });

  test('that are edited have their answer edited, and that are deleted, deleted', async () => {
    const { fake } = await run();
    const question = messageOf({ content: `${at} what is RAG?` });
    fake.message(question);
    await fake.request('POST', post);
    // A link preview was added: nothing to do.
    fake.gateway.dispatch('MESSAGE_UPDATE', { ...question, embeds: [{}] });
    fake.gateway.dispatch('MESSAGE_UPDATE', { ...question, content: `${at} what is an LLM?` });
    const edit = await fake.request('PATCH', /^\/channels\/\d+\/messages\/\d+$/);
    expect(wordsOf(edit.body)).toMatch(/LLM/);
    fake.gateway.dispatch('MESSAGE_DELETE', { id: question.id, channel_id: channelId });
    await fake.request('DELETE', /^\/channels\/\d+\/messages\/\d+$/);
    expect(fake.messages()).toEqual([]);
    expect(fake.requests('PATCH', post)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  test('deleted before the answer is out lose it right after', async () => {
    const { fake } = await run();
    const question = messageOf({ content: `${at} what is RAG?` });
    fake.message(question);
    fake.gateway.dispatch('MESSAGE_DELETE_BULK', { ids: [question.id], channel_id: channelId });
    await fake.request('DELETE', /^\/channels\/\d+\/messages\/\d+$/);
    expect(fake.messages()).toEqual([]);
  });
});

describe('buttons', () => {
  const asked = async (options = {}) => {
    const running = await run(options);
    running.fake.message(messageOf({ content: `${at} LLM vs generative AI` }));
    await running.fake.request('POST', post);
    const [message] = running.fake.messages();
    if (message === undefined) throw new Error('There is no answer');
    return { ...running, message };
  };

  test('lead to related answers for everybody, and to details for the presser alone', async () => {
    const { fake, message } = await asked();
    fake.interact(press(message, buttonOf(message, 'How do I choose?'), { user: stranger }));
    expect(dataOf(await fake.request('POST', callback, 1))['flags']).toBe(32_768);
    for (const [index, label] of ['All 5 views', 'One aspect', 'Sources', 'Why this answer'].entries()) {
      fake.interact(press(message, buttonOf(message, label), { user: stranger }));
      expect(dataOf(await fake.request('POST', callback, index + 2))['flags']).toBe(32_768 + ephemeral);
    }
    expect(fake.problems).toEqual([]);
  });

  test('that open a part of an answer do so in its place for the asker, and close it again', async () => {
    const { fake, message } = await asked();
    let step = 0;
    const pressed = async (label: string) => {
      const [shown] = fake.messages();
      fake.interact(press(shown ?? message, buttonOf(shown ?? message, label)));
      step += 1;
      const request = await fake.request('POST', callback, step);
      expect(request).toMatchObject({ type: 7 });
      return wordsOf(dataOf(request));
    };
    expect(await pressed('Who says what')).toContain('Krishang Technolab');
    expect(await pressed('Back to the answer')).toContain('**Scope**');
    expect(await pressed('Sources')).toMatch(/^## Sources: LLM or generative AI[\s\S]*by Ofri David/);
    expect(await pressed('Back to the answer')).toContain('**Scope**');
    expect(fake.problems).toEqual([]);
  });

  test('that show more of an answer count against no limit', async () => {
    const allow = createLimits({ user: 1, channel: 0, workspace: 0 });
    const { fake, message } = await asked({ handle: createApp({ current: () => ({ engine }), allow }).handle });
    let step = 0;
    const pressed = async (label: string) => {
      const [shown] = fake.messages();
      fake.interact(press(shown ?? message, buttonOf(shown ?? message, label)));
      step += 1;
      return wordsOf(dataOf(await fake.request('POST', callback, step)));
    };
    for (let time = 0; time < 2; time += 1) {
      expect(await pressed('Sources')).toMatch(/^## Sources/);
      expect(await pressed('Back to the answer')).toContain('**Scope**');
      expect(await pressed('Why this answer')).toMatch(/^## Why this answer/);
    }
    // Only the mention counted as a question.
    fake.interact(slash('ai-ask', { question: 'what is RAG?' }));
    expect(wordsOf(dataOf(await fake.request('POST', callback, step + 1)))).not.toContain('Retrieval');
  });

  test('work in another process, which has never seen the message', async () => {
    const { message } = await asked();
    const { fake } = await run();
    fake.interact(press(message, buttonOf(message, 'Why this answer')));
    expect(wordsOf(dataOf(await fake.request('POST', callback)))).toMatch(/^## Why this answer/);
  });

  test('of the guided choice continue in place for the asker, and in a new message for others', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-choose'));
    await fake.request('POST', callback, 1);
    const [message] = fake.messages();
    if (message === undefined) throw new Error('There is no answer');
    const step = componentsOf(message).find(({ custom_id }) => custom_id?.startsWith('v1:u:g:'))?.custom_id ?? '';
    fake.interact(press(message, step, { user: stranger }));
    expect(await fake.request('POST', callback, 2)).toMatchObject({ type: 4 });
    fake.interact(press(message, step));
    expect(await fake.request('POST', callback, 3)).toMatchObject({ type: 7, status: 204 });
    expect(fake.problems).toEqual([]);
  });

  test('of the help show all commands, to the presser alone', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-help'));
    const help = dataOf(await fake.request('POST', callback, 1));
    const [message] = fake.messages();
    if (message === undefined) throw new Error('There is no help');
    fake.interact(press(message, buttonOf(help, 'All commands'), { user: stranger }));
    const all = dataOf(await fake.request('POST', callback, 2));
    expect(all['flags']).toBe(32_768 + ephemeral);
    expect(wordsOf(all)).toMatch(/<\/ai-tip schedule:\d+>[\s\S]*- <\/ai-gaps:\d+>: /);
    expect(fake.problems).toEqual([]);
  });

  test('that are unknown, or whose entry is gone, say so', async () => {
    const { fake, message } = await asked();
    fake.interact(press(message, 'v9:x:y'));
    expect(wordsOf(dataOf(await fake.request('POST', callback, 1)))).toMatch(/no longer works/);
    fake.interact(press(message, 'v1:t:e:no-such-entry'));
    expect(wordsOf(dataOf(await fake.request('POST', callback, 2)))).toMatch(/No longer here/);
  });

  test('dismiss the answer for its asker and for moderators only', async () => {
    const { fake, message } = await asked();
    const dismiss = buttonOf(message, 'Dismiss');
    fake.interact(press(message, dismiss, { user: stranger, permissions: '0' }));
    expect(dataOf(await fake.request('POST', callback, 1))['flags']).toBe(ephemeral);
    expect(fake.messages().map(({ id }) => id)).toContain(message.id);
    fake.interact(press(message, dismiss, { user: stranger, permissions: String(1n << 13n) }));
    await fake.request('DELETE', original);
    expect(fake.messages().map(({ id }) => id)).not.toContain(message.id);
    expect(fake.problems).toEqual([]);
  });

  test('take votes, and the reason in a form, if something stores them', async () => {
    const votes: unknown[] = [];
    const { fake, discord, message } = await asked({ feedback: async (vote: unknown) => void votes.push(vote) });
    fake.interact(press(message, buttonOf(message, 'Helpful')));
    expect(dataOf(await fake.request('POST', callback, 1))['flags']).toBe(ephemeral);
    fake.interact(press(message, buttonOf(message, 'Not helpful')));
    const form = await fake.request('POST', callback, 2);
    expect(form).toMatchObject({ type: 9, status: 204 });
    fake.interact(submit(String(dataOf(form)['custom_id']), 'too long'));
    await fake.request('POST', callback, 3);
    await discord.stop();
    const about = { type: 'entry', id: 'llm-vs-generative-ai' };
    expect(votes).toEqual([
      expect.objectContaining({ helpful: true, about }),
      expect.objectContaining({ helpful: false, about }),
      expect.objectContaining({ helpful: false, about, reason: 'too long' }),
    ]);
    expect(fake.problems).toEqual([]);
  });

  test('for votes are missing if nothing stores them', async () => {
    const { message } = await asked();
    expect(componentsOf(message).map(({ label }) => label)).not.toContain('Helpful');
  });
});
