// The environment variables that point a process to the fake platforms.
import { type FakeDiscord, token } from './discord/server.js';
import { appToken, botToken, type FakeSlack } from './slack/server.js';

/** The fakes that were started. */
export type Fakes = { readonly discord?: Pick<FakeDiscord, 'apiUrl'>; readonly slack?: Pick<FakeSlack, 'apiUrl'> };

/** For one workspace over Socket Mode, and a free port. */
export function environmentOf({ discord, slack }: Fakes): Readonly<Record<string, string>> {
  return {
    PORT: '0',
    ...(discord === undefined ? {} : { DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl }),
    ...(slack === undefined
      ? {}
      : { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slack.apiUrl }),
  };
}

/** No rate limits. */
export const withoutLimits = {
  USER_LIMIT_PER_MINUTE: '0',
  CHANNEL_LIMIT_PER_MINUTE: '0',
  WORKSPACE_LIMIT_PER_MINUTE: '0',
} as const;
