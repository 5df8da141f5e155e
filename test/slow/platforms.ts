// The fake platforms and the real process on them, for one test: all of it ends with the test, the process first.
import { onTestFinished } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/server.js';
import { environmentOf, type Fakes } from '../fakes/environment.js';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.js';
import { program, type Running, type RunOptions, start } from '../process.js';

/** A fake Discord that ends with the test. */
export async function startDiscord(options: Parameters<typeof startFakeDiscord>[0] = {}): Promise<FakeDiscord> {
  const discord = await startFakeDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** A fake Slack that ends with the test. */
export async function startSlack(options: Parameters<typeof startFakeSlack>[0] = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack(options);
  onTestFinished(() => slack.stop());
  return slack;
}

/** The bot on these fakes, which is killed when the test ends. */
export function startBot(fakes: Fakes, { env = {}, ...options }: RunOptions = {}): Running {
  const bot = start(program, { ...options, env: { ...environmentOf(fakes), ...env } });
  onTestFinished(async () => {
    bot.kill('SIGKILL');
    await bot.ended;
  });
  return bot;
}

/** The address that the bot prints. */
export async function addressOf(bot: Running): Promise<string> {
  const [, address = ''] = await bot.says(/"address":"(http:[^"]+)"/);
  return address;
}
