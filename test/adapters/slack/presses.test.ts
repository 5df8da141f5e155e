// The real SDK over Socket Mode against the fake Slack: commands, the shortcut and buttons.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { slashCommands } from '../../../src/adapters/slack/in/commands.js';
import { checkMessage } from '../../../src/adapters/slack/out/limits.js';
import { createApp } from '../../../src/app.js';
import { document, paragraph } from '../../../src/document/build.js';
import { createLimits } from '../../../src/limits.js';
import type { ExtraCommand } from '../../../src/ports.js';
import { blockAction, eventBody, mention, messageShortcut, slashCommand } from '../../fakes/slack/payloads.js';
import { type Call, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot, elementOf, elementsOf, engine } from './bot.js';

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

const url = () => slack.responseUrl(crypto.randomUUID());
const event = (payload: object, extra?: object) => slack.push('events_api', eventBody(payload), extra);
const command = (name: string, text: string) => slack.push('slash_commands', slashCommand(name, text, url()));
const press = (element: object, place?: Parameters<typeof blockAction>[2]) =>
  slack.push('interactive', blockAction(element, url(), place));

// Every message, however it was sent, has complete text and valid blocks.
const expectFit = ({ args }: Call) =>
  expect(checkMessage({ text: String(args.text), blocks: (args.blocks ?? []) as never })).toEqual([]);

describe('a slash command', () => {
  test.each([
    ['/ai-diff', '', 'LLM or generative AI?'],
    ['/ai-diff', 'gan vs vae', 'GAN and VAE'],
    ['/ai-diff', 'GAN and VAE', 'GAN and VAE'],
    ['/ai-diff', 'training data', 'raining data'],
    ['/ai-ask', 'what is RAG?', 'Retrieval-augmented generation'],
    ['/ai-define', '“RAG”', 'Retrieval-augmented generation'],
    ['/ai-choose', 'a logo', 'Image generator'],
    ['/ai-choose', '', '?'],
    ['/ai-help', '', 'Ask in your own words'],
    ['/ai-diff', 'help', 'Ask in your own words'],
  ])('%s %s answers the asker only', async (name, text, expected) => {
    expect(await command(name, text)).toEqual({});
    const call = await slack.next('response_url');
    expect(call.args).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(call.args.text).toContain(expected);
    expectFit(call);
  });

  test('for help names the main commands with an example each, and the shortcut; a button shows all', async () => {
    await command('/ai-help', '');
    const help = await slack.next('response_url');
    expectFit(help);
    for (const words of ['/ai-ask what is RAG?', '/ai-diff GAN vs VAE', '/ai-choose a logo', 'Explain AI terms'])
      expect(help.args.text).toContain(words);
    expect(help.args.text).not.toContain('/ai-gaps');
    await press(elementOf(help.args.blocks, 'All commands'), { ephemeral: true });
    const all = await slack.next('response_url');
    expectFit(all);
    for (const { command: name } of slashCommands) expect(all.args.text).toContain(name);
    expect(all.args.text).toContain('Teach this answer');
  });

  test('can be shared in the channel, once', async () => {
    await command('/ai-define', 'RAG');
    const share = elementOf((await slack.next('response_url')).args.blocks, 'Share in channel');
    const place = { ephemeral: true, ts: '1600000300.000100' };
    await press(share, place);
    await press(share, place);
    const call = await slack.next('response_url');
    expect(call.args).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(JSON.stringify(call.args.blocks)).toContain('Shared by <@U1>');
    expectFit(call);
    // Any result of the second press would come before this.
    await command('/ai-help', '');
    expect((await slack.next('response_url')).args.text).toContain('Ask in your own words');
    expect(slack.countOf('response_url')).toBe(3);
  });

  test('that comes twice is answered once', async () => {
    const payload = slashCommand('/ai-help', '', url());
    await slack.push('slash_commands', payload);
    await slack.push('slash_commands', payload);
    await command('/ai-define', 'RAG');
    await slack.next('response_url');
    await slack.next('response_url');
    expect(slack.countOf('response_url')).toBe(2);
  });

  test('of another part of the bot is answered by that part', async () => {
    await running.bot.stop();
    const tip: ExtraCommand = {
      run: async ({ input }) => ({
        document: document([paragraph(input.type === 'text' ? `tip: ${input.text}` : 'no text')]),
        private: true,
      }),
    };
    running = createBot(
      slack,
      createApp({ current: () => ({ engine }), allow: async () => true, commands: { 'ai-tip': tip } }),
    );
    await running.bot.start();
    await command('/ai-tip', 'now');
    expect((await slack.next('response_url')).args.text).toBe('tip: now');
  });
});

