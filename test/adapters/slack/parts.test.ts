// The small pure parts: text in and out of Slack's markup, commands, buttons, events.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Button, decodeButton, encodeButton, reasons, shortAsk } from '../../../src/adapters/slack/buttons.js';
import { readCommand } from '../../../src/adapters/slack/in/commands.js';
import { receivePress } from '../../../src/adapters/slack/in/press.js';
import { receiveMention, receiveMessage, receiveShortcut } from '../../../src/adapters/slack/in/receive.js';
import { cutText } from '../../../src/adapters/slack/out/notification.js';
import { escapeText, readText, renderLink } from '../../../src/adapters/slack/out/text.js';
import { sdkLogger } from '../../../src/adapters/slack/wire/sdk.js';
import { contextOf } from '../../../src/adapters/slack/wire/thread.js';
import { blockAction, directMessage, homeAction, mention, messageShortcut } from '../../fakes/slack/payloads.js';
import { botUser } from '../../fakes/slack/server.js';
import { engine } from './bot.js';

describe('text', () => {
  test.each([
    [`<@${botUser}> what is RAG?`, 'what is RAG?'],
    [`<@${botUser}|ai-diff> what   is RAG?`, 'what is RAG?'],
    ['is <@U2|ann> right', 'is @ann right'],
    ['is <@U2> right', 'is @U2 right'],
    ['in <#C1|general>, <#C2>', 'in #general, #C2'],
    ['<!here> <!subteam^S1|@team> look', '@here @team look'],
    ['<https://x.example/a?b=1&amp;c=2|RAG> and <https://x.example>', 'RAG and https://x.example'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ])('%j from Slack is read as %j', (from, to) => {
    expect(readText(from, botUser)).toBe(to);
  });

  test('that goes out and comes back is the same, and is escaped once', async () => {
    expect(escapeText('a & b <!channel> &lt;')).toBe('a &amp; b &lt;!channel&gt; &amp;lt;');
    await fc.assert(
      fc.property(
        fc.string().filter((text) => !/\s{2}|^\s|\s$|[^\S\n ]/.test(text)),
        (text) => readText(escapeText(text)) === text,
      ),
    );
    await fc.assert(fc.property(fc.string(), (text) => !/[<>]|&(?!amp;|lt;|gt;)/.test(escapeText(text))));
  });

  test('that is cut ends at a word, and never inside an entity or a character', async () => {
    expect(cutText('one two three', 9)).toBe('one two');
    expect(cutText('aaaa&amp;', 7)).toBe('aaaa');
    expect(cutText('aaaa😀', 5)).toBe('aaaa');
    await fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const cut = cutText(escapeText(text), length);
        return cut.length <= Math.max(length, 0) && !/&(?!amp;|lt;|gt;)/.test(cut) && escapeText(text).startsWith(cut);
      }),
    );
  });

  test('of a link cannot end the link', () => {
    expect(renderLink('https://x.example/a|b>c d', 'one|two')).toBe('<https://x.example/a%7Cb%3Ec%20d|one/two>');
    expect(renderLink('javascript:alert(1)', 'label')).toBe('label');
  });
});

describe('the text of a command', () => {
  test.each([
    ['/ai-diff', '', { type: 'diff' }],
    ['/ai-diff', 'gan vs vae', { type: 'diff', a: 'gan', b: 'vae' }],
    ['/ai-diff', 'GAN VS. "VAE"?', { type: 'diff', a: 'GAN', b: 'VAE' }],
    ['/ai-diff', 'gan versus vae', { type: 'diff', a: 'gan', b: 'vae' }],
    ['/ai-diff', 'GAN | VAE', { type: 'diff', a: 'GAN', b: 'VAE' }],
    ['/ai-diff', 'difference between RAG and fine-tuning', { type: 'diff', a: 'RAG', b: 'fine-tuning' }],
    ['/ai-diff', 'gan, vae', { type: 'diff', a: 'gan', b: 'vae' }],
    ['/ai-diff', 'gan/vae', { type: 'diff', a: 'gan', b: 'vae' }],
    ['/ai-diff', 'training data', { type: 'diff', aspect: 'training data' }],
    ['/ai-diff', 'strengths and weaknesses', { type: 'diff', aspect: 'strengths and weaknesses' }],
    ['/ai-diff', 'vs', { type: 'diff', aspect: 'vs' }],
    ['/ai-diff', 'gan vs', { type: 'diff', aspect: 'gan vs' }],
    ['/ai-define', ' “RAG”? ', { type: 'define', term: 'RAG' }],
    ['/ai-define', '', { type: 'help' }],
    ['/ai-ask', 'what is RAG?', { type: 'question', text: 'what is RAG?' }],
    ['/ai-ask', '', { type: 'help' }],
    ['/ai-choose', '', { type: 'choose' }],
    ['/ai-choose', 'a logo', { type: 'choose', task: 'a logo' }],
    ['/ai-help', 'anything', { type: 'help' }],
    ['/ai-ask', 'HELP', { type: 'help' }],
    ['/ai-tip', 'list', { type: 'command', name: 'ai-tip', input: { type: 'text', text: 'list' } }],
  ])('%s %s', (command, text, ask) => {
    expect(readCommand(command, text, engine.complete)).toEqual(ask);
  });
});

