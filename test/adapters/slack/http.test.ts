// Slack over HTTP and OAuth, with the real SDK: signatures, body formats, acknowledgements, installation and removal.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { document, paragraph } from '../../../src/document/build.js';
import { createHttpServer } from '../../../src/http.js';
import type { Store } from '../../../src/store/ports.js';
import { createStore } from '../../../src/store/store.js';
import { createFakeLogger } from '../../fakes/logger.js';
import { blockAction, eventBody, mention, slashCommand } from '../../fakes/slack/payloads.js';
import { botToken, type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createBot, elementOf } from './bot.js';

const signingSecret = 'signing-secret';
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const form = 'application/x-www-form-urlencoded';
let slack: FakeSlack;
let running: ReturnType<typeof createBot>;

beforeEach(async () => {
  slack = await startFakeSlack();
});

afterEach(async () => {
  await running.bot.stop();
  await slack.stop();
});

const oneWorkspace = async () => {
  running = createBot(slack, { config: { type: 'http', apiUrl: slack.apiUrl, botToken, signingSecret } });
  await running.bot.start();
};

const sign = (body: string, { secret = signingSecret, seconds = 0 } = {}) => {
  const timestamp = String(Math.floor(Date.now() / 1_000) + seconds);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
};

const send = async (body: string, headers: Record<string, string> = {}, type = 'application/json') => {
  const url = 'http://localhost:3000/slack/events';
  const response = await running.bot.routes(
    new Request(url, { method: 'POST', body, headers: { 'content-type': type, ...sign(body), ...headers } }),
  );
  if (response === undefined) throw new Error('the route is not served');
  return response;
};

const sendBody = (body: object, headers?: Record<string, string>) => send(JSON.stringify(body), headers);
const sendEvent = (payload: object, team?: string, headers?: Record<string, string>) =>
  sendBody(eventBody(payload, team), headers);
const encode = (fields: object) => new URLSearchParams(Object.entries(fields)).toString();

