// The least bot that discord.js allows: it answers a slash command with its own words.
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: process.env.DISCORD_API_URL },
});
client.on('interactionCreate', async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply(interaction.options.getString('question') ?? '');
});
client.on('error', console.error);
process.once('SIGTERM', () => process.exit(0));
await client.login(process.env.DISCORD_TOKEN);
