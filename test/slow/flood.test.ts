// A flood on the real process: who is answered when more is asked than can be answered.
import { expect, onTestFinished, test } from 'vitest';
import { slash } from '../fakes/discord/people.js';
import { startFakeDiscord, token } from '../fakes/discord/server.js';
import { eventBody, mention } from '../fakes/slack/payloads.js';
import { appToken, botToken, botUser, startFakeSlack } from '../fakes/slack/server.js';
import { program, start } from '../process.js';

test('a flood of commands on Discord is answered, and does not keep Slack waiting', async () => {
  const flood = 600;
  const discord = await startFakeDiscord({ lifeMs: 60_000, checks: false });
  const slack = await startFakeSlack();
  const bot = start(program, {
    env: {
      PORT: '0',
      USER_LIMIT_PER_MINUTE: '0',
      CHANNEL_LIMIT_PER_MINUTE: '0',
      WORKSPACE_LIMIT_PER_MINUTE: '0',
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: slack.apiUrl,
    },
  });
  onTestFinished(async () => {
    bot.kill('SIGKILL');
    await bot.ended;
    await Promise.all([discord.close(), slack.stop()]);
  });
  const [, address = ''] = await bot.says(/"address":"(http:[^"]+)"/);
  await bot.says(/"event":"started"/);
  await discord.request('PUT', /commands$/);
  const asked = Array.from({ length: flood }, () =>
    discord.interact(slash('ai-ask', { question: 'what is sourdough?' })),
  );
  void slack.push('events_api', eventBody(mention(`<@${botUser}> what is sourdough?`)));
  await slack.next('chat.postMessage');
  const before = asked.filter(({ id }) => discord.answersTo(id) > 0).length;
  expect(before).toBeLessThan(flood / 2);

  await expect
    .poll(() => asked.filter(({ id }) => discord.answersTo(id) === 1).length, { timeout: 40_000, interval: 100 })
    .toBe(flood);
  const metrics = await (await fetch(`${address}/metrics`)).text();
  for (const [platform, count] of [
    ['discord', flood],
    ['slack', 1],
  ])
    expect(metrics).toContain(`ai_diff_replies_total{platform="${platform}",became="arrived"} ${count}\n`);
});
