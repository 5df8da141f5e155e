// Votes, gaps and "forget me" on both platforms, with the real SDKs, the real engine and a real database.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createApp } from '../src/app.js';
import { createDesk } from '../src/gaps/desk.js';
import { createStore } from '../src/store/store.js';
import { buttonOf, engine, knowledge, run, wordsOf } from './adapters/discord/running.js';
import { createBot, elementOf } from './adapters/slack/bot.js';
import { asker, messageOf, press, slash, snowflake, stranger, submit } from './fakes/discord/people.js';
import { watchGaps } from './fakes/gaps.js';
import { createFakeLogger } from './fakes/logger.js';
import { blockAction, eventBody, homeAction, mention, slashCommand } from './fakes/slack/payloads.js';
import { startFakeSlack } from './fakes/slack/server.js';

const rag = { type: 'entry', id: 'rag' } as const;
// Warms up the engine: the first answer is slower, and a platform waits three seconds.
engine.ask('what is RAG?');

function createMemory(adminUsers: readonly string[] = []) {
  const logger = createFakeLogger();
  const store = createStore({ options: { url: 'sqlite::memory:' }, logger, clock: { now: Date.now } });
  onTestFinished(() => store.close());
  const { kept, settle } = watchGaps(store);
  const desk = createDesk({
    current: () => ({ engine, knowledge }),
    store: kept,
    adminUsers,
    retentionDays: 90,
    logger,
  });
  const app = createApp({
    current: () => ({ engine }),
    allow: async () => true,
    desk,
    commands: { 'ai-gaps': { run: async ({ from }) => ({ document: await desk.showGaps(from), private: true }) } },
  });
  return { store, settle, parts: { ...app, feedback: desk.vote } };
}

describe('on Discord', () => {
  const callback = /\/callback$/;
  const ephemeral = 64;
  type Message = { readonly id: string; readonly components?: unknown; readonly [field: string]: unknown };

  async function start(adminUsers: readonly string[] = []) {
    const { store, settle, parts } = createMemory(adminUsers);
    const { fake, discord } = await run(parts);
    let answered = 0;
    const next = async (): Promise<Message> => {
      answered += 1;
      const { body } = await fake.request('POST', callback, answered);
      const { type, data = {} } = body as unknown as { readonly type: number; readonly data?: object };
      return { ...data, type, id: snowflake() };
    };
    const ask = async (question: string, more: object = {}) => {
      fake.interact(slash('ai-ask', { question }, more));
      const answer = await next();
      await settle();
      return answer;
    };
    const gaps = (more: object = {}) => {
      fake.interact(slash('ai-gaps', {}, more));
      return next();
    };
    const pressed = (message: Message, label: string, more: object = {}) => {
      fake.interact(press(message, buttonOf(message, label), more));
      return next();
    };
    return { fake, discord, store, next, ask, gaps, pressed };
  }

  test('a vote is kept once, the reason after it, and thanked for', async () => {
    const { fake, store, next, ask, pressed } = await start();
    const answer = await ask('what is RAG?');
    expect(wordsOf(await pressed(answer, 'Helpful'))).toContain('Thanks');
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    const form = await pressed(answer, 'Not helpful');
    fake.interact(submit(String(form['custom_id']), 'no picture'));
    expect(await next()).toMatchObject({ flags: ephemeral });
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 1 });
    expect(await store.gaps.top('everywhere', 5)).toMatchObject([{ words: 'what is RAG?', reasons: ['no picture'] }]);
    expect(fake.problems).toEqual([]);
  });

  test('a vote that cannot be kept is not thanked for', async () => {
    const { fake, store, ask, pressed } = await start();
    const answer = await ask('what is RAG?');
    await store.close();
    expect(wordsOf(await pressed(answer, 'Helpful'))).toMatch(/went wrong/);
    expect(fake.problems).toEqual([]);
  });

  test('/ai-gaps shows those who manage the server what was asked there, privately, with buttons', async () => {
    const { fake, ask, gaps, pressed } = await start();
    await ask('capital of Peru');
    await ask('best pizza in rome', { scene: 'direct' });
    const list = await gaps({ permissions: String(1n << 5n) });
    expect(list).toMatchObject({ flags: expect.any(Number) });
    expect(Number(list['flags']) & ephemeral).toBe(ephemeral);
    expect(wordsOf(list)).toContain('capital of Peru');
    expect(wordsOf(list)).not.toContain('rome');
    const draft = await pressed(list, 'Draft: 1');
    expect(wordsOf(draft)).toContain('```\n---\nid: capital-of-peru\nkind: faq');
    expect(Number(draft['flags']) & ephemeral).toBe(ephemeral);
    const done = await pressed(list, 'Done: 1');
    expect(done['type']).toBe(7);
    expect(wordsOf(done)).toContain('waiting for an answer');
    expect(fake.problems).toEqual([]);
  });

  test('/ai-gaps shows ADMIN_USERS all, and others nothing', async () => {
    const { fake, ask, gaps } = await start([asker.id]);
    await ask('capital of Peru');
    await ask('best pizza in rome', { scene: 'direct' });
    expect(wordsOf(await gaps({ scene: 'direct' }))).toMatch(/Peru|rome/);
    expect(wordsOf(await gaps({ permissions: '0' }))).toMatch(/rome/);
    const refused = await gaps({ user: stranger, permissions: '0' });
    expect(wordsOf(refused)).toContain('for the people who run this bot');
    expect(wordsOf(refused)).not.toMatch(/Peru|rome/);
    expect(fake.problems).toEqual([]);
  });

  test('the help leads to "forget me", for the one who presses alone', async () => {
    const { fake, store, ask, pressed, next } = await start();
    await ask('capital of Peru');
    fake.message(messageOf({ content: '<@866666666666666666> help' }));
    await fake.request('POST', /^\/channels\/\d+\/messages$/);
    const help = fake.messages().at(-1) as Message | undefined;
    if (help === undefined) throw new Error('There is no help');
    const kept = await pressed(help, 'What is kept');
    expect(wordsOf(kept)).toContain('for 90 days at most');
    expect(Number(kept['flags']) & ephemeral).toBe(ephemeral);
    const sure = await pressed(kept, 'Forget me');
    expect(Number(sure['flags']) & ephemeral).toBe(ephemeral);
    expect(sure['type']).toBe(4);
    fake.interact(press(sure, buttonOf(sure, 'Yes, forget me')));
    expect(wordsOf(await next())).toContain('Nothing about you is kept');
    expect(await store.gaps.top('everywhere', 5)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });
});

