// The whole process and its database: many workspaces with stored tokens, kill -9, no database at all, two processes sharing one.
import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { elementOf } from './adapters/slack/bot.js';
import { describePostgres } from './contracts/databases.js';
import { blockAction, eventBody, mention, slashCommand, viewSubmission } from './fakes/slack/payloads.js';
import { appToken, botToken, startFakeSlack } from './fakes/slack/server.js';
import { shippedFolder } from './fixtures/shipped.js';
import { fetchAnew, program, start } from './process.js';

const patienceMs = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'ai-diff-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startBot(env: Readonly<Record<string, string>>) {
  const bot = start(program, { env: { PORT: '0', KNOWLEDGE_DIR: shippedFolder, ...env } });
  onTestFinished(async () => {
    bot.kill('SIGKILL');
    await bot.ended;
  });
  return bot;
}

const signingSecret = 'signing-secret';

/** What Slack sends over HTTP. */
function sendSigned(address: string, event: object): Promise<Response> {
  return sendBody(address, JSON.stringify(event), 'application/json');
}

/** Commands come as a form, presses and submitted views as one field of it. */
function sendForm(address: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return sendBody(address, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
}

function sendBody(address: string, body: string, type: string): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
  };
  return fetchAnew(`${address}/slack/events`, { method: 'POST', body, headers });
}

async function startSlack() {
  const slack = await startFakeSlack();
  onTestFinished(() => slack.stop());
  const socket = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slack.apiUrl };
  return { slack, socket };
}

test(
  'workspaces install the bot, their tokens are encrypted in the database and survive kill -9, and leave again',
  async () => {
    const { slack } = await startSlack();
    const database = join(folder, 'oauth', 'bot.db');
    const env = {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: 'client',
      SLACK_CLIENT_SECRET: 'client-secret',
      SLACK_STATE_SECRET: 'state-secret',
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: `sqlite:${database}`,
      DATABASE_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const send = (address: string, payload: object) => sendSigned(address, eventBody(payload, 'T2'));
    const bot = startBot(env);
    await bot.says(/"event":"started"/);
    const [, address = ''] = await bot.says(/"address":"(http:[^"]+)"/);
    const begun = await fetch(`${address}/slack/install`, { redirect: 'manual' });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const done = await fetch(`${address}/slack/oauth_redirect?code=good-code&state=${state}`, { headers: { cookie } });
    expect(done.status).toBe(200);
    await send(address, mention('what is RAG?'));
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
    bot.kill('SIGKILL');
    await bot.ended;

    const bytes = readdirSync(join(folder, 'oauth')).map((file) => readFileSync(join(folder, 'oauth', file), 'latin1'));
    expect(bytes.join('')).toContain('sealed:1:');
    expect(bytes.join('')).not.toContain('xoxb-team-two');

    const next = startBot(env);
    await next.says(/"event":"started"/);
    const [, again = ''] = await next.says(/"address":"(http:[^"]+)"/);
    await send(again, mention('what is a GAN?'));
    expect((await slack.next('chat.postMessage')).token).toBe('xoxb-team-two');
    await send(again, { type: 'app_uninstalled' });
    await next.says(/"event":"slack_uninstalled"/);
    expect((await send(again, mention('what is RAG?'))).status).toBe(200);
    next.kill('SIGTERM');
    const { code, stdout } = await next.ended;
    expect(code).toBe(0);
    expect(slack.countOf('chat.postMessage')).toBe(2);
    expect(stdout).not.toMatch(/xoxb-team-two|client-secret|BwcHBwcH/);
  },
  patienceMs,
);

test(
  'a vote survives kill -9, and stands in for its question in /ai-gaps',
  async () => {
    const { slack, socket } = await startSlack();
    const env = { ...socket, ADMIN_USERS: 'U1', DATABASE_URL: `sqlite:${join(folder, 'votes', 'bot.db')}` };
    const bot = startBot(env);
    await bot.says(/"event":"started"/);
    await slack.push('slash_commands', slashCommand('/ai-define', 'RAG', slack.responseUrl('1')));
    const { blocks } = (await slack.next('response_url')).args;
    const votes = (blocks as { elements?: { type: string; negative_button?: { value: string } }[] }[])
      .flatMap(({ elements = [] }) => elements)
      .find(({ type }) => type === 'feedback_buttons');
    const vote = { type: 'feedback_buttons', action_id: 'vote', value: votes?.negative_button?.value };
    await slack.push('interactive', blockAction(vote, slack.responseUrl('2'), { ephemeral: true }));
    expect(elementOf((await slack.next('response_url')).args.blocks, 'It is wrong')).toBeDefined();
    bot.kill('SIGKILL');
    await bot.ended;

    const next = startBot(env);
    await next.says(/"event":"slack_connected"/);
    await slack.push('slash_commands', slashCommand('/ai-gaps', '', slack.responseUrl('3')));
    expect((await slack.next('response_url')).args.text).toContain('What is RAG? not helpful for 1');
  },
  patienceMs,
);

