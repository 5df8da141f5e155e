// New posts that don't address the bot: which are considered, on both platforms.
import { describe, expect, test } from 'vitest';
import { questionOf, receivePost as receiveDiscord } from '../../src/adapters/discord/in/post.js';
import { asksSomething, createQuiet } from '../../src/adapters/shared/posts.js';
import { receivePost as receiveSlack } from '../../src/adapters/slack/in/receive.js';
import { messageOf, stranger } from '../fakes/discord/people.js';

test.each([
  ['What is RAG?', true],
  ['hi all, how do I use embeddings', true],
  ['Hello everyone! Quick question: is ChatGPT an LLM', true],
  ['anyone know which model is best for summaries', true],
  ['need help with fine-tuning', true],
  ['RAG is great', false],
  ['Thanks, that worked', false],
  ['The weather is what it is', false],
  ['', false],
])('%s: asks something, %s', (words, asks) => {
  expect(asksSomething(words)).toBe(asks);
});

test('somebody who writes soon after another person talks to them; somebody who writes alone, or later, does not', () => {
  const clock = { time: 0 };
  const isQuiet = createQuiet({ now: () => clock.time });
  expect(isQuiet('C1', 'a')).toBe(true);
  clock.time += 60_000;
  expect(isQuiet('C1', 'a')).toBe(true);
  expect(isQuiet('C1', 'b')).toBe(false);
  expect(isQuiet('C2', 'b')).toBe(true);
  clock.time += 121_000;
  expect(isQuiet('C1', 'c')).toBe(true);
});

describe('on Discord', () => {
  const post = { content: 'What is RAG?', readable: true } as const;

  test('a message of a channel is a post', () => {
    expect(receiveDiscord(messageOf(post))).toMatchObject({ words: 'What is RAG?', isForum: false });
  });

  test.each([
    ['a bot', { author: { ...stranger, bot: true } }],
    ['a webhook', { webhook: '1' }],
    ['a reply', { replyTo: { id: '1', author: stranger } }],
    ['a mention of everyone', { everyone: true }],
    ['a mention of a role', { roles: ['1'] }],
    ['a mention of the bot, which is answered as one', { content: '<@866666666666666666> What is RAG?' }],
    ['a notice', { type: 7 }],
    ['a direct message', { direct: true }],
  ])('%s is not a post', (_, more) => {
    expect(receiveDiscord(messageOf({ ...post, ...more }))).toBeUndefined();
  });

  test('in a forum is read with title and tags, and left alone once solved', () => {
    const first = receiveDiscord(
      messageOf({ content: 'I read about it today.', readable: true, id: '9', channel: '9' }),
    );
    if (first === undefined) throw new Error('no post');
    const forum = { title: 'How does it work?', forum: '7', tags: ['RAG'] };
    expect(questionOf(first, forum)).toMatchObject({
      from: { channel: '9', parent: '7' },
      asked: {
        text: 'How does it work?\nI read about it today.',
        unasked: { also: ['How does it work?', 'How does it work? (RAG)'] },
      },
    });
    expect(questionOf(first, { ...forum, tags: ['Solved'] })).toBeUndefined();
    expect(questionOf(first, { ...forum, title: 'My notes' })).toBeUndefined();
  });
});

describe('on Slack', () => {
  const post = { type: 'message', channel_type: 'channel', user: 'U2', text: 'What is RAG?', ts: '1.1', channel: 'C1' };

  test('a message of a channel is a post', () => {
    expect(receiveSlack(post, 'T1', 'UBOT')).toMatchObject({ text: 'What is RAG?', threadTs: '1.1' });
  });

  test.each([
    ['a bot', { bot_id: 'B1' }],
    ['the bot itself', { user: 'UBOT' }],
    ['a reply in a thread', { thread_ts: '1.0' }],
    ['a mention of the bot, which is answered as one', { text: '<@UBOT> What is RAG?' }],
    ['a word to somebody', { text: '<@U3> what is RAG?' }],
    ['a word to everybody', { text: '<!here> what is RAG?' }],
    ['a notice', { subtype: 'channel_join' }],
    ['an edit', { subtype: 'message_changed' }],
    ['a direct message', { channel_type: 'im' }],
  ])('%s is not a post', (_, more) => {
    expect(receiveSlack({ ...post, ...more }, 'T1', 'UBOT')).toBeUndefined();
  });
});
