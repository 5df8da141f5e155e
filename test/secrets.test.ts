// The whole process with everything going wrong and the most verbose log: no secrets and nobody's words get out.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applicationId, messageOf, slash } from './fakes/discord/people.js';
import { token } from './fakes/discord/server.js';
import { directMessage, eventBody, mention, slashCommand } from './fakes/slack/payloads.js';
import { appToken, botToken, botUser } from './fakes/slack/server.js';
import { smallFolder } from './fixtures/shipped.js';
import { startBot, startDiscord, startSlack } from './slow/platforms.js';

test('nothing that is written holds a token, a secret address or the words of a question', async () => {
  const discord = await startDiscord();
  const slack = await startSlack({ scopes: 'commands' });
  // If somebody enters a secret here by mistake: the log names this folder and must mask it.
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-secrets-'));
  const knowledge = join(folder, 'database-password');
  cpSync(smallFolder, knowledge, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = 'postgres://bot:database-password@127.0.0.1:9/none';
  const env = { KNOWLEDGE_DIR: knowledge, LOG_LEVEL: 'debug', DATABASE_URL: database };
  const bot = startBot({ discord, slack }, { env });
  await bot.says(/"event":"started"/);
  await bot.says(/"event":"knowledge_watched","folder":"[^"]*\[secret\]"/);
  await discord.request('PUT', /commands$/);

  const words = 'my neighbour Zebulon told me';
  const callback = /\/callback$/;
  const faults = [
    { type: 'answer', status: 500 },
    { type: 'answer', status: 400, body: { code: 50_035, message: 'Invalid Form Body' } },
    { type: 'answer', status: 403, body: { code: 50_001, message: 'Missing Access' } },
    { type: 'answer', status: 404, body: { code: 10_062, message: 'Unknown interaction' } },
    { type: 'answer', status: 429, body: { retry_after: 60, message: 'x' }, headers: { 'Retry-After': '60' } },
    { type: 'cut' },
  ] as const;
  const interactions = [];
  for (const fault of faults) {
    discord.fault({ ...fault, method: 'POST', path: callback });
    discord.fault({ ...fault, method: 'POST', path: /\/messages$/ });
    const before = discord.requests('POST', callback).length;
    interactions.push(discord.interact(slash('ai-ask', { question: words })));
    discord.message(messageOf({ content: `<@${applicationId}> ${words}` }));
    await discord.request('POST', callback, before + 1);
  }
  discord.gateway.sendRaw('{"op":0,"t":"INTERACTION_CREATE","s":99,"d":{"token":"secret-of-an-interaction"}}');
  discord.gateway.kill();

  slack.fail(
    'chat.postMessage',
    { type: 'error', error: 'missing_scope', needed: 'chat:write' },
    { type: 'cut' },
    { type: 'status', status: 500 },
  );
  for (let at = 0; at < 3; at += 1) {
    await slack.push('events_api', eventBody(mention(`<@${botUser}> ${words}`)));
    await slack.push('events_api', eventBody(directMessage(words)));
  }
  slack.fail('response_url', { type: 'status', status: 404 }, { type: 'status', status: 500 }, { type: 'cut' });
  for (let at = 0; at < 3; at += 1)
    await slack.push('slash_commands', slashCommand('/ai-ask', words, slack.responseUrl('secret-of-a-response')));
  slack.sendRaw('{"type":"events_api","envelope_id":"x","payload":{"token":"secret-of-a-payload"}}');
  slack.sendRaw('{');
  slack.kill();
  await bot.says(/"event":"slack_reconnecting"/);
  await bot.says(/"event":"discord_reconnecting"/);

  bot.kill('SIGTERM');
  const { code, stdout, stderr } = await bot.ended;
  expect(code).toBe(0);
  // Makes sure that the failures were really logged.
  for (const event of ['discord_callback_failed', 'slack_post_refused', 'slack_scopes_missing', 'answered'])
    expect(stdout).toContain(`"event":"${event}"`);
  const secrets = [
    token,
    botToken,
    appToken,
    'database-password',
    'secret-of-an-interaction',
    'secret-of-a-response',
    'secret-of-a-payload',
    'ticket=1',
    'Zebulon',
    ...interactions.map((interaction) => interaction.token),
  ];
  expect(secrets.filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([]);
}, 60_000);