describe('the message shortcut', () => {
  const text = 'RAG &amp; fine-tuning beat a plain LLM';

  test('explains the terms of a message in private', async () => {
    await slack.push('interactive', messageShortcut(text, url()));
    const call = await slack.next('response_url');
    expect(call.args.response_type).toBe('ephemeral');
    expect(call.args.text).toMatch(/RAG[\s\S]*Fine-tuning[\s\S]*LLM/);
    expect(running.asked[0]).toMatchObject({ type: 'explain', text: 'RAG & fine-tuning beat a plain LLM' });
    expectFit(call);
  });

  test('on a message without terms says so, and offers nothing else', async () => {
    await slack.push('interactive', messageShortcut('Lunch at noon?', url()));
    const call = await slack.next('response_url');
    expect(call.args.text).toContain('No AI terms in this message');
    expect(JSON.stringify(call.args.blocks)).not.toContain('"button"');
    expectFit(call);
  });

  test('reads text that is only in blocks and attachments', async () => {
    const words = (value: string) => ({ type: 'section', text: { type: 'mrkdwn', text: value } });
    const message = { blocks: [words('We put RAG on it')], attachments: [{ blocks: [words('and a GAN')] }] };
    await slack.push('interactive', messageShortcut("This content can't be displayed.", url(), message));
    expect((await slack.next('response_url')).args.text).toMatch(/RAG[\s\S]*GAN/);
  });

  test('answers inside a thread, where a response_url would miss it', async () => {
    await slack.push('interactive', messageShortcut(text, url(), { thread_ts: '1600000000.000100' }));
    expect((await slack.next('chat.postEphemeral')).args).toMatchObject({
      channel: 'C1',
      user: 'U1',
      thread_ts: '1600000000.000100',
    });
  });

  test('answers in a channel that the bot is not in', async () => {
    slack.fail('chat.postEphemeral', { type: 'error', error: 'not_in_channel' });
    await slack.push('interactive', messageShortcut(text, url(), { thread_ts: '1600000000.000100' }));
    expect((await slack.next('response_url')).args.text).toContain('RAG');
  });
});

