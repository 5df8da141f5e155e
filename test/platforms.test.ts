// The whole process, run as by `npm start`, on the fake platforms: only environment variables make the difference.
import { createHmac } from 'node:crypto';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { allCommands } from '../src/adapters/discord/in/all-commands.js';
import { buttonOf, wordsOf } from './adapters/discord/running.js';
import { createClient } from './adapters/mcp/serving.js';
import { elementOf } from './adapters/slack/bot.js';
import { applicationId, explain, messageOf, press, slash, snowflake } from './fakes/discord/people.js';
import { startFakeDiscord, token } from './fakes/discord/server.js';
import {
  blockAction,
  directMessage,
  eventBody,
  messageShortcut,
  mention as slackMention,
  slashCommand,
} from './fakes/slack/payloads.js';
import { appToken, botToken, botUser, startFakeSlack } from './fakes/slack/server.js';
import { shippedFolder } from './fixtures/shipped.js';
import { program, type Running, start } from './process.js';

const patienceMs = 60_000;

function startBot(env: Readonly<Record<string, string>>) {
  const bot = start(program, { env: { PORT: '0', KNOWLEDGE_DIR: shippedFolder, ...env } });
  onTestFinished(async () => {
    bot.kill('SIGKILL');
    await bot.ended;
  });
  return bot;
}

async function metricsOf(bot: Running): Promise<string> {
  const [, address] = await bot.says(/"address":"(http:[^"]+)"/);
  return (await fetch(`${address}/metrics`)).text();
}

const dataOf = (request: { readonly body: never }) =>
  (request.body as { readonly data: Readonly<Record<string, unknown>> }).data;
const callback = /\/callback$/;

const post = /^\/channels\/\d+\/messages$/;

