// A flood on the real process: who is answered when more is asked than can be answered.
import { expect, test } from 'vitest';
import { slash } from '../fakes/discord/people.js';
import { withoutLimits } from '../fakes/environment.js';
import { eventBody, mention } from '../fakes/slack/payloads.js';
import { botUser } from '../fakes/slack/server.js';
import { addressOf, startBot, startDiscord, startSlack } from './platforms.js';

test('a flood of commands on Discord is answered, and does not keep Slack waiting', async () => {
  const flood = 600;
  const discord = await startDiscord({ lifeMs: 60_000, checks: false });
  const slack = await startSlack();
  const bot = startBot({ discord, slack }, { env: withoutLimits });
  const address = await addressOf(bot);
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