describe('a request', () => {
  beforeEach(oneWorkspace);

  test('with a good signature is taken, a mention in it answered', async () => {
    expect((await sendEvent(mention('what is RAG?'))).status).toBe(200);
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
  });

  test.each([
    ['of another secret', sign('{}', { secret: 'other' })],
    ['of another body', sign('{"a":1}')],
    ['of another version', { 'x-slack-signature': sign('{}')['x-slack-signature'].replace('v0=', 'v1=') }],
    ['without a time', { 'x-slack-request-timestamp': '' }],
    ['of nothing', { 'x-slack-signature': '' }],
    ['that is too short', { 'x-slack-signature': 'v0=00' }],
  ])('with a signature %s is refused', async (_, headers) => {
    expect((await send('{}', headers)).status).toBe(401);
    expect(running.events()).toContain('slack_signature_refused');
  });

  test.each([
    ['six minutes old', -360],
    ['six minutes from now', 360],
  ])('with a signature %s is refused, and the log mentions the clock', async (_, seconds) => {
    expect((await send('{}', sign('{}', { seconds }))).status).toBe(401);
    expect(running.events()).not.toContain('slack_signature_refused');
    const told = running.log.find(({ event }) => event === 'slack_clock_off')?.fields ?? {};
    expect(told).toMatchObject({ count: 1, fix: expect.stringContaining('clock') });
    expect('seconds' in told ? Math.abs(Number(told.seconds) + seconds) : Number.NaN).toBeLessThan(30);
  });

  test('with a signature four minutes old or early is taken', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
    for (const seconds of [-240, 240]) expect((await send(body, sign(body, { seconds }))).status).toBe(200);
  });

  test('to verify the address gets its challenge back, only if signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect(await (await send(body)).json()).toEqual({ challenge: 'abc' });
    expect((await send(body, { 'x-slack-signature': 'v0=x' })).status).toBe(401);
  });

  test('to check the certificate is accepted, and does nothing', async () => {
    const body = `ssl_check=1&payload=${encodeURIComponent('{"type":"block_actions"}')}`;
    expect((await send(body, { 'x-slack-signature': '' }, form)).status).toBe(200);
    expect(running.asked).toEqual([]);
  });

  test.each(['{', '[]', '"x"', ''])('with the body %j is refused as malformed', async (body) => {
    expect((await send(body)).status).toBe(400);
  });

  test('over four megabytes is refused', async () => {
    expect((await send('x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
  });

  test.each([form, `${form}; charset=utf-8`])('with a command as %s is acknowledged and answered', async (type) => {
    const body = encode(slashCommand('/ai-define', 'RAG', slack.responseUrl('a')));
    const response = await send(body, {}, type);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await slack.next('response_url')).args.text).toContain('Retrieval-augmented');
  });

  test('with a press is acknowledged and answered', async () => {
    await send(encode(slashCommand('/ai-define', 'RAG', slack.responseUrl('a'))), {}, form);
    const why = elementOf((await slack.next('response_url')).args.blocks, 'Why this answer');
    const payload = JSON.stringify(blockAction(why, slack.responseUrl('b'), { ephemeral: true }));
    expect((await send(encode({ payload }), {}, form)).status).toBe(200);
    expect((await slack.next('response_url')).args.text).toContain('Why this answer');
  });

  test('that is sent again is not answered again; one that only arrives as a retry is', async () => {
    const asked = mention('what is RAG?');
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    await sendEvent(asked, 'T1', retry);
    await sendEvent(asked, 'T1', { ...retry, 'x-slack-retry-num': '2' });
    await sendEvent(mention('what is a GAN?'));
    await slack.next('chat.postMessage');
    expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
    expect(slack.countOf('chat.postMessage')).toBe(2);
  });

  test('reaches it through the one HTTP server of the bot', async () => {
    const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: [running.bot.routes], logger: quiet });
    const address = await server.start();
    const body = encode(slashCommand('/ai-define', 'größe & RAG', slack.responseUrl('a')));
    const headers = { 'content-type': form, ...sign(body) };
    const response = await fetch(`${address}/slack/events`, { method: 'POST', body, headers });
    expect([response.status, await response.text()]).toEqual([200, '']);
    await slack.next('response_url');
    expect(running.asked).toMatchObject([{ type: 'define', term: 'größe & RAG' }]);
    await server.stop();
  });

  test('elsewhere is left to others; other methods are refused', async () => {
    expect(await running.bot.routes(new Request('http://localhost/healthz'))).toBeUndefined();
    expect(await running.bot.routes(new Request('http://localhost/slack/install'))).toBeUndefined();
    expect((await running.bot.routes(new Request('http://localhost/slack/events')))?.status).toBe(405);
  });

  test('before the start and after the stop is rejected, so that Slack retries', async () => {
    await running.bot.stop();
    expect((await sendEvent(mention('what is RAG?'))).status).toBe(503);
    running = createBot(slack, { config: { type: 'http', apiUrl: slack.apiUrl, botToken, signingSecret } });
    expect((await sendEvent(mention('what is RAG?'))).status).toBe(503);
    expect(running.bot.health()).toEqual({ connected: false });
  });

  test('that reports the removal of the app ends its health', async () => {
    expect(running.bot.health()).toMatchObject({ connected: true, lastHeard: expect.any(Number) });
    await sendEvent({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    expect(running.bot.health()).toMatchObject({ connected: true, lastHeard: expect.any(Number) });
    await sendEvent({ type: 'app_uninstalled' });
    await expect.poll(() => running.bot.health()).toEqual({ connected: false });
    expect(running.events()).toContain('slack_uninstalled');
  });
});

