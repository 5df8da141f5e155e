// Two real processes sharing a PostgreSQL, with Slack's requests going to either: no question is answered twice. Tips of two processes are in
// tip-processes.test.ts.
import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { describePostgres } from '../contracts/databases.js';
import { eventBody, mention, slashCommand } from '../fakes/slack/payloads.js';
import { botToken, botUser, startFakeSlack } from '../fakes/slack/server.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { fetchAnew, program, start } from '../process.js';

const secret = 'signing-secret';
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
// A busy machine is slow; vitest's own limit is one second.
const patience = { timeout: 20_000 };

async function send(address: string, body: string, type: string, retry?: number): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
    ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
  };
  return (await fetchAnew(`${address}/slack/events`, { method: 'POST', body, headers })).status;
}

describePostgres('two processes', ({ createUrl }) => {
  test('share the traffic of Slack: each question is answered once, also where Slack sends it again to the other one, or one is killed', async () => {
    const slack = await startFakeSlack();
    onTestFinished(() => slack.stop());
    const url = await createUrl();
    const bots = [0, 1].map(() => {
      const bot = start(program, {
        env: {
          PORT: '0',
          KNOWLEDGE_DIR: shippedFolder,
          DATABASE_URL: url,
          SLACK_BOT_TOKEN: botToken,
          SLACK_SIGNING_SECRET: secret,
          SLACK_API_URL: slack.apiUrl,
          USER_LIMIT_PER_MINUTE: '0',
          CHANNEL_LIMIT_PER_MINUTE: '0',
        },
      });
      onTestFinished(async () => {
        bot.kill('SIGKILL');
        await bot.ended;
      });
      return bot;
    });
    const addresses = await Promise.all(
      bots.map(async (bot) => {
        const [, address = ''] = await bot.says(/"address":"(http:[^"]+)"/);
        return address;
      }),
    );
    const [first = '', second = ''] = addresses;
    const threads: string[] = [];

    const ask = async (at: number, to: string, other: string): Promise<void> => {
      const event = mention(`<@${botUser}> what is RAG?`);
      threads.push(event.ts);
      const body = JSON.stringify(eventBody(event));
      expect(await send(to, body, json)).toBe(200);
      // To the other one, to the same one, and to both at once.
      if (at % 3 === 0) expect(await send(other, body, json, 1)).toBe(200);
      if (at % 5 === 0)
        expect(await Promise.all([send(to, body, json, 2), send(other, body, json, 2)])).toEqual([200, 200]);
    };
    await Promise.all(
      Array.from({ length: 60 }, (_, at) => ask(at, addresses[at % 2] ?? '', addresses[(at + 1) % 2] ?? '')),
    );
    await Promise.all(
      addresses.map(async (address, at) => {
        const command = slashCommand('/ai-ask', 'what is RAG?', slack.responseUrl(`command-${at}`));
        expect(await send(address, new URLSearchParams(Object.entries(command)).toString(), form)).toBe(200);
      }),
    );
    await expect.poll(() => slack.countOf('response_url'), patience).toBe(2);
    await expect.poll(() => slack.countOf('chat.postMessage'), patience).toBeGreaterThanOrEqual(60);

    // One is gone: the other takes new events, and doesn't repeat the first one's answers.
    const known = JSON.stringify(eventBody(mention(`<@${botUser}> what is a GAN?`)));
    await send(first, known, json);
    await expect.poll(() => slack.countOf('chat.postMessage'), patience).toBe(61);
    bots[0]?.kill('SIGKILL');
    await bots[0]?.ended;
    expect(await send(second, known, json, 1)).toBe(200);
    const last = mention(`<@${botUser}> what is a diffusion model?`);
    expect(await send(second, JSON.stringify(eventBody(last)), json)).toBe(200);
    await expect.poll(() => slack.calls.some(({ args }) => args.thread_ts === last.ts), patience).toBe(true);

    const answers = slack.calls.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => args.thread_ts);
    expect(answers).toHaveLength(62);
    expect(new Set(answers).size).toBe(62);
    expect(threads.filter((thread) => !answers.includes(thread))).toEqual([]);
  }, 120_000);
});
