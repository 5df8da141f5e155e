// What goes wrong between the bot and Discord: it survives, answers once, and answers the next question.
import { describe, expect, test } from 'vitest';
import type { Handle } from '../../../src/ports.js';
import { applicationId, messageOf, press, slash } from '../../fakes/discord/people.js';
import type { FakeDiscord } from '../../fakes/discord/server.js';
import { app, buttonOf, prepare, run, wordsOf } from './running.js';

const callback = /\/callback$/;
const post = /^\/channels\/\d+\/messages$/;
const at = `<@${applicationId}>`;

/** Asks something else and waits for its answer: everything before has then had its effect. */
const settle = async (fake: FakeDiscord, answers: number): Promise<void> => {
  fake.message(messageOf({ content: `${at} what is a token?` }));
  await fake.request('POST', post, answers);
};

describe('a lost connection', () => {
  test.each([
    ['the gateway asks to reconnect', (fake: FakeDiscord) => fake.gateway.askToReconnect(), 'resume'],
    ['the socket is cut', (fake: FakeDiscord) => fake.gateway.kill(), 'resume'],
    ['the session is invalid', (fake: FakeDiscord) => fake.gateway.invalidate(false), 'identify'],
    ['the session must be resumed', (fake: FakeDiscord) => fake.gateway.invalidate(true), 'resume'],
  ] as const)('when %s is made again, and the next question is answered', async (_, breakIt, way) => {
    const { fake, discord } = await run();
    breakIt(fake);
    await fake.gateway.reached(way, way === 'identify' ? 2 : 1);
    await fake.gateway.reached('connect', _ === 'the session must be resumed' ? 1 : 2);
    await settle(fake, 1);
    expect(discord.health().connected).toBe(true);
    expect(fake.problems).toEqual([]);
  });

  test('brings back what was asked in the meantime, and nothing is answered twice', async () => {
    const { fake } = await run();
    fake.message(messageOf({ content: `${at} what is RAG?` }));
    await fake.request('POST', post, 1);
    fake.gateway.kill();
    fake.message(messageOf({ content: `${at} what is an LLM?` }));
    await fake.request('POST', post, 2);
    // Both events again, with old sequence numbers.
    fake.gateway.replay('MESSAGE_CREATE');
    await settle(fake, 3);
    expect(fake.requests('POST', post)).toHaveLength(3);
  });

  test('shows in the health check, whatever discord.js thinks', async () => {
    const { fake, discord } = await run({ fake: { heartbeatMs: 50 } });
    expect(discord.health()).toMatchObject({ connected: true, lastHeard: expect.any(Number) });
    const before = discord.health().lastHeard ?? 0;
    await fake.gateway.reached('heartbeat', 3);
    expect(discord.health().lastHeard ?? 0).toBeGreaterThanOrEqual(before);
    fake.gateway.refuseSockets(true);
    fake.gateway.kill();
    await fake.gateway.reached('close', 1);
    await expect.poll(() => discord.health().connected).toBe(false);
    fake.gateway.refuseSockets(false);
    await expect.poll(() => discord.health().connected, { timeout: 5000 }).toBe(true);
  });

  test('is noticed when heartbeats go unanswered', async () => {
    const { fake } = await run({ fake: { heartbeatMs: 50 } });
    fake.gateway.stopAcknowledging();
    await fake.gateway.reached('resume', 1);
  });
});

describe('events that make no sense', () => {
  test('are survived', async () => {
    const { fake, lines } = await run();
    for (const [name, data] of [
      ['INTERACTION_CREATE', { id: '1', type: 2 }],
      ['INTERACTION_CREATE', null],
      ['MESSAGE_CREATE', { id: 5 }],
      ['MESSAGE_CREATE', null],
      ['MESSAGE_UPDATE', []],
      ['MESSAGE_DELETE', null],
      ['GUILD_CREATE', null],
      ['CHANNEL_CREATE', { nothing: true }],
      ['NEVER_HEARD_OF', {}],
    ] as const) {
      fake.gateway.dispatch(name, data);
    }
    fake.gateway.sendRaw('{');
    await settle(fake, 1);
    expect(lines.map(({ event }) => event)).toContain('discord_event_unreadable');
  });
});

