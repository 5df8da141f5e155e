// What goes wrong between Slack and the bot, with the real SDK: the bot survives, and nothing is answered twice or lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeButton } from '../../../src/adapters/slack/buttons.js';
import { clientOptions } from '../../../src/adapters/slack/wire/sdk.js';
import {
  blockAction,
  directMessage,
  eventBody,
  mention,
  messageShortcut,
  slashCommand,
} from '../../fakes/slack/payloads.js';
import { botToken, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot } from './bot.js';

let slack: FakeSlack;
let running: ReturnType<typeof createBot>;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeEach(async () => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
  slack = await startFakeSlack();
  running = createBot(slack);
});

afterEach(async () => {
  await running.bot.stop();
  await slack.stop();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

const event = (payload: object, extra?: object) => slack.push('events_api', eventBody(payload), extra);
const start = () => running.bot.start();

/** The bot still works: a new question is answered. */
async function expectAlive(): Promise<void> {
  await event(mention('what is a GAN?'));
  for (;;) {
    const { args } = await slack.next('chat.postMessage');
    if (String(args.text).includes('GAN')) return;
  }
}

describe('a post', () => {
  test('that Slack limits waits as long as Slack says, and is sent then', async () => {
    await start();
    slack.fail('chat.postMessage', { type: 'limited', retryAfter: 3 }, { type: 'limited', retryAfter: 2 });
    await event(mention('what is RAG?'));
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
    expect(running.waits).toEqual([3_000, 2_000]);
  });

  test('that Slack limits for too long is given up', async () => {
    await start();
    slack.fail('chat.postMessage', { type: 'limited', retryAfter: 31 });
    await event(mention('what is RAG?'));
    await expectAlive();
    expect(slack.countOf('chat.postMessage')).toBe(1);
    expect(running.waits).toEqual([]);
  });

  test.each([
    'invalid_blocks',
    'invalid_attachments',
    'msg_blocks_too_long',
  ])('whose blocks are refused (%s) is sent as text', async (error) => {
    await start();
    slack.fail('chat.postMessage', { type: 'error', error });
    await event(mention('LLM vs generative AI'));
    const { args } = await slack.next('chat.postMessage');
    expect(args.blocks).toBeUndefined();
    expect(args.text).toContain('Output - LLM: text and code');
    expect(running.events()).toContain('slack_blocks_refused');
  });

  test.each([
    { type: 'hang' },
    { type: 'cut' },
    { type: 'status', status: 500 },
  ] as const)('that gets no answer ($type) is not sent again', async (fault) => {
    await start();
    slack.fail('chat.postMessage', fault);
    await event(mention('what is RAG?'));
    await expectAlive();
    const answered = slack.calls.filter(
      ({ method, args }) => method === 'chat.postMessage' && !String(args.text).includes('GAN'),
    );
    expect(answered.length).toBe(fault.type === 'status' ? 0 : 1);
    await expect.poll(() => running.events()).toContain('slack_post_unanswered');
  });

  test('that Slack turns away at the door is sent a little later, once', async () => {
    await start();
    slack.fail('chat.postMessage', { type: 'status', status: 503 });
    await event(mention('what is RAG?'));
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
    expect(running.waits).toEqual([1_000]);
    expect(slack.countOf('chat.postMessage')).toBe(1);
  });

  test('that is limited after two outages still waits for the limit', async () => {
    await start();
    const away = { type: 'status', status: 503 } as const;
    slack.fail('chat.postMessage', away, away, { type: 'limited', retryAfter: 3 }, away);
    await event(mention('what is RAG?'));
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
    expect(running.waits).toEqual([1_000, 2_000, 3_000, 4_000]);
  });

  test('to a response_url that is limited again and again is sent within seconds, or given up', async () => {
    await start();
    const limited = { type: 'status', status: 429 } as const;
    slack.fail('response_url', limited, limited, limited, limited);
    await slack.push('slash_commands', slashCommand('/ai-diff', '', slack.responseUrl('a')));
    expect((await slack.next('response_url')).args.text).toContain('Every LLM is generative AI');
    expect(running.waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    slack.fail('response_url', limited, limited, limited, limited, limited);
    await slack.push('slash_commands', slashCommand('/ai-diff', '', slack.responseUrl('b')));
    await expect.poll(() => running.events()).toContain('slack_post_refused');
    expect(slack.countOf('response_url')).toBe(1);
  });

  test('for which a scope is missing names the scope in the log', async () => {
    await start();
    slack.fail('chat.postMessage', { type: 'error', error: 'missing_scope', needed: 'chat:write' });
    await event(mention('what is RAG?'));
    await expectAlive();
    const line = running.log.find(({ event: name }) => name === 'slack_post_refused');
    expect(line?.fields).toMatchObject({
      code: 'missing_scope',
      needed: 'chat:write',
      fix: expect.stringContaining('reinstall'),
    });
  });

  test('to a response_url that refuses the blocks is sent as text', async () => {
    await start();
    slack.fail('response_url', { type: 'error', error: 'invalid_blocks' });
    await slack.push('slash_commands', slashCommand('/ai-diff', '', slack.responseUrl('a')));
    const { args } = await slack.next('response_url');
    expect(args.blocks).toBeUndefined();
    expect(args.text).toContain('Every LLM is generative AI');
  });

  test('to a response_url that is used up is given up', async () => {
    await start();
    slack.fail('response_url', { type: 'status', status: 404 });
    await slack.push('slash_commands', slashCommand('/ai-diff', '', slack.responseUrl('a')));
    await expectAlive();
    expect(slack.countOf('response_url')).toBe(0);
  });
});

describe('the connection', () => {
  test('that Slack renews is back at once, with one socket, and loses no mention', async () => {
    await start();
    await slack.next('socket');
    const before = performance.now();
    slack.refresh();
    await slack.next('socket');
    expect(performance.now() - before).toBeLessThan(1_500);
    await expectAlive();
    expect(slack.socketCount()).toBe(1);
  });

  test('that breaks comes back, also through refusals and errors of Slack', async () => {
    await start();
    await slack.next('socket');
    slack.fail(
      'apps.connections.open',
      { type: 'status', status: 503 },
      { type: 'error', error: 'invalid_auth' },
      { type: 'limited', retryAfter: 1 },
      { type: 'cut' },
      { type: 'error', error: 'internal_error' },
    );
    slack.kill();
    await slack.next('socket');
    await expect.poll(() => running.bot.health().connected).toBe(true);
    await expectAlive();
    expect(slack.socketCount()).toBe(1);
  });

  test('that is renewed ten times in a row still works', async () => {
    await start();
    await slack.next('socket');
    for (let round = 0; round < 10; round += 1) {
      slack.refresh();
      await slack.next('socket');
      await expect.poll(() => running.bot.health().connected).toBe(true);
    }
    await expectAlive();
    expect(slack.socketCount()).toBe(1);
  });

  test('survives malformed messages', async () => {
    await start();
    for (const data of [
      '{',
      'null',
      '[]',
      '{"type":"events_api"}',
      '{"type":"events_api","envelope_id":"x","payload":{}}',
      '{"type":"interactive","payload":{"type":"block_actions"}}',
      '{"type":"slash_commands","payload":null}',
    ]) {
      slack.sendRaw(data);
    }
    await slack.push('interactive', {
      type: 'block_actions',
      user: { id: 'U1' },
      team: { id: 'T1' },
      actions: [{ action_id: 'x' }],
    });
    await slack.push('slash_commands', { command: '/ai-ask', team_id: 'T1' });
    await slack.push('events_api', eventBody({ type: 'app_mention' }));
    await expectAlive();
  });

  test('is healthy while connected, and reports when it last heard something', async () => {
    expect(running.bot.health()).toEqual({ connected: false });
    const before = Date.now();
    await start();
    expect(running.bot.health().connected).toBe(true);
    expect(running.bot.health().lastHeard).toBeGreaterThanOrEqual(before);
    await running.bot.stop();
    expect(running.bot.health().connected).toBe(false);
  });

  test('that is quiet is kept alive by its pings', async () => {
    const clock = { time: 1_700_000_000_000 };
    running = createBot(slack, { clock: { now: () => clock.time } });
    await start();
    clock.time += 60_000;
    slack.ping();
    await expect.poll(() => running.bot.health().lastHeard).toBe(clock.time);
  });
});

describe('a start', () => {
  test.each([
    ['auth.test', 'SLACK_BOT_TOKEN'],
    ['apps.connections.open', 'SLACK_APP_TOKEN'],
  ])('whose token is refused by %s ends with one line', async (method, variable) => {
    slack.fail(method, { type: 'error', error: 'invalid_auth' });
    await expect(start()).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringContaining(`Slack refuses ${variable} (invalid_auth): `),
    });
    expect(String(await start().catch(String))).not.toContain(botToken);
  });

  test('waits for a Slack that is down', async () => {
    slack.fail('auth.test', { type: 'status', status: 503 }, { type: 'cut' });
    slack.fail('apps.connections.open', { type: 'status', status: 500 });
    await start();
    await expectAlive();
  });

  test('names missing scopes in the log', async () => {
    await slack.stop();
    slack = await startFakeSlack({ scopes: 'chat:write,commands,app_mentions:read' });
    running = createBot(slack);
    await start();
    const line = running.log.find(({ event: name }) => name === 'slack_scopes_missing');
    expect(line?.fields.missing).toEqual([
      'assistant:write (suggested prompts in its messages tab)',
      'im:history (direct messages)',
    ]);
  });

  test('that is stopped meanwhile ends', async () => {
    slack.greet(false);
    const started = start();
    await slack.next('socket');
    await running.bot.stop();
    await started;
  });
});

describe('a failure', () => {
  test('of the bot itself is reported with an id that is in the log, without its details', async () => {
    running = createBot(slack, { handle: async () => Promise.reject(new Error('secret detail')) });
    await start();
    await event(mention('what is RAG?'));
    const { args } = await slack.next('chat.postMessage');
    const line = running.log.find(({ event: name }) => name === 'slack_failed');
    expect(args.text).toContain(String(line?.fields.id));
    expect(args.text).not.toContain('secret detail');
  });

  test('to pass on a limit stays private', async () => {
    const limited = {
      type: 'root',
      children: [{ type: 'paragraph', children: [{ type: 'text', value: 'Too many questions' }] }],
    } as const;
    running = createBot(slack, {
      handle: async () => ({ document: limited, why: limited, outcome: 'limited', entries: [], score: 0 }),
    });
    await start();
    await event(mention('what is RAG?', { thread_ts: '1600000000.000100' }));
    expect((await slack.next('chat.postEphemeral')).args).toMatchObject({ user: 'U1', text: 'Too many questions' });
    expect(slack.countOf('chat.postMessage')).toBe(0);
  });
});

describe('an acknowledgement', () => {
  test('comes before any work, for everything that Slack waits for', async () => {
    const never = new Promise<never>(() => undefined);
    let working = 0;
    running = createBot(slack, {
      handle: () => {
        working += 1;
        return never;
      },
    });
    await start();
    const url = slack.responseUrl('1');
    await event(mention('what is RAG?'));
    await event(directMessage('what is RAG?'));
    expect(await slack.push('slash_commands', slashCommand('/ai-ask', 'what is RAG?', url))).toEqual({});
    expect(await slack.push('interactive', messageShortcut('what is RAG?', url))).toEqual({});
    const value = encodeButton({ type: 'press', target: { type: 'entry', id: 'rag' } });
    expect(await slack.push('interactive', blockAction({ type: 'button', action_id: 'a', value }, url))).toEqual({});
    expect(working).toBe(5);
    // Nothing to wait for.
    running = createBot(slack);
  });
});

describe('options of the SDK', () => {
  test('are shared by no two clients, at no depth, and carry no headers', () => {
    const [a, b] = [clientOptions(slack.apiUrl), clientOptions(slack.apiUrl)];
    expect(a).not.toBe(b);
    expect(a.retryConfig).not.toBe(b.retryConfig);
    for (const options of [a, b]) expect(options).not.toHaveProperty('headers');
  });
});

describe('a stop', () => {
  test('waits for answers in progress', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const text = { type: 'text', value: 'late' } as const;
    const document = { type: 'root', children: [{ type: 'paragraph', children: [text] }] } as const;
    running = createBot(slack, {
      handle: async () => {
        await held;
        return { document, why: document, outcome: 'answered', entries: [], score: 1 };
      },
    });
    await start();
    await event(mention('what is RAG?'));
    const stopped = running.bot.stop();
    release();
    await stopped;
    expect(slack.countOf('chat.postMessage')).toBe(1);
  });
});