describe('a button', () => {
  const ask = { type: 'question', text: 'Is RAG & "co" <good>?', context: { type: 'entry', id: 'rag' } } as const;
  const buttons: readonly Button[] = [
    { type: 'press', target: { type: 'entry', id: 'rag', part: 'views' } },
    { type: 'press', target: { type: 'question', question: 'a:b {"c"}' } },
    { type: 'sources', ask },
    { type: 'why', ask: { type: 'diff', a: 'gan', b: 'vae' } },
    { type: 'share', ask: { type: 'choose' } },
    { type: 'share', ask: { type: 'help' } },
    { type: 'sources', ask: { type: 'press', target: { type: 'comparison', ids: ['gan', 'vae'] } } },
    { type: 'why', ask: { type: 'define', term: 'RAG' } },
    { type: 'why', ask: { type: 'explain', text: 'RAG' } },
    { type: 'dismiss' },
    { type: 'dismiss', by: 'U1', context: { type: 'guide', step: 'output' } },
    { type: 'vote', helpful: false, about: { type: 'question', question: ask.text } },
    ...(Object.keys(reasons) as (keyof typeof reasons)[]).map(
      (reason) => ({ type: 'reason', reason, about: { type: 'entry', id: 'rag' } }) as const,
    ),
  ];

  test.each(buttons)('$type comes back from its value', (button) => {
    expect(decodeButton(encodeButton(button) ?? '')).toEqual(button);
  });

  test('of any other value is undefined, and never throws', async () => {
    expect(encodeButton({ type: 'press', target: { type: 'question', question: 'x'.repeat(2_000) } })).toBeUndefined();
    await fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `1${json}`),
        ),
        (value) => decodeButton(value) === undefined || value.startsWith('1p:'),
      ),
    );
    expect(decodeButton('1{"do":"dismiss","c":"not a target"}')).toEqual({ type: 'dismiss' });
  });

  test('carries a short question itself, and of a long one what its answer is about', () => {
    const long = { type: 'question', text: 'x'.repeat(400) } as const;
    expect(shortAsk(ask, undefined)).toBe(ask);
    expect(shortAsk(long, { type: 'entry', id: 'rag' })).toEqual({
      type: 'press',
      target: { type: 'entry', id: 'rag' },
    });
    expect(shortAsk(long, undefined)).toBeUndefined();
  });

  test('pressed in a message, in a private one, in a thread and in the App Home reports its place', () => {
    const button = { type: 'button', action_id: 'a', value: '1p:h' };
    const seat = (payload: object) => receivePress(payload)?.seat;
    expect(seat(blockAction(button, 'u', { ts: '1.1' }))).toEqual({
      type: 'message',
      channel: 'C1',
      ts: '1.1',
      threadTs: undefined,
    });
    expect(seat(blockAction(button, 'u', { ts: '1.1', threadTs: '1.0' }))).toMatchObject({ threadTs: '1.0' });
    expect(seat(blockAction(button, 'u', { ts: '1.1', ephemeral: true }))).toMatchObject({ type: 'ephemeral' });
    expect(seat(homeAction(button))).toEqual({ type: 'home' });
    expect(receivePress(homeAction(button))?.button).toEqual({ type: 'press', target: { type: 'help' } });
  });

  test('that removes an answer gives its context to a process that has forgotten it', () => {
    const value = encodeButton({ type: 'dismiss', by: 'U1', context: { type: 'entry', id: 'rag' } });
    expect(contextOf([{ type: 'section' }, { elements: [null, { type: 'icon_button', value }] }])).toEqual({
      type: 'entry',
      id: 'rag',
    });
    expect(contextOf([])).toBeUndefined();
  });
});

describe('an event', () => {
  test('of any shape is read or ignored, and never throws', async () => {
    const anything = fc.oneof(fc.anything(), fc.object({ maxDepth: 4 }));
    const mutated = fc
      .tuple(
        fc.constantFrom<object>(mention('x'), directMessage('x'), messageShortcut('x', 'u'), blockAction({}, 'u')),
        fc.object(),
      )
      .map(([payload, more]) => ({ ...payload, ...more }));
    await fc.assert(
      fc.property(fc.oneof(anything, mutated), (payload) => {
        receiveMention(payload, 'T1', botUser);
        receiveMessage(payload, 'T1', botUser);
        receiveShortcut(payload);
        receivePress(payload);
      }),
    );
  });

  test.each([
    ['in a channel', { channel_type: 'channel' }],
    ['of a bot', { bot_id: 'B9' }],
    ['of the bot itself', { user: botUser }],
    ['that somebody joined', { subtype: 'channel_join' }],
    ['of a workflow', { subtype: 'bot_message' }],
  ])('of a message %s asks for nothing', (_, more) => {
    expect(receiveMessage(directMessage('what is RAG?', more), 'T1', botUser)).toBeUndefined();
  });

  test.each(['file_share', 'thread_broadcast'])('of a message with the subtype %s is a question', (subtype) => {
    expect(receiveMessage(directMessage('what is RAG?', { subtype }), 'T1', botUser)?.type).toBe('asked');
  });

  test('of a post is known by workspace, channel and time, and by the id that its author gave it', () => {
    const happened = receiveMention(mention('x', { ts: '1.2', client_msg_id: 'abc' }), 'T1', botUser);
    expect(happened).toMatchObject({ type: 'asked', asked: { keys: ['T1:C1:1.2', 'client:abc'] } });
  });
});

test("the SDK's messages lose secrets in addresses on their way to the log, and what is below a warning", () => {
  const lines: unknown[] = [];
  const write = (event: string, fields?: object) => lines.push([event, fields]);
  const logger = sdkLogger({ debug: write, info: write, warn: write, error: write });
  logger.debug('what people write');
  logger.info('x');
  logger.warn(
    'to wss://wss.slack.example/link/?ticket=secret and',
    new Error('https://hooks.slack.example/commands/T1/secret'),
  );
  expect(lines).toEqual([
    ['slack_sdk', { message: 'to wss://wss.slack.example/link/ and https://hooks.slack.example/commands/…' }],
  ]);
});