describe('an acknowledgement', () => {
  test('that was lost on the way causes no second answer', async () => {
    const { fake, lines } = await run();
    fake.fault({ type: 'cut', path: callback, lands: true });
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    await fake.request('POST', callback, 2);
    await settle(fake, 1);
    expect(fake.requests('POST', callback).map(({ status }) => status)).toEqual([0, 400]);
    expect(
      fake.messages().filter((message) => wordsOf(message).includes('## Retrieval-augmented generation')),
    ).toHaveLength(1);
    expect(lines.map(({ event }) => event)).toContain('discord_already_acknowledged');
  });

  test('that never arrived is sent again in time', async () => {
    const { fake } = await run();
    fake.fault({ type: 'silent', path: callback });
    fake.fault({ type: 'answer', status: 502, path: callback });
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    expect((await fake.request('POST', callback, 3)).status).toBe(204);
  });

  test('that Discord cannot accept is tried only a few times', async () => {
    const { fake, lines } = await run();
    fake.fault({ type: 'answer', path: callback, status: 503, times: 100 });
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    await expect.poll(() => lines.map(({ event }) => event), { timeout: 20_000 }).toContain('discord_callback_failed');
    const tries = fake.requests('POST', callback).length;
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(8);
  });

  test('that comes too late is given up', async () => {
    const { fake, lines } = await run();
    fake.fault({ type: 'answer', path: callback, status: 404, body: { message: 'Unknown interaction', code: 10_062 } });
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    await fake.request('POST', callback);
    await settle(fake, 1);
    expect(fake.requests('POST', callback)).toHaveLength(1);
    expect(lines.map(({ event }) => event)).toContain('discord_callback_failed');
  });

  test.each([
    ['late', 404, { message: 'Unknown interaction', code: 10_062 }],
    ['limited', 429, { retry_after: 60, message: 'x' }],
  ] as const)('that came too %s while the answer was made is followed by no edit', async (_, status, body) => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle: Handle = async (incoming) => {
      await slow;
      return app.handle(incoming);
    };
    const { fake } = await run({ handle, ackAfterMs: 20 });
    fake.fault({ type: 'answer', path: callback, status, body });
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    await fake.request('POST', callback);
    finish();
    await settle(fake, 1);
    expect(fake.requests('PATCH', /@original$/)).toEqual([]);
  });

  test('goes out first if the answer takes long', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle: Handle = async (incoming) => {
      await slow;
      return app.handle(incoming);
    };
    const { fake } = await run({ handle, ackAfterMs: 20 });
    fake.interact(slash('ai-ask', { question: 'what is RAG', private: true }));
    expect((await fake.request('POST', callback)).body).toEqual({ type: 5, data: { flags: 64 } });
    finish();
    const edit = await fake.request('PATCH', /@original$/);
    expect(edit).toMatchObject({ status: 200, body: { flags: 32_768 } });
    expect(fake.problems).toEqual([]);
  });

  test('is sent once for an event that comes twice', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-help'));
    await fake.request('POST', callback);
    fake.gateway.replay('INTERACTION_CREATE');
    await settle(fake, 1);
    expect(fake.requests('POST', callback)).toHaveLength(1);
  });
});

