// The smallest possible bot with discord.js: it answers a slash command with the command's own words, or with a given message.
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: process.env.DISCORD_API_URL },
});
const given = process.env.REPLY === undefined ? undefined : JSON.parse(process.env.REPLY);
client.on('interactionCreate', async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.reply(given ?? interaction.options.getString('question') ?? '');
});
client.on('error', console.error);
process.once('SIGTERM', () => process.exit(0));
await client.login(process.env.DISCORD_TOKEN);
