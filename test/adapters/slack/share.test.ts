// Two bots sharing a Slack app: an event resent to the other one isn't answered again.

import { createHmac } from 'node:crypto';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SharedEvents } from '../../../src/adapters/shared/ports.js';
import { shared } from '../../../src/adapters/slack/wire/share.js';
import { createFakeLogger } from '../../fakes/logger.js';
import { eventBody, mention } from '../../fakes/slack/payloads.js';
import { botToken, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot } from './bot.js';

const signingSecret = 'signing-secret';
let slack: FakeSlack;
let bots: readonly ReturnType<typeof createBot>[];

beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(async () => {
  await Promise.all([...bots.map(({ bot }) => bot.stop()), slack.stop()]);
});

async function startTwo(events: SharedEvents) {
  const config = { type: 'http', apiUrl: slack.apiUrl, botToken, signingSecret } as const;
  bots = [createBot(slack, { config, events }), createBot(slack, { config, events })];
  await Promise.all(bots.map(({ bot }) => bot.start()));
}

async function send(to: number, payload: object, retry?: number): Promise<number | undefined> {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
    ...(retry === undefined ? {} : { 'x-slack-retry-num': `${retry}`, 'x-slack-retry-reason': 'http_timeout' }),
  };
  const response = await bots[to]?.bot.routes(
    new Request('http://localhost/slack/events', { method: 'POST', body, headers }),
  );
  return response?.status;
}

/** As a database does. */
function createEvents(): SharedEvents {
  const taken = new Set<string>();
  return {
    take: async (id) => {
      const isNew = !taken.has(id);
      taken.add(id);
      return isNew;
    },
  };
}

describe('an event that comes again, to the other process', () => {
  test('is acknowledged and not answered again', async () => {
    await startTwo(createEvents());
    const event = eventBody(mention('what is RAG?'));
    expect(await send(0, event)).toBe(200);
    await slack.next('chat.postMessage');
    expect(await send(1, event, 1)).toBe(200);
    await send(1, eventBody(mention('what is a GAN?')));
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
    expect(slack.countOf('chat.postMessage')).toBe(2);
  });

  test('is not handled again even if it is not a question', async () => {
    await startTwo(createEvents());
    const event = eventBody({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.1' });
    await send(0, event);
    await slack.next('views.publish');
    expect(await send(1, event, 1)).toBe(200);
    await send(1, eventBody({ type: 'app_home_opened', user: 'U2', channel: 'D2', tab: 'home', event_ts: '1.2' }));
    expect((await slack.next('views.publish')).args).toMatchObject({ user_id: 'U2' });
    expect(slack.countOf('views.publish')).toBe(2);
  });

  test('is answered if the first process never had it', async () => {
    await startTwo(createEvents());
    expect(await send(1, eventBody(mention('what is RAG?')), 1)).toBe(200);
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
  });

  test('is answered if the database cannot tell, and that is logged', async () => {
    await startTwo({ take: () => Promise.reject(new Error('gone')) });
    expect(await send(1, eventBody(mention('what is RAG?')), 1)).toBe(200);
    await slack.next('chat.postMessage');
    expect(bots[1]?.events()).toContain('slack_event_unshared');
  });

  test('is handed on if the database does not answer in time, and that is logged', async () => {
    const logger = createFakeLogger();
    const given: unknown[] = [];
    type Handed = { processEvent: (event: ReceiverEvent) => Promise<void> };
    let handed: Handed | undefined;
    const inner: Receiver = {
      init: (app) => {
        handed = app as unknown as Handed;
      },
      start: async () => undefined,
      stop: async () => undefined,
    };
    const never: SharedEvents = { take: () => new Promise(() => undefined) };
    const app = { processEvent: async ({ body }: ReceiverEvent) => void given.push(body) };
    shared(inner, never, logger, 1).init(app as unknown as Parameters<Receiver['init']>[0]);
    await handed?.processEvent({ body: { event_id: 'E1' }, ack: async () => undefined } as unknown as ReceiverEvent);
    expect(given).toEqual([{ event_id: 'E1' }]);
    expect(logger.events()).toEqual(['slack_event_unshared']);
  });
});