describe('many workspaces', () => {
  let store: Store;

  beforeEach(async () => {
    store = createStore({ options: { url: 'sqlite::memory:' }, logger: createFakeLogger(), clock: { now: Date.now } });
    onTestFinished(() => store.close());
    start();
    await running.bot.start();
  });

  const start = () => {
    const secrets = { signingSecret, clientId: 'client', clientSecret: 'client-secret', stateSecret: 'state-secret' };
    running = createBot(slack, {
      config: { type: 'oauth', apiUrl: slack.apiUrl, ...secrets },
      installations: store.installations,
    });
  };

  const installed = (workspace = 'T2') => store.installations.get('slack', workspace);
  const keep = (installation: object, workspace = 'T1') =>
    store.installations.put('slack', workspace, JSON.stringify(installation));
  const installationOf = (team: string | undefined, token: string) => ({
    ...(team === undefined ? { enterprise: { id: 'E1' }, isEnterpriseInstall: true } : { team: { id: team } }),
    user: { id: 'U1' },
    bot: { token, scopes: [], id: 'B1', userId: 'UBOT0001' },
  });

  const visit = async (path: string, cookie = '') => {
    const response = await running.bot.routes(new Request(`http://localhost:3000${path}`, { headers: { cookie } }));
    if (response === undefined) throw new Error('the route is not served');
    return response;
  };

  const begin = async () => {
    const response = await visit('/slack/install');
    const address = new URL(response.headers.get('location') ?? '');
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return { response, address, cookie, state: address.searchParams.get('state') ?? '' };
  };

  const install = async () => {
    const { cookie, state } = await begin();
    return visit(`/slack/oauth_redirect?code=good-code&state=${state}`, cookie);
  };

  test('install the bot with exactly the scopes of the manifest', async () => {
    const { response, address } = await begin();
    expect(response.status).toBe(302);
    expect(response.headers.get('set-cookie')).toMatch(/^slack-app-oauth-state=.*Secure; HttpOnly/);
    expect(address.pathname).toBe('/oauth/v2/authorize');
    expect(address.searchParams.get('client_id')).toBe('client');
    expect(address.searchParams.get('scope')).toBe('app_mentions:read,assistant:write,chat:write,commands,im:history');
  });

  test('get answers with their own token once installed', async () => {
    expect((await install()).status).toBe(200);
    await sendEvent(mention('what is RAG?'), 'T2');
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
  });

  test('are known to the next process, and to another one', async () => {
    await install();
    await running.bot.stop();
    start();
    await running.bot.start();
    await sendEvent(mention('what is RAG?'), 'T2');
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
  });

  test('get answers while the database is gone, once they had one', async () => {
    await install();
    await sendEvent(mention('what is RAG?'), 'T2');
    await slack.next('chat.postMessage');
    await store.close();
    await sendEvent(mention('what is a GAN?'), 'T2');
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
    expect(running.events()).toContain('slack_installation_remembered');
  });

  test('of an organisation get answers with its token, or with their own', async () => {
    slack.tokens.set('xoxb-organisation', 'E1');
    await keep(installationOf(undefined, 'xoxb-organisation'), 'E1');
    await keep(installationOf('T1', botToken));
    const send = (team: string) => {
      const [authorization] = eventBody({}, team).authorizations;
      const body = { ...eventBody(mention('what is RAG?'), team), enterprise_id: 'E1' };
      return sendBody({ ...body, authorizations: [{ ...authorization, enterprise_id: 'E1' }] });
    };
    await send('T7');
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-organisation');
    await send('T1');
    expect((await slack.next('chat.postMessage')).token).toBe(botToken);
  });

  test('that install it again get answers with the new token', async () => {
    await keep(installationOf('T2', 'xoxb-of-old'), 'T2');
    await install();
    await sendEvent(mention('what is RAG?'), 'T2');
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
  });

  test('whose installation is no longer valid are not answered', async () => {
    await store.installations.put('slack', 'T2', '{"bot":{}}');
    expect((await sendEvent(mention('what is RAG?'), 'T2')).status).toBe(200);
    expect(running.asked).toEqual([]);
  });

  test('never get a message with the token of another', async () => {
    await install();
    await keep(installationOf('T1', botToken));
    for (const [team, token] of [
      ['T1', botToken],
      ['T2', 'xoxb-team-two'],
      ['T1', botToken],
    ] as const) {
      await sendEvent(mention('what is RAG?'), team);
      expect((await slack.next('chat.postMessage')).token).toBe(token);
    }
  });

  test.each([
    ['without the cookie of the browser that began', ''],
    ['with a cookie of somebody else', 'slack-app-oauth-state=other'],
  ])('are not installed %s', async (_, cookie) => {
    const { state } = await begin();
    expect((await visit(`/slack/oauth_redirect?code=good-code&state=${state}`, cookie)).status).toBe(400);
    expect(await installed()).toBeUndefined();
  });

  test('are told so on a page if somebody cancels', async () => {
    const { cookie, state } = await begin();
    const response = await visit(`/slack/oauth_redirect?error=access_denied&state=${state}`, cookie);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/Nothing was installed: it was cancelled.*href="\/slack\/install"/s);
    expect(await installed()).toBeUndefined();
  });

  test('are not installed twice through one URL', async () => {
    const { cookie, state } = await begin();
    const address = `/slack/oauth_redirect?code=good-code&state=${state}`;
    expect((await visit(address, cookie)).status).toBe(200);
    const again = await visit(address, cookie);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('was used before');
  });

  test('have a cookie that other sites cannot send', async () => {
    const response = await visit('/slack/install', '');
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
    expect(response.headers.get('set-cookie')).toContain('Secure');
  });

  test('are not installed with a bad code', async () => {
    const { cookie, state } = await begin();
    expect((await visit(`/slack/oauth_redirect?code=bad&state=${state}`, cookie)).status).toBe(500);
    expect(await installed()).toBeUndefined();
  });

  test.each([
    { type: 'app_uninstalled' },
    { type: 'tokens_revoked', tokens: { bot: ['UBOT0001'] } },
  ])('that leave ($type) are forgotten, and their events answered no more', async (departure) => {
    await install();
    await sendEvent(departure, 'T2');
    await expect.poll(installed).toBeUndefined();
    expect((await sendEvent(mention('what is RAG?'), 'T2')).status).toBe(200);
    expect(running.asked).toEqual([]);
  });

  test('keep the bot if one person’s token is revoked', async () => {
    await install();
    await sendEvent({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, 'T2');
    await sendEvent(mention('what is RAG?'), 'T2');
    await slack.next('chat.postMessage');
  });

  test('that never installed it are not answered', async () => {
    expect((await sendEvent(mention('what is RAG?'), 'T5')).status).toBe(200);
    expect(running.asked).toEqual([]);
  });

  test('of an organisation that installs it get answers, and tips, with its token', async () => {
    const { cookie, state } = await begin();
    expect((await visit(`/slack/oauth_redirect?code=org-code&state=${state}`, cookie)).status).toBe(200);
    const [authorization] = eventBody({}, 'T7').authorizations;
    const authorizations = [{ ...authorization, enterprise_id: 'E1', is_enterprise_install: true }];
    await sendBody(eventBody(mention('what is RAG?'), 'T7', { enterprise_id: 'E1', authorizations }));
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-organisation');
    const body = slashCommand('/ai-define', 'RAG', slack.responseUrl('a'), {
      team_id: 'T7',
      enterprise_id: 'E1',
      is_enterprise_install: 'true',
    });
    await send(encode(body), {}, form);
    expect((await slack.next('response_url')).args.text).toContain('Retrieval-augmented');

    // An unprompted post knows only the workspace; also after a restart.
    await running.bot.stop();
    start();
    await running.bot.start();
    const tip = document([paragraph('A tip')]);
    const place = { platform: 'slack', workspace: 'T7', channel: 'C7' };
    expect(await running.bot.poster.post(place, tip, 'key')).toMatchObject({ type: 'sent' });
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-organisation');
    expect(await running.bot.poster.post({ ...place, workspace: 'T8' }, tip, 'key')).toMatchObject({ type: 'failed' });
  });

  test('that removed it and installed it again keep it, however late Slack reports the removal', async () => {
    await install();
    const before = Math.floor(Date.now() / 1_000) - 60;
    await sendBody(eventBody({ type: 'app_uninstalled' }, 'T2', { event_time: before }));
    await expect.poll(() => running.events()).toContain('slack_uninstalled_before');
    await sendEvent(mention('what is RAG?'), 'T2');
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
  });

  test('without the bot are told so if somebody tries a command', async () => {
    const command = slashCommand('/ai-ask', 'what is RAG?', slack.responseUrl('a'), { team_id: 'T5' });
    const response = await send(encode(command), {}, form);
    expect(await response.json()).toEqual({
      response_type: 'ephemeral',
      text: expect.stringMatching(/not installed in this workspace.*<http:\/\/localhost:3000\/slack\/install>/),
    });
    expect(running.asked).toEqual([]);
  });

  test('need storage for their tokens', () => {
    const secrets = { signingSecret, clientId: 'client', clientSecret: 'client-secret', stateSecret: 'state-secret' };
    expect(() => createBot(slack, { config: { type: 'oauth', apiUrl: slack.apiUrl, ...secrets } })).toThrow(
      'somewhere to keep',
    );
  });
});
