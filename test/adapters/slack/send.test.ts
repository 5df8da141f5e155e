// Requests to Slack without `fetch`: the SDK reads answers and failures as it does with `fetch`.
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFailure } from '../../../src/adapters/slack/wire/post.js';
import { clientOptions } from '../../../src/adapters/slack/wire/sdk.js';
import { sendPlainly } from '../../../src/adapters/slack/wire/send.js';
import { botToken, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.stop());

const clientOf = (apiUrl: string, timeoutMs = 5_000) =>
  new webApi.WebClient(botToken, clientOptions(apiUrl, { fetch: sendPlainly, timeoutMs }));
const post = (client = clientOf(slack.apiUrl)) => client.chat.postMessage({ channel: 'C1', text: 'für “alle” 👍' });
const failureOf = (work: Promise<unknown>) => work.then(() => undefined, readFailure);

test('a message arrives as it is, and its timestamp and the scopes come back', async () => {
  const { ts, response_metadata: metadata } = await post();
  expect(slack.messages.get(ts ?? '')).toMatchObject({ channel: 'C1', text: 'für “alle” 👍' });
  expect(metadata?.scopes).toContain('chat:write');
});

test('a limit, an error and a refusal are read', async () => {
  slack.fail(
    'chat.postMessage',
    { type: 'limited', retryAfter: 7 },
    { type: 'status', status: 503 },
    { type: 'error', error: 'not_in_channel' },
  );
  expect(await failureOf(post())).toMatchObject({ type: 'wait', ms: 7_000 });
  expect(await failureOf(post())).toMatchObject({ type: 'wait', code: 'status_503' });
  expect(await failureOf(post())).toMatchObject({ type: 'refused', code: 'not_in_channel' });
});

test('no answer may mean that it arrived; no connection, that it did not', async () => {
  slack.fail('chat.postMessage', { type: 'cut' }, { type: 'hang' });
  expect(await failureOf(post())).toMatchObject({ type: 'unknown' });
  expect(await failureOf(post(clientOf(slack.apiUrl, 50)))).toMatchObject({ type: 'unknown' });
  const { apiUrl } = slack;
  await slack.stop();
  expect(await failureOf(post(clientOf(apiUrl)))).toMatchObject({ type: 'wait', code: 'unreachable' });
});

test('a status without words has none', async () => {
  const response = await sendPlainly(slack.responseUrl('one'), { method: 'POST', body: '{}' });
  expect([response.status, response.ok, await response.json()]).toEqual([200, true, { ok: true }]);
  await expect(
    sendPlainly(slack.responseUrl('two'), { method: 'POST', body: '{}', signal: AbortSignal.abort('why') }),
  ).rejects.toBe('why');
});
