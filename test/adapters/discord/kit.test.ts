// Quirks of Discord that people would otherwise trip over: notifications, hidden text, malformed fields, command links.
import { describe, expect, test } from 'vitest';
import { receiveInteraction } from '../../../src/adapters/discord/in/interaction.js';
import { receiveMessage } from '../../../src/adapters/discord/in/receive.js';
import { messageWords } from '../../../src/adapters/discord/in/text.js';
import { linkCommands } from '../../../src/adapters/discord/out/command-links.js';
import { checkMessage } from '../../../src/adapters/discord/out/limits.js';
import { renderDocument } from '../../../src/adapters/discord/out/render.js';
import { pointsAt } from '../../../src/adapters/shared/pointing.js';
import { document, heading, paragraph, strong, text } from '../../../src/document/build.js';
import { applicationId, explain, messageOf, selfUser, slash, snowflake, stranger } from '../../fakes/discord/people.js';
import { engine, run, wordsOf } from './running.js';

const callback = /\/callback$/;
const post = /^\/channels\/\d+\/messages$/;
const at = `<@${applicationId}>`;

describe('a direct answer', () => {
  test('is text with buttons if it fits, since a notification shows only text', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: 'what is RAG?', direct: true }));
    const { body } = (await fake.request('POST', post)) as {
      body: { content?: string; components?: { type: number }[] };
    };
    expect(body.content).toContain('RAG');
    expect(body.components?.every(({ type }) => type === 1)).toBe(true);
    expect(fake.problems).toEqual([]);
  });

  test('that is longer is first text, and laid out right after', async () => {
    const long = document([
      heading('An industry'),
      ...Array.from({ length: 4 }, (_, at) => paragraph(`${at} word`.repeat(120))),
    ]);
    const reply = { document: long, why: long, outcome: 'answered', entries: [], score: 1 } as const;
    const { fake } = await run({ handle: async () => reply });
    fake.message(messageOf({ content: 'What LLMs and generative AI do, by industry', direct: true }));
    const { body } = (await fake.request('POST', post)) as { body: { content?: string; flags?: number } };
    expect(body).toMatchObject({ content: expect.stringContaining('industry') });
    const edit = (await fake.request('PATCH', /^\/channels\/\d+\/messages\/\d+$/)) as { status: number; body: object };
    expect(edit).toMatchObject({ status: 200, body: { flags: 32_768, content: null } });
    expect(fake.problems).toEqual([]);
  });

  test('can be pressed into another one', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: 'which AI should I use', direct: true }));
    await fake.request('POST', post);
    expect(fake.problems).toEqual([]);
  });
});

describe('a reply without its words', () => {
  const answered = { id: snowflake(), author: selfUser(applicationId), interaction_metadata: { id: '1' } };

  test('to a command’s answer is told how to go on, once in a while', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: 'and its limits?', replyTo: answered, mentionsBot: false }));
    expect(wordsOf((await fake.request('POST', post)).body)).toContain('Mention me in it');
    fake.message(messageOf({ content: 'hello?', replyTo: answered, mentionsBot: false }));
    fake.message(messageOf({ content: `${at} what is RAG?` }));
    await fake.request('POST', post, 2);
    expect(fake.requests('POST', post)).toHaveLength(2);
  });

  test('to any other answer is no question', () => {
    const { interaction_metadata, ...plain } = answered;
    expect(
      receiveMessage(messageOf({ content: 'x', replyTo: plain, mentionsBot: false }), applicationId),
    ).toBeUndefined();
  });
});

describe('what a message points at', () => {
  test.each([
    'explain this',
    'Explain this please!',
    'what does this mean?',
    'can you explain that?',
    'define these terms',
  ])('"%s" points', (words) => {
    expect(pointsAt(words)).toBe(true);
  });

  test.each(['explain RAG', 'what does RAG mean?', 'explain this: RAG', 'hello'])('"%s" does not', (words) => {
    expect(pointsAt(words)).toBe(false);
  });

  const other = { id: snowflake(), author: stranger, content: 'We fine-tune a transformer' };

  test('is explained if Discord sends its text', () => {
    const message = messageOf({ content: `${at} explain this`, replyTo: other });
    expect(receiveMessage(message, applicationId)?.asked).toEqual({
      type: 'explain',
      text: 'We fine-tune a transformer',
    });
  });

  test('is said to be hidden if it doesn’t', () => {
    const message = messageOf({ content: `${at} explain this`, replyTo: { ...other, content: '' } });
    expect(receiveMessage(message, applicationId)).toMatchObject({ hidden: 'message' });
  });

  test('is read wherever its words are', () => {
    const words = messageWords({
      content: 'one',
      embeds: [{ title: 'two', description: 'three', fields: [{ name: 'four', value: 'five' }] }],
      message_snapshots: [{ message: { content: 'six' } }],
      poll: { question: { text: 'seven' }, answers: [{ poll_media: { text: 'eight' } }] },
      components: [
        {
          type: 17,
          components: [
            { type: 10, content: 'nine' },
            { type: 1, components: [{ type: 2, label: 'ten' }] },
          ],
        },
      ],
    });
    expect(words).toBe('one two three four five six seven eight nine ten');
  });

  test('without a term says so, and offers nothing else', async () => {
    const { fake } = await run();
    fake.interact(explain('lunch at noon'));
    const { body } = (await fake.request('POST', callback)) as unknown as { body: { data: object } };
    expect(wordsOf(body.data)).toContain('No AI terms in this message.');
  });
});

describe('an interaction', () => {
  test.each([
    ['channel', {}],
    ['channel_id', 7],
    ['locale', 5],
    ['context', 'x'],
    ['guild_id', {}],
    ['message', 'x'],
  ])('with a malformed %s is answered all the same', (field, value) => {
    expect(receiveInteraction({ ...slash('ai-help'), [field]: value })).toMatchObject({ type: 'ask' });
  });
});

describe('commands in an answer', () => {
  const known = {
    ids: new Map([
      ['ai-tip', '7'],
      ['ai-ask', '8'],
    ]),
    groups: new Set(['ai-tip']),
  };
  const linked = (words: string) => {
    const [page] = linkCommands(renderDocument(document([paragraph(words)])), known).pages;
    return page === undefined ? '' : wordsOf(page);
  };

  test.each([
    ['Use /ai-ask to ask.', 'Use </ai-ask:8> to ask.'],
    ['/ai-tip list shows them', '</ai-tip list:7> shows them'],
    ['/ai-tip skip abcde leaves one out', '</ai-tip skip:7> (schedule: abcde) leaves one out'],
    ['/ai-tip alone opens nothing', '/ai-tip alone opens nothing'],
    ['/ai-gone is nobody’s', '/ai-gone is nobody’s'],
  ])('"%s" are links', (words, shown) => {
    expect(linked(words)).toBe(shown);
  });

  test('stay as they are in examples to type', () => {
    const example = document([
      paragraph([{ type: 'inlineCode', value: '/ai-ask what is RAG?' }, text(' '), strong('/ai-ask')]),
    ]);
    const [page] = linkCommands(renderDocument(example), known).pages;
    expect(page === undefined ? '' : wordsOf(page)).toBe('`/ai-ask what is RAG?` **</ai-ask:8>**');
  });

  test('keep every message within the limits', () => {
    const long = document([paragraph('/ai-ask '.repeat(480))]);
    for (const page of linkCommands(renderDocument(long), known).pages) expect(checkMessage(page)).toEqual([]);
    expect(engine).toBeDefined();
  });
});