describe('a request', () => {
  test('that is limited is sent again after the time Discord says', async () => {
    const { fake } = await run();
    const limited = { retry_after: 0.2, message: 'You are being rate limited.', global: false };
    fake.fault({ type: 'answer', path: post, status: 429, body: limited, headers: { 'Retry-After': '0.2' } });
    await settle(fake, 2);
    expect(fake.requests('POST', post).map(({ status }) => status)).toEqual([429, 200]);
  });

  test.each([
    ['cut off after it was done', { type: 'cut', lands: true }],
    ['answered by an error of Discord', { type: 'answer', status: 503 }],
  ] as const)('that is %s is sent again with the same nonce', async (_, fault) => {
    const { fake } = await run();
    fake.fault({ ...fault, path: post });
    await settle(fake, 2);
    const [first, second] = fake.requests('POST', post).map(({ body }) => (body as { readonly nonce: string }).nonce);
    expect(first).toBe(second);
    expect(fake.messages()).toHaveLength(1);
  });

  test('that follows an acknowledgement does not wait for the limit of the bot, which those of messages share', async () => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const handle: Handle = (incoming) => opened.then(() => app.handle(incoming));
    const { fake, lines } = await run({ ackAfterMs: 1, handle });
    // Discord allows a bot 50 a second.
    const asked = Array.from({ length: 80 }, () => fake.interact(slash('ai-define', { term: 'rag' })));
    await fake.request('POST', callback, asked.length);
    open();
    await fake.request('PATCH', /\/messages\/@original$/, asked.length);
    expect(asked.map(({ id }) => fake.answersTo(id))).toEqual(asked.map(() => 1));
    expect(lines.filter(({ event }) => event === 'discord_rate_limited')).toEqual([]);
  });

  test('outlives an outage of some seconds if somebody is waiting', async () => {
    const { fake } = await run();
    fake.fault({ type: 'answer', path: post, status: 503, times: 3 });
    await settle(fake, 4);
    expect(fake.requests('POST', post).map(({ status }) => status)).toEqual([503, 503, 503, 200]);
    expect(fake.messages()).toHaveLength(1);
  });

  test('that Discord refuses is sent as text', async () => {
    const { fake } = await run();
    const refusal = {
      type: 'answer',
      status: 400,
      body: { message: 'Invalid Form Body', code: 50_035, errors: {} },
    } as const;
    fake.fault({ ...refusal, path: post });
    await settle(fake, 2);
    expect(fake.messages()).toMatchObject([{ content: expect.stringMatching(/^## /) }]);
    fake.fault({ ...refusal, path: callback });
    fake.interact(slash('ai-define', { term: 'rag', private: true }));
    expect((await fake.request('POST', callback, 2)).body).toMatchObject({
      type: 4,
      data: { flags: 64, content: expect.stringMatching(/^## Retrieval/) },
    });
    expect(fake.problems).toEqual([]);
  });

  test('to update a message that Discord refuses takes a plainer update', async () => {
    const { fake } = await run();
    fake.interact(slash('ai-choose'));
    await fake.request('POST', callback, 1);
    const [message] = fake.messages();
    if (message === undefined) throw new Error('There is no answer');
    fake.fault({
      type: 'answer',
      path: callback,
      status: 400,
      body: { message: 'Invalid Form Body', code: 50_035, errors: {} },
    });
    fake.interact(press(message, JSON.stringify(message.components).match(/v1:u:g:[^"]+/)?.[0] ?? ''));
    expect(await fake.request('POST', callback, 3)).toMatchObject({ status: 204, type: 7 });
    expect(fake.problems).toEqual([]);
  });

  test('without the permission for it is not repeated', async () => {
    const { fake } = await run();
    fake.fault({ type: 'answer', path: post, status: 403, body: { message: 'Missing Access', code: 50_001 } });
    await settle(fake, 1);
    await settle(fake, 2);
    expect(fake.requests('POST', post).map(({ status }) => status)).toEqual([403, 200]);
  });
});

describe('a handler that throws', () => {
  test('is reported with an id, and the next question is answered', async () => {
    let broken = true;
    const handle: Handle = async (incoming) => {
      if (broken) throw new Error('secret detail');
      return app.handle(incoming);
    };
    const { fake, lines } = await run({ handle });
    fake.interact(slash('ai-help'));
    const answer = await fake.request('POST', callback);
    expect(wordsOf((answer.body as { readonly data: object }).data)).toMatch(/^Something went wrong \([0-9a-f]{8}\)/);
    await settle(fake, 1);
    expect(wordsOf((await fake.request('POST', post, 1)).body)).toMatch(/went wrong/);
    broken = false;
    await settle(fake, 2);
    expect(wordsOf((await fake.request('POST', post, 2)).body)).toMatch(/token/i);
    expect(JSON.stringify(fake.recorded)).not.toContain('secret detail');
    expect(lines.filter(({ event }) => event === 'discord_failed')).toHaveLength(2);
  });
});

describe('too many questions', () => {
  const handle: Handle = async (incoming) => ({ ...(await app.handle(incoming)), outcome: 'limited' });

  test('get a private notice for a command and a press, a sign on a message, a reply in a conversation', async () => {
    const { fake } = await run({ handle });
    fake.interact(slash('ai-ask', { question: 'what is RAG' }));
    expect((await fake.request('POST', callback)).body).toMatchObject({ data: { flags: 32_768 + 64 } });
    fake.message(messageOf({ content: `${at} what is RAG?` }));
    await fake.request('PUT', /reactions\/⏳\/@me$/);
    fake.message(messageOf({ content: 'what is RAG?', direct: true }));
    await fake.request('POST', post);
    expect(fake.requests('POST', post)).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });
});

describe('the start', () => {
  test('ends with one line if the token is refused', async () => {
    const { discord, fake } = await prepare();
    fake.fault({ type: 'answer', path: /gateway/, status: 401, body: { message: '401: Unauthorized', code: 0 } });
    await expect(discord.start()).rejects.toMatchObject({
      code: 'platformRefused',
      message: expect.stringMatching(/DISCORD_TOKEN.*https:/),
    });
  });

  test.each([
    [4014, /4014.*Privileged Gateway Intents/],
    [4004, /DISCORD_TOKEN/],
  ])('ends with one line if the gateway closes with %i', async (closeOnIdentify, message) => {
    const { discord } = await prepare({ fake: { closeOnIdentify } });
    await expect(discord.start()).rejects.toMatchObject({
      code: 'platformRefused',
      message: expect.stringMatching(message),
    });
  });

  test.each([
    4004, 4010, 4013, 4014,
  ])('ends for good if the gateway later closes with %i, and reports that', async (code) => {
    const told: string[] = [];
    const { fake, discord } = await run({ onEnded: ({ message }) => told.push(message) });
    fake.gateway.endWith(code);
    await expect.poll(() => told).toEqual([expect.stringContaining('Discord')]);
    expect(discord.health().connected).toBe(false);
  });

  test('waits for a Discord that is down', async () => {
    const { discord, fake, lines } = await prepare();
    // discord.js itself tries four times.
    fake.fault({ type: 'answer', path: /gateway/, status: 503, times: 4 });
    await discord.start();
    expect(lines.map(({ event }) => event)).toContain('discord_connect_failed');
    await settle(fake, 1);
  });

  test('asks for no privileged intent', async () => {
    const { fake } = await run();
    expect(fake.gateway.log.find(({ type }) => type === 'identify')?.detail).toMatchObject({ intents: 4609 });
  });

  test('makes as many shards as Discord says', async () => {
    const { fake, discord } = await run({ fake: { shards: 2 } });
    expect(fake.gateway.log.filter(({ type }) => type === 'identify')).toHaveLength(2);
    expect(discord.health().connected).toBe(true);
    await settle(fake, 1);
  });

  test('does not wait for servers that are away', async () => {
    const { fake } = await run({ fake: { guilds: ['899999999999999991', '899999999999999992'] } });
    await settle(fake, 1);
  });
});

describe('the end', () => {
  test('comes when what was asked is answered, and nothing new is taken', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle: Handle = async (incoming) => {
      await slow;
      return app.handle(incoming);
    };
    const { fake, discord } = await run({ handle, ackAfterMs: 20 });
    fake.interact(slash('ai-help'));
    await fake.request('POST', callback);
    const stopped = discord.stop();
    fake.message(messageOf({ content: `${at} what is RAG?` }));
    finish();
    await stopped;
    expect(fake.requests('PATCH', /@original$/)).toHaveLength(1);
    expect(fake.requests('POST', post)).toEqual([]);
    expect(discord.health().connected).toBe(false);
  });

  test('comes in time while Discord is away', async () => {
    const { discord, fake } = await prepare();
    fake.gateway.refuseSockets(true);
    const started = discord.start();
    await fake.request('GET', /gateway\/bot$/);
    await discord.stop();
    await started;
  });
});

test('a press on an answer that somebody removed is answered', async () => {
  const { fake } = await run();
  fake.message(messageOf({ content: `${at} LLM vs generative AI` }));
  await fake.request('POST', post);
  const [message] = fake.messages();
  if (message === undefined) throw new Error('There is no answer');
  fake.interact(press(message, buttonOf(message, 'Dismiss')));
  await fake.request('DELETE', /@original$/);
  fake.interact(press(message, buttonOf(message, 'Dismiss')));
  await fake.request('DELETE', /@original$/, 2);
  await settle(fake, 2);
});
