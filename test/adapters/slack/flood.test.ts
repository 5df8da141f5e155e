// A flood of requests at Slack's endpoint, through the real web server: it costs neither memory nor log lines, and Slack still gets through.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer, type HttpServer } from '../../../src/http.js';
import { createFakeLogger } from '../../fakes/logger.js';
import { eventBody, mention } from '../../fakes/slack/payloads.js';
import { botToken, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot } from './bot.js';

const signingSecret = 'signing-secret';
let slack: FakeSlack;
let running: ReturnType<typeof createBot>;
let server: HttpServer;
let address: string;

beforeEach(async () => {
  slack = await startFakeSlack();
  running = createBot(slack, { config: { type: 'http', apiUrl: slack.apiUrl, botToken, signingSecret } });
  await running.bot.start();
  server = createHttpServer({ host: '127.0.0.1', port: 0, routes: [running.bot.routes], logger: createFakeLogger() });
  address = await server.start();
});

afterEach(async () => {
  await Promise.all([running.bot.stop(), server.stop(), slack.stop()]);
});

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const response = await fetch(`${address}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  await response.body?.cancel();
  return response.status;
}

function signed(body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return post(body, { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature });
}

describe('a flood of requests that nobody signed', () => {
  test('is refused one by one, logged in one line, and asks nothing; a signed one among them is answered', async () => {
    const forged = JSON.stringify(eventBody(mention('what is RAG?')));
    const flood = Array.from({ length: 500 }, () => post(forged, { 'x-slack-signature': `v0=${'0'.repeat(64)}` }));
    const honest = signed(JSON.stringify(eventBody(mention('what is a GAN?'))));
    const more = Array.from({ length: 500 }, () => post(forged));
    expect(new Set(await Promise.all([...flood, ...more]))).toEqual(new Set([401]));
    expect(await honest).toBe(200);
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
    expect(running.asked).toHaveLength(1);
    expect(running.events().filter((event) => event === 'slack_signature_refused')).toHaveLength(1);
  });

  test('of large endless bodies is capped; Slack is then told to retry, and served when it is over', async () => {
    const megabyte = new Uint8Array(1024 * 1024);
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    // Each sends three megabytes and withholds the rest; sixteen times four is the limit.
    const unending = () =>
      new ReadableStream({
        start: async (controller) => {
          for (let at = 0; at < 3; at += 1) controller.enqueue(megabyte);
          await over;
          controller.close();
        },
      });
    const statuses: number[] = [];
    const flood = Array.from({ length: 30 }, () =>
      post(unending()).then(
        (status) => statuses.push(status),
        () => statuses.push(0),
      ),
    );
    await expect
      .poll(() => statuses.filter((status) => status === 503).length, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(5);
    end();
    await Promise.all(flood);
    expect(new Set(statuses.filter((status) => status !== 0))).toEqual(new Set([401, 503]));
    expect(await signed(JSON.stringify(eventBody(mention('what is a GAN?'))))).toBe(200);
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
  });

  test('that lies about its length, or sends more than declared, is refused', async () => {
    const large = new Uint8Array(5 * 1024 * 1024);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(large);
        controller.close();
      },
    });
    // The server may close the connection before everything is sent.
    expect([413, 0]).toContain(await post(stream).catch(() => 0));
    expect([413, 0]).toContain(await post(large).catch(() => 0));
    expect(running.asked).toEqual([]);
  });
});

describe('a request that Slack signed', () => {
  test('is answered once, however often it is replayed', async () => {
    const body = JSON.stringify(eventBody(mention('what is RAG?')));
    const statuses = await Promise.all(Array.from({ length: 20 }, () => signed(body)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await slack.next('chat.postMessage');
    expect(await signed(JSON.stringify(eventBody(mention('what is a GAN?'))))).toBe(200);
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
    expect(slack.countOf('chat.postMessage')).toBe(2);
  });

  test('with fields that mean something to JavaScript changes no other object', async () => {
    const body = JSON.stringify(eventBody(mention('what is RAG?'))).replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    );
    expect(await signed(body)).toBe(200);
    await slack.next('chat.postMessage');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