describe('a button', () => {
  const answerOf = async (text: string) => {
    const asked = mention(text);
    await event(asked);
    const { args } = await slack.next('chat.postMessage');
    return { asked, blocks: args.blocks, place: { ts: [...slack.messages.keys()].at(-1) ?? '', threadTs: asked.ts } };
  };

  test('with a related question answers in the thread', async () => {
    const { asked, blocks, place } = await answerOf('what is RAG?');
    expect(await press(elementOf(blocks, 'Prompting, RAG or fine-tuning'), place)).toEqual({});
    expect((await slack.next('chat.postMessage')).args.thread_ts).toBe(asked.ts);
    expect(running.asked[1]).toMatchObject({ type: 'press', from: { channel: 'C1', user: 'U1' } });
  });

  test('shows sources and reasons to the one who pressed it', async () => {
    const { asked, blocks, place } = await answerOf('LLM vs generative AI');
    for (const [label, expected] of [
      ['Sources', 'Krishang Technolab'],
      ['Why this answer', 'I went by'],
    ] as const) {
      await press(elementOf(blocks, label), place);
      const call = await slack.next('chat.postEphemeral');
      expect(call.args).toMatchObject({ user: 'U1', thread_ts: asked.ts });
      expect(call.args.text).toContain(expected);
      expectFit(call);
    }
  });

  test('that tells more of an answer counts against no limit', async () => {
    await running.bot.stop();
    const allow = createLimits({ user: 1, channel: 0, workspace: 0 });
    running = createBot(slack, { handle: createApp({ current: () => ({ engine }), allow }).handle });
    await running.bot.start();
    const { blocks, place } = await answerOf('LLM vs generative AI');
    for (const label of ['Sources', 'Why this answer', 'Sources', 'Why this answer']) {
      await press(elementOf(blocks, label), place);
      const { args } = await slack.next('chat.postEphemeral');
      expect(args.text).toContain(label === 'Sources' ? 'Krishang Technolab' : 'I went by');
    }
    // Only the mention counted as a question.
    await event(mention('what is RAG?'));
    expect((await slack.next('chat.postEphemeral')).args.text).not.toContain('Retrieval');
    expect(slack.countOf('chat.postMessage')).toBe(1);
  });

  test('works after a restart', async () => {
    const { blocks, place } = await answerOf('what is RAG?');
    await running.bot.stop();
    running = createBot(slack);
    await running.bot.start();
    await press(elementOf(blocks, 'Why this answer'), place);
    expect((await slack.next('chat.postEphemeral')).args.text).toContain('I went by');
  });

  test('for a vote passes it on, and asks for an optional reason', async () => {
    await running.bot.stop();
    const votes: object[] = [];
    running = createBot(slack, {
      feedback: async (vote) => {
        votes.push(vote);
      },
    });
    await running.bot.start();
    const { blocks, place } = await answerOf('what is RAG?');
    const vote = (blocks as { elements?: { type: string; action_id: string; [name: string]: unknown }[] }[])
      .flatMap(({ elements = [] }) => elements)
      .find(({ type }) => type === 'feedback_buttons') as unknown as Record<
      'positive_button' | 'negative_button',
      { value: string }
    >;
    const given = (button: 'positive_button' | 'negative_button') =>
      press({ type: 'feedback_buttons', action_id: 'vote', value: vote[button].value }, place);
    await given('positive_button');
    expect((await slack.next('chat.postEphemeral')).args.text).toBe('Thank you, noted.');
    await given('negative_button');
    const asking = await slack.next('chat.postEphemeral');
    expectFit(asking);
    await press(elementOf(asking.args.blocks, 'Not what I asked'), { ephemeral: true, threadTs: place.threadTs });
    expect((await slack.next('response_url')).args).toMatchObject({
      replace_original: true,
      text: 'Thank you, noted.',
    });
    const about = { type: 'entry', id: 'rag' };
    expect(votes).toMatchObject([
      { helpful: true, about },
      { helpful: false, about },
      { helpful: false, about, reason: 'Not what I asked' },
    ]);
  });

  test('removes an answer for the one who asked, and nobody else', async () => {
    const { blocks, place } = await answerOf('what is RAG?');
    const remove = elementOf(blocks, 'dismiss');
    await press(remove, { ...place, user: 'U2' });
    expect((await slack.next('chat.postEphemeral')).args.text).toContain('Only the person who asked');
    await press(remove, place);
    expect((await slack.next('chat.delete')).args).toMatchObject({ channel: 'C1', ts: place.ts });
    await press(remove, { ...place, ephemeral: true });
    expect((await slack.next('response_url')).args).toEqual({ delete_original: true });
  });

  test('of the guided choice replaces the private question with the next', async () => {
    await command('/ai-choose', '');
    const first = await slack.next('response_url');
    await press(elementOf(first.args.blocks, 'steps_0_0'), { ephemeral: true });
    const second = await slack.next('response_url');
    expect(second.args).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(second.args.text).not.toBe(first.args.text);
  });

  test.each([
    '',
    '0e:rag',
    '1p:e:',
    '1{"do":"launch"}',
    '9{}',
    '1{',
  ])('with the unknown value %j says so', async (value) => {
    await press({ type: 'button', action_id: 'old', value }, { threadTs: '1600000000.000100' });
    expect((await slack.next('chat.postEphemeral')).args.text).toContain('another version');
  });

  test('whose entry is gone says so', async () => {
    await press({ type: 'button', action_id: 'press_0_0', value: '1p:e:long-gone' });
    expect((await slack.next('chat.postMessage')).args.text).toContain('No longer here');
  });

  test('in a menu of aspects answers on that aspect', async () => {
    const { blocks, place } = await answerOf('LLM vs generative AI');
    await press(elementOf(blocks, 'One aspect'), { ...place, blocks });
    const { args } = await slack.next('chat.update');
    expect(args.text).toContain('Every LLM is generative AI');
    const menu = elementsOf(args.blocks).find(({ type }) => type === 'static_select');
    await press(
      { type: 'static_select', action_id: menu?.action_id, selected_option: menu?.options?.[1] },
      { ...place, blocks: args.blocks },
    );
    expect((await slack.next('chat.update')).args.text).toContain('Output - LLM');
  });

  test('that opens a part of an answer does so in its place for the asker, and closes it again', async () => {
    const { blocks, place } = await answerOf('LLM vs generative AI');
    for (const [label, said] of [
      ['Who says what', 'Krishang Technolab'],
      ['Sources', 'by Ofri David'],
    ] as const) {
      await press(elementOf(blocks, label), { ...place, blocks });
      const opened = await slack.next('chat.update');
      expect(opened.args).toMatchObject({ ts: place.ts, channel: 'C1' });
      expect(opened.args.text).toContain(said);
      expectFit(opened);
      await press(elementOf(opened.args.blocks, 'Back to the answer'), { ...place, blocks: opened.args.blocks });
      const closed = await slack.next('chat.update');
      expect(closed.args.text).toContain('Scope - LLM');
      expectFit(closed);
    }
  });

  test('that opens a part does so in private for others, and if it is unknown who asked', async () => {
    const { blocks, place } = await answerOf('LLM vs generative AI');
    for (const seat of [{ ...place, blocks, user: 'U2' }, place]) {
      await press(elementOf(blocks, 'Who says what'), seat);
      const call = await slack.next('chat.postEphemeral');
      expect(call.args.text).toContain('Articles disagree on');
      expectFit(call);
    }
  });
});