test(
  'questions are answered without a database, which the log and the health tell',
  async () => {
    const { slack, socket } = await startSlack();
    const bot = startBot({ ...socket, DATABASE_URL: 'sqlite:/proc/nowhere/bot.db' });
    await bot.says(/"event":"store_failed"/);
    await bot.says(/"event":"started"/);
    const [, address] = await bot.says(/"address":"(http:[^"]+)"/);
    await slack.push('events_api', eventBody(mention('what is RAG?')));
    expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
    await slack.push('events_api', eventBody(mention('what is the capital of Peru?')));
    expect((await slack.next('chat.postMessage')).args.text).toContain('Nothing on that');
    await bot.says(/"event":"gap_not_kept"/);
    const health = await fetch(`${address}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ ok: true, store: { ok: false, problem: expect.any(String) } });
    bot.kill('SIGTERM');
    const { code, stdout } = await bot.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('Peru');
  },
  patienceMs,
);

describePostgres('two processes', ({ createUrl, server }) => {
  test(
    'start on one empty database at the same moment, share it, and go on when it comes back',
    async () => {
      const url = await createUrl();
      const { slack } = await startSlack();
      const env = {
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.apiUrl,
        DATABASE_URL: url,
      };
      const bots = [startBot(env), startBot(env)];
      await Promise.all(bots.map((bot) => bot.says(/"event":"started"/)));
      const addresses = await Promise.all(
        bots.map(async (bot) => (await bot.says(/"address":"(http:[^"]+)"/))[1] ?? ''),
      );
      for (const address of addresses) {
        expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ store: { ok: true } });
      }
      expect(await server().run('select name from kysely_migration', url)).not.toEqual([]);
      const [first = '', second = ''] = addresses;
      await sendSigned(first, eventBody(mention('what is the capital of Peru?')));
      await slack.next('chat.postMessage');
      await expect
        .poll(() => server().run('select words from unanswered', url), { timeout: 10_000 })
        .toEqual([{ words: 'what is the capital of Peru?' }]);

      await server().stop();
      await sendSigned(second, eventBody(mention('what is RAG?')));
      expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
      await server().start();
      for (const bot of bots) bot.kill('SIGTERM');
      for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: '' });
    },
    patienceMs,
  );

  // That it takes a second is tested with a driven clock in contracts/taught.test.ts; here only that it arrives, between whole processes.
  test(
    'know of each other what is taught and set, and what is removed',
    async () => {
      const { slack } = await startSlack();
      const env = {
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.apiUrl,
        DATABASE_URL: await createUrl(),
        ADMIN_USERS: 'U1',
      };
      const bots = [startBot(env), startBot(env)];
      const [here = '', there = ''] = await Promise.all(
        bots.map(async (bot) => (await bot.says(/"event":"started"[^\n]*"address":"(http:[^"]+)"/))[1] ?? ''),
      );
      let calls = 0;
      const responseUrl = () => {
        calls += 1;
        return slack.responseUrl(`both${calls}`);
      };
      const command = async (address: string, name: string, text: string) => {
        await sendForm(address, slashCommand(name, text, responseUrl()) as Readonly<Record<string, string>>);
      };
      const send = (address: string, payload: object) => sendForm(address, { payload: JSON.stringify(payload) });
      const press = (address: string, { blocks }: Readonly<Record<string, unknown>>, label: string) =>
        send(address, blockAction(elementOf(blocks, label), responseUrl(), { ephemeral: true }));
      const ask = async (address: string, question: string) => {
        await command(address, '/ai-ask', question);
        return JSON.stringify((await slack.next('response_url')).args);
      };
      const gpu = 'How do I request a GPU?';
      // By now the other process has the current state of the workspace.
      expect(await ask(there, gpu)).not.toContain('platform team');
      expect(await ask(there, 'What is RAG?')).not.toContain('Full answer');

      const typed = (value: string | null) => ({ type: 'plain_text_input', value });
      await command(here, '/ai-teach', 'new');
      const { view } = (await slack.next('views.open')).args;
      const filled = { question: typed(gpu), answer: typed('Ask the platform team.'), source: typed(null) };
      await send(here, viewSubmission(view, { ...filled, ways: typed(null), term: typed(null) }));
      await press(here, (await slack.next('chat.postEphemeral')).args, 'Save');
      expect(JSON.stringify((await slack.next('response_url')).args)).toContain('is answered here');
      await expect.poll(() => ask(there, gpu), { timeout: 20_000 }).toContain('platform team');

      await command(here, '/ai-settings', '');
      await press(here, (await slack.next('response_url')).args, 'Where and how I speak');
      const form = (await slack.next('views.open')).args.view;
      const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } });
      const set = { speak: chosen('all'), private: chosen('off'), short: chosen('on'), timezone: typed('Berlin') };
      const channels = { type: 'multi_conversations_select', selected_conversations: [] };
      await send(here, viewSubmission(form, { ...set, channels }));
      await expect.poll(() => ask(there, 'What is RAG?'), { timeout: 20_000 }).toContain('Full answer');

      await command(there, '/ai-teach', `remove ${gpu}`);
      expect(JSON.stringify((await slack.next('response_url')).args)).toContain('Removed');
      await expect.poll(() => ask(here, gpu), { timeout: 20_000 }).toContain('Nothing on that');
      for (const bot of bots) bot.kill('SIGTERM');
      for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: '' });
    },
    patienceMs,
  );
});