describe('on Slack', () => {
  async function start(adminUsers: readonly string[] = []) {
    const { store, settle, parts } = createMemory(adminUsers);
    const slack = await startFakeSlack();
    const { bot } = createBot(slack, parts);
    await bot.start();
    onTestFinished(async () => {
      await bot.stop();
      await slack.stop();
    });
    const url = () => slack.responseUrl(crypto.randomUUID());
    const command = async (name: string, text = '', more: object = {}) => {
      await slack.push('slash_commands', slashCommand(name, text, url(), more));
      const { args } = await slack.next('response_url');
      await settle();
      return args;
    };
    const press = (element: object, place: Parameters<typeof blockAction>[2] = { ephemeral: true }) =>
      slack.push('interactive', blockAction(element, url(), place));
    return { slack, store, command, press };
  }

  test('a vote is kept once, the reason after it, and thanked for', async () => {
    const { slack, store, command, press } = await start();
    const { blocks } = await command('/ai-define', 'RAG');
    const votes = (blocks as { elements?: { type: string; positive_button?: object; negative_button?: object }[] }[])
      .flatMap(({ elements = [] }) => elements)
      .find(({ type }) => type === 'feedback_buttons');
    const vote = (button: object | undefined) => ({ type: 'feedback_buttons', action_id: 'vote', ...button });
    await press(vote(votes?.positive_button));
    expect((await slack.next('response_url')).args.text).toContain('Thank you');
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    await press(vote(votes?.negative_button));
    const form = (await slack.next('response_url')).args;
    await press(elementOf(form.blocks, 'Something is missing'));
    expect((await slack.next('response_url')).args).toMatchObject({ replace_original: true });
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 1 });
    expect(await store.gaps.top('everywhere', 5)).toMatchObject([{ reasons: ['Something is missing'] }]);
  });

  test('/ai-gaps shows ADMIN_USERS all, privately, with buttons, and others nothing', async () => {
    const { slack, command, press } = await start(['U9']);
    await command('/ai-ask', 'capital of Peru');
    const refused = await command('/ai-gaps');
    expect(refused.text).toContain('for the people who run this bot');
    expect(refused.text).not.toContain('Peru');
    expect(refused.text).toMatch(/ADMIN_USERS .* yours here is U1\./);

    const list = await command('/ai-gaps', '', { user_id: 'U9' });
    expect(list).toMatchObject({ response_type: 'ephemeral' });
    expect(list.text).toContain('capital of Peru');
    const place = { ephemeral: true, user: 'U9', ts: '1600000777.000100' };
    await press(elementOf(list.blocks, 'Draft: 1'), place);
    const draft = (await slack.next('response_url')).args;
    expect(JSON.stringify(draft.blocks)).toContain('```---\\nid: capital-of-peru\\nkind: faq');
    await press(elementOf(list.blocks, 'Done: 1'), place);
    const done = (await slack.next('response_url')).args;
    expect(done).toMatchObject({ replace_original: true, response_type: 'ephemeral' });
    expect(done.text).toContain('waiting for an answer');
    // Somebody else who presses the same button gets nothing.
    await press(elementOf(list.blocks, 'Draft: 1'), { ephemeral: true, user: 'U1' });
    expect((await slack.next('response_url')).args.text).toContain('for the people who run this bot');
  });

  test('the help in a channel leads to "forget me", for the one who presses alone', async () => {
    const { slack, store, command, press } = await start();
    await command('/ai-ask', 'capital of Peru');
    await slack.push('events_api', eventBody(mention('help')));
    const { args } = await slack.next('chat.postMessage');
    await press(elementOf(args.blocks, 'What is kept'), { threadTs: '1600000000.000100' });
    const kept = (await slack.next('chat.postEphemeral')).args;
    expect(kept).toMatchObject({ user: 'U1', thread_ts: '1600000000.000100' });
    expect(kept.text).toContain('for 90 days at most');
    await press(elementOf(kept.blocks, 'Forget me'), { ephemeral: true, threadTs: '1600000000.000100' });
    const sure = (await slack.next('response_url')).args;
    expect(await store.gaps.top('everywhere', 5)).toHaveLength(1);
    await press(elementOf(sure.blocks, 'Yes, forget me'), { ephemeral: true, threadTs: '1600000000.000100' });
    expect((await slack.next('response_url')).args).toMatchObject({
      replace_original: true,
      text: expect.stringContaining('Nothing about you is kept'),
    });
    expect(await store.gaps.top('everywhere', 5)).toEqual([]);
  });

  test('the App Home leads to "forget me" too', async () => {
    const { slack } = await start();
    const opened = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.1' };
    await slack.push('events_api', eventBody(opened));
    const { view } = (await slack.next('views.publish')).args as { view: { blocks: unknown } };
    await slack.push('interactive', homeAction(elementOf(view.blocks, 'What is kept')));
    const kept = (await slack.next('chat.postMessage')).args;
    expect(kept).toMatchObject({ channel: 'U1', text: expect.stringContaining('for 90 days at most') });
    expect(elementOf(kept.blocks, 'Forget me')).toBeDefined();
  });

  test('buttons that only show an answer again count towards no limit', async () => {
    const slack = await startFakeSlack();
    const asked: string[] = [];
    const allow = async () => asked.push('counted') <= 1;
    const { handle } = createApp({ current: () => ({ engine }), allow });
    const { bot } = createBot(slack, { handle });
    await bot.start();
    onTestFinished(async () => {
      await bot.stop();
      await slack.stop();
    });
    const url = () => slack.responseUrl(crypto.randomUUID());
    await slack.push('slash_commands', slashCommand('/ai-ask', 'what is a large language model?', url()));
    const { blocks } = (await slack.next('response_url')).args;
    for (const label of ['Why this answer', 'Sources', 'Share in channel']) {
      await slack.push('interactive', blockAction(elementOf(blocks, label), url(), { ephemeral: true }));
      expect((await slack.next('response_url')).args.text).not.toContain('One moment');
    }
    expect(asked).toHaveLength(1);
  });
});
