// The smallest possible bot with Bolt: it answers a mention with the mention's own words, or with a given message.
import { App, LogLevel } from '@slack/bolt';

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
const given = process.env.REPLY === undefined ? undefined : JSON.parse(process.env.REPLY);
app.event('app_mention', async ({ event, client }) => {
  await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: event.text, ...given });
});
process.once('SIGTERM', () => process.exit(0));
await app.start();