describe('npm start', () => {
  test(
    'with a Discord token answers commands, mentions, the message menu and buttons there, and stops when it is told to',
    async () => {
      const fake = await startFakeDiscord();
      onTestFinished(() => fake.close());
      const bot = startBot({ DISCORD_TOKEN: token, DISCORD_API_URL: fake.apiUrl });
      const { body } = await fake.request('PUT', /commands$/);
      // `npm run register-commands` and the doctor must agree.
      const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();
      expect(names(body)).toEqual(names(allCommands));
      await bot.says(/"event":"started"/);

      fake.interact(slash('ai-ask', { question: 'what is RAG?' }));
      const answer = dataOf(await fake.request('POST', callback, 1));
      expect(wordsOf(answer)).toContain('Retrieval-augmented generation (RAG)');
      fake.interact(press({ ...answer, id: snowflake() }, buttonOf(answer, 'Fine-tuning')));
      expect(wordsOf(dataOf(await fake.request('POST', callback, 2)))).toContain('Fine-tuning');
      fake.interact(explain('we use RAG and a GAN'));
      expect(wordsOf(dataOf(await fake.request('POST', callback, 3)))).toContain('GAN');
      fake.message(messageOf({ content: `<@${applicationId}> is Midjourney an LLM?` }));
      expect(wordsOf((await fake.request('POST', post)).body)).toContain('Midjourney');
      expect(fake.problems).toEqual([]);
      const metrics = await metricsOf(bot);
      expect(metrics).toMatch(/ai_diff_questions_total\{platform="discord",intent="define",outcome="answered"\} 1/);
      expect(metrics).toContain('ai_diff_acknowledgement_seconds_count{platform="discord"} 3');
      expect(metrics).toContain('ai_diff_connected{platform="discord"} 1');

      bot.kill('SIGTERM');
      const { code, stdout, stderr } = await bot.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toContain(token);
    },
    patienceMs,
  );

  test(
    'with Slack tokens answers mentions, commands and the shortcut over a socket',
    async () => {
      const slack = await startFakeSlack();
      onTestFinished(() => slack.stop());
      const bot = startBot({ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slack.apiUrl });
      await bot.says(/"event":"started"/);

      await slack.push('events_api', eventBody(slackMention(`<@${botUser}> gan vs vae`)));
      expect((await slack.next('chat.postMessage')).args.text).toContain('GAN');
      await slack.push('slash_commands', slashCommand('/ai-define', 'rag', slack.responseUrl('1')));
      expect((await slack.next('response_url')).args.text).toContain('Retrieval-augmented generation');
      await slack.push('interactive', messageShortcut('what is a diffusion model', slack.responseUrl('2')));
      expect((await slack.next('response_url')).args.text).toContain('Diffusion');
      await slack.push('events_api', eventBody(directMessage('is Midjourney an LLM?')));
      const { blocks } = (await slack.next('chat.postMessage')).args;
      await slack.push(
        'interactive',
        blockAction(elementOf(blocks, 'Why this answer'), slack.responseUrl('3'), { channel: 'D1' }),
      );
      expect((await slack.next('chat.postEphemeral')).args.text).toContain('Why this answer');
      const metrics = await metricsOf(bot);
      expect(metrics).toContain('ai_diff_acknowledgement_seconds_count{platform="slack"} 5');
      expect(metrics).toMatch(/ai_diff_questions_total\{platform="slack",intent="compare",outcome="answered"\} 1/);

      bot.kill('SIGTERM');
      const { code, stdout } = await bot.ended;
      expect(code).toBe(0);
      expect(stdout).not.toContain(botToken);
    },
    patienceMs,
  );

  test(
    'with a signing secret answers Slack over HTTP on its one server',
    async () => {
      const slack = await startFakeSlack();
      onTestFinished(() => slack.stop());
      const secret = 'signing-secret';
      const bot = startBot({ SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: secret, SLACK_API_URL: slack.apiUrl });
      const [, address] = await bot.says(/"address":"(http:[^"]+)"/);
      const send = async (body: string, type: string): Promise<void> => {
        const timestamp = String(Math.floor(Date.now() / 1_000));
        const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
        const headers = {
          'content-type': type,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        };
        expect((await fetch(`${address}/slack/events`, { method: 'POST', body, headers })).status).toBe(200);
      };
      const sendEvent = (event: object) => send(JSON.stringify(eventBody(event)), 'application/json');
      const sendForm = (fields: object) =>
        send(new URLSearchParams(Object.entries(fields)).toString(), 'application/x-www-form-urlencoded');
      const interact = (payload: object) => sendForm({ payload: JSON.stringify(payload) });

      await sendEvent(slackMention(`<@${botUser}> what is RAG?`));
      const { text, blocks } = (await slack.next('chat.postMessage')).args;
      expect(text).toContain('RAG');
      await interact(blockAction(elementOf(blocks, 'Fine-tuning'), slack.responseUrl('1')));
      expect((await slack.next('chat.postMessage')).args.text).toContain('Fine-tuning');
      await sendForm(slashCommand('/ai-define', 'gan', slack.responseUrl('2')));
      expect((await slack.next('response_url')).args.text).toContain('GAN');
      await interact(messageShortcut('what is a diffusion model', slack.responseUrl('3')));
      expect((await slack.next('response_url')).args.text).toContain('Diffusion');
      await sendEvent(directMessage('is Midjourney an LLM?'));
      expect((await slack.next('chat.postMessage')).args).toMatchObject({
        channel: 'D1',
        text: expect.stringContaining('Midjourney'),
      });
    },
    patienceMs,
  );

  test(
    'with MCP=on answers assistants in addition to a platform, as its metrics show; its tokens stay secret',
    async () => {
      const fake = await startFakeDiscord();
      onTestFinished(() => fake.close());
      const bot = startBot({
        DISCORD_TOKEN: token,
        DISCORD_API_URL: fake.apiUrl,
        MCP: 'on',
        MCP_TOKEN: 'mcp-token-1,discord:42=mcp-token-2',
        WORKSPACE_LIMIT_PER_MINUTE: '2',
        LOG_LEVEL: 'debug',
      });
      const [, address] = await bot.says(/MCP: (http:[^\s]+)\/mcp/);
      const open = async (bearer: string) => {
        const client = createClient('2025');
        const headers = { Authorization: `Bearer ${bearer}` };
        await client.connect(
          new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit: { headers } }),
        );
        onTestFinished(() => client.close());
        return client;
      };
      const [one, other] = [await open('mcp-token-1'), await open('mcp-token-2')];
      const ask = { name: 'ask', arguments: { question: 'what is RAG?' } };
      for (const client of [one, other, one])
        expect(await client.callTool(ask)).toMatchObject({ structuredContent: { outcome: 'answered' } });
      expect(await one.callTool(ask)).toMatchObject({ isError: true });
      expect((await fetch(`${address}/mcp`, { method: 'POST' })).status).toBe(401);
      const metrics = await (await fetch(`${address}/metrics`)).text();
      expect(metrics).toContain('ai_diff_questions_total{platform="mcp",intent="define",outcome="answered"} 3');
      expect(metrics).toContain('ai_diff_questions_total{platform="mcp",intent="question",outcome="limited"} 1');
      expect(metrics).toContain('ai_diff_answer_seconds_count{platform="mcp"} 4');

      bot.kill('SIGTERM');
      const { code, stdout, stderr } = await bot.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toMatch(/mcp-token|what is RAG/);
    },
    patienceMs,
  );

  test(
    'ends with the sentence of the start where Discord ends the session for good and there is nothing else to do',
    async () => {
      const fake = await startFakeDiscord();
      onTestFinished(() => fake.close());
      const bot = startBot({ DISCORD_TOKEN: token, DISCORD_API_URL: fake.apiUrl });
      await bot.says(/"event":"started"/);
      fake.gateway.endWith(4004);
      expect(await bot.ended).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^Discord refuses DISCORD_TOKEN: [^\n]+\n$/),
      });
    },
    patienceMs,
  );

  test(
    'goes on with Slack where Discord ends the session for good',
    async () => {
      const [fake, slack] = await Promise.all([startFakeDiscord(), startFakeSlack()]);
      onTestFinished(async () => {
        await fake.close();
        await slack.stop();
      });
      const bot = startBot({
        DISCORD_TOKEN: token,
        DISCORD_API_URL: fake.apiUrl,
        SLACK_BOT_TOKEN: botToken,
        SLACK_APP_TOKEN: appToken,
        SLACK_API_URL: slack.apiUrl,
      });
      const [, address] = await bot.says(/"event":"started"[^\n]*"address":"(http:[^"]+)"/);
      fake.gateway.endWith(4014);
      await bot.says(/"event":"discord_ended"[^\n]*intents/);
      await slack.push('events_api', eventBody(slackMention('what is RAG?')));
      expect((await slack.next('chat.postMessage')).args.text).toContain('RAG');
      expect((await fetch(`${address}/readyz`)).status).toBe(503);
    },
    patienceMs,
  );

  test(
    'without MCP has no such address',
    async () => {
      const bot = startBot({});
      const [, address] = await bot.says(/"address":"(http:[^"]+)"/);
      expect((await fetch(`${address}/mcp`, { method: 'POST' })).status).toBe(404);
    },
    patienceMs,
  );
});
