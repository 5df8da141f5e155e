import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiveInteraction } from '../../../src/adapters/discord/in/interaction.js';
import { receiveDeleted, receiveMessage, receiveReady } from '../../../src/adapters/discord/in/receive.js';
import { plainContent } from '../../../src/adapters/discord/in/text.js';
import {
  applicationId,
  asker,
  channelId,
  directChannelId,
  explain,
  guildId,
  messageOf,
  press,
  slash,
  submit,
  typing,
} from '../../fakes/discord/people.js';

const receive = (message: unknown) => receiveMessage(message, applicationId);
const at = `<@${applicationId}>`;

describe('a message', () => {
  test('tells who asks what, and where', () => {
    const message = messageOf({ content: `${at} what is **RAG**?` });
    expect(receive(message)).toEqual({
      messageId: message.id,
      channel: channelId,
      from: { platform: 'discord', workspace: guildId, channel: channelId, user: asker.id },
      asker: asker.id,
      direct: false,
      edited: false,
      asked: { type: 'question', text: 'what is **RAG**?' },
    });
  });

  test('in a direct conversation has no workspace', () => {
    expect(receive(messageOf({ content: 'x', direct: true }))).toMatchObject({
      direct: true,
      from: { platform: 'discord', channel: directChannelId, user: asker.id },
    });
  });

  test('that replies to an answer carries what that was about', () => {
    const components = [
      { type: 17, components: [{ type: 1, components: [{ type: 2, custom_id: 'v1:d:C0GlQhMmccc:e:rag' }] }] },
    ];
    const replyTo = { id: '1', author: { id: applicationId }, components };
    expect(receive(messageOf({ content: 'and its cost?', replyTo }))?.asked).toEqual({
      type: 'question',
      text: 'and its cost?',
      context: { type: 'entry', id: 'rag' },
    });
    expect(receive(messageOf({ content: 'and its cost?', replyTo: { ...replyTo, components: 'x' } }))?.asked).toEqual({
      type: 'question',
      text: 'and its cost?',
    });
  });

  test.each([
    [`${at} hi <@!123456789012345678> there`, 'hi there'],
    ['<:llm:123456789012345678> and <a:gan:123456789012345678>', 'llm and gan'],
    ['look at <#123456789012345678> or </ai-ask:123456789012345678>', 'look at or ai-ask'],
    ['1 < 2 > 0', '1 < 2 > 0'],
  ])('%j reads %j', (content, words) => {
    expect(plainContent(content)).toBe(words);
  });
});

describe('an interaction', () => {
  test.each([
    [
      slash('ai-diff', { a: ' gan ', aspect: 'cost' }),
      { type: 'ask', private: false, asked: { type: 'diff', a: 'gan', aspect: 'cost' } },
    ],
    [
      slash('ai-ask', { question: 'x', private: true }),
      { type: 'ask', private: true, asked: { type: 'question', text: 'x' } },
    ],
    [slash('ai-ask', { question: '  ' }), { asked: { type: 'help' } }],
    [slash('ai-define', { term: 'rag' }), { asked: { type: 'define', term: 'rag' } }],
    [slash('ai-choose'), { asked: { type: 'choose' } }],
    [slash('ai-help'), { asked: { type: 'help' } }],
    [
      slash('other', { x: 'y' }),
      {
        type: 'ask',
        asked: { type: 'command', name: 'other', input: { type: 'options', options: new Map([['x', 'y']]) } },
      },
    ],
    [explain('<@1> an LLM'), { type: 'ask', private: true, asked: { type: 'explain', text: 'an LLM' } }],
    [typing('ai-define', 'term', 'ra'), { type: 'complete', typed: 'ra', ids: true }],
    [typing('ai-ask', 'question', 'ra'), { type: 'complete', typed: 'ra', ids: false }],
    [
      press({ id: '5', flags: 64 }, 'v1:t:h'),
      {
        type: 'press',
        press: { type: 'show', place: 'message', target: { type: 'help' } },
        message: { private: true },
      },
    ],
    [
      press({ id: '5' }, 'v1:k:0', { values: ['v1:m:e:rag'] }),
      { press: { type: 'show', place: 'aside', target: { type: 'entry', id: 'rag' } } },
    ],
    [press({ id: '5' }, 'v1:k:0', { values: [] }), { type: 'unknown' }],
    [press({ id: '5' }, 'something else'), { type: 'unknown' }],
    [submit('v1:r:e:rag', ' too long '), { type: 'reason', reason: 'too long' }],
  ])('%# is read', (data, expected) => {
    expect(receiveInteraction(data)).toMatchObject(expected);
  });

  test('says what the person may do, and whether anybody else is there', () => {
    expect(receiveInteraction(slash('ai-help', {}, { permissions: '8192' }))).toMatchObject({
      managesMessages: true,
      from: expect.not.objectContaining({ manages: true }),
      direct: false,
    });
    expect(receiveInteraction(slash('ai-help', {}, { permissions: '8' }))).toMatchObject({
      managesMessages: true,
      from: { manages: true },
    });
    expect(receiveInteraction(slash('ai-help', {}, { scene: 'direct' }))).toMatchObject({
      managesMessages: false,
      direct: true,
    });
    expect(receiveInteraction(slash('ai-help', {}, { permissions: 'x' }))).toMatchObject({ managesMessages: false });
  });

  test('of a subcommand keeps its name and options', () => {
    const data = {
      name: 'ai-tip',
      type: 1,
      options: [{ type: 1, name: 'schedule', options: [{ type: 3, name: 'time', value: '09:00' }] }],
    };
    expect(receiveInteraction({ ...slash('x'), data })).toMatchObject({
      type: 'ask',
      private: true,
      asked: {
        type: 'command',
        name: 'ai-tip',
        input: { type: 'options', subcommand: 'schedule', options: new Map([['time', '09:00']]) },
      },
    });
  });
});

test('whatever Discord sends is read or left alone, never a failure', () => {
  const base = fc.constantFrom<object>(
    slash('ai-ask', { question: 'x' }),
    press({ id: '1' }, 'v1:t:h'),
    typing('ai-ask', 'question', ''),
    submit('v1:r:h', 'x'),
    explain('x'),
    messageOf({ content: `${at} x` }),
  );
  const broken = fc.tuple(
    base,
    fc.dictionary(
      fc.constantFrom(
        'data',
        'message',
        'member',
        'user',
        'type',
        'id',
        'mentions',
        'author',
        'content',
        'referenced_message',
        'components',
      ),
      fc.anything(),
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        broken.map(([event, fields]) => ({ ...event, ...fields })),
      ),
      (event) => {
        receiveInteraction(event);
        receive(event);
        receiveDeleted(event);
        receiveReady(event);
      },
    ),
    { numRuns: 1000 },
  );
});
